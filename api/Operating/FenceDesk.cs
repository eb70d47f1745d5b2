using PolicyHa.Api.Contracts;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.History;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Running;

namespace PolicyHa.Api.Operating;

/// <summary>Tries the fencing devices of a host for a person. What is switched is in the history before it is.</summary>
sealed class FenceDesk(FenceInspector inspector, FenceTrial trial, OperatorDesk desk, TimeProvider clock) : IDisposable
{
    readonly SemaphoreSlim oneAtATime = new(1, 1);

    public async Task<FenceTestView> AskAsync(HostName host, CancellationToken ct) =>
        new(FenceCheckView.Of(await inspector.InspectAsync(host, ct))!, []);

    /// <returns>The refusal in place of a result where the host must not be switched off now.</returns>
    public async Task<(FenceTestView? Result, string? Refusal)> SwitchAsync(HostName host, string by, CancellationToken ct)
    {
        if (!await oneAtATime.WaitAsync(TimeSpan.Zero, ct))
            return (null, "another host is being tried; one after the other");
        try
        {
            if (await WhyNotAsync(host, ct) is { } refusal)
                return (null, refusal);
            await NoteAsync(host, "fence-test-begun", $"{by} has {host} switched off and on again to try its fencing devices", ct);
            // Who hangs up must not leave a host switched off.
            var levels = (await trial.RunAsync(host, CancellationToken.None)).Select(FenceTrialView.Of).ToList();
            var check = await inspector.InspectAsync(host, CancellationToken.None);
            await NoteAsync(host, "fence-test-ended", $"{host}: {FenceTestText.Of(levels)}", CancellationToken.None);
            return (new FenceTestView(FenceCheckView.Of(check)!, levels), null);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    async Task<string?> WhyNotAsync(HostName host, CancellationToken ct)
    {
        try
        {
            return await trial.WhyNotAsync(host, ct);
        }
        catch (OutsideUnavailableException e)
        {
            return $"Nova does not say what is on {host}: {e.Message}";
        }
    }

    Task NoteAsync(HostName host, string what, string text, CancellationToken ct) =>
        desk.NoteAsync(new HistoryEntry(clock.GetUtcNow(), HistoryKind.Control, text) { Host = host, What = what }, ct);
}
