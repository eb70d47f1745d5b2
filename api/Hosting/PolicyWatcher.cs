using PolicyHa.Api.Operating;
using PolicyHa.Engine.State;

namespace PolicyHa.Api.Hosting;

/// <summary>
/// Looks whether the rule files have changed and have then stayed the same for one look, so that half a copy is not
/// read. It looks rather than listens: that also works with links that are switched and with file systems that tell
/// nothing. Bad files are refused at once; good ones wait until the fleet is known, since nobody could say what they
/// would change.
/// </summary>
sealed partial class PolicyWatcher(
    FirstPolicy first, PolicySource source, PolicyDesk desk, ClusterState state, TimeProvider clock,
    ILogger<PolicyWatcher> log)
    : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);

    bool hasBegun;
    string? tried = first.FilesAreNews ? null : source.Signature();
    string? last;
    PolicyCandidate? waiting;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await LookAsync(stoppingToken);
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await LookAsync(stoppingToken);
    }

    async Task LookAsync(CancellationToken ct)
    {
        try
        {
            if (!hasBegun)
                await desk.BeginAsync(ct);
            hasBegun = true;
            var now = source.Signature();
            if (now != tried && now == last)
                (waiting, tried) = (source.CandidateOf(source.Load()), now);
            last = now;
            if (waiting is null || (waiting.Load.IsValid && !state.SawEverything))
                return;
            await desk.SubmitAsync(waiting, ifMatch: null, dryRun: false, ct);
            waiting = null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(log, e);
        }
    }

    [LoggerMessage(532, LogLevel.Error, "The policy could not be looked at; it is tried again")]
    static partial void LogFailed(ILogger log, Exception e);
}
