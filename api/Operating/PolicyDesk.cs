using PolicyHa.Engine.History;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Running;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;
using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Api.Operating;

/// <summary>
/// The policy in force, and how another one comes into force. A bad one changes nothing but what is told about it.
/// </summary>
sealed partial class PolicyDesk(
    PolicySource source, PolicyLoad first, PolicyHolder holder, ClusterState state, Intake intake, EngineDriver driver,
    IStateStore store, TimeProvider clock, ILogger<PolicyDesk> log)
{
    volatile PolicyLoad active = first;
    volatile PolicyRefusal? refused;
    long refusals;

    public PolicyLoad Active => active;

    public DateTimeOffset ActiveSince { get; private set; } = clock.GetUtcNow();

    /// <summary>The last files that were not taken; null once newer ones were.</summary>
    public PolicyRefusal? Refused => refused;

    /// <summary>How often files were not taken since the start.</summary>
    public long Refusals => Interlocked.Read(ref refusals);

    /// <summary>Reads the files again; takes them, or says what is wrong with them.</summary>
    public async Task ReloadAsync(CancellationToken ct)
    {
        var load = source.Load();
        if (!load.IsValid)
            Refuse(load);
        else if (load.Policy.Version == holder.Current.Version)
            refused = null;                                     // put right to what is in force anyway
        else
            await TakeAsync(load, load.Policy, ct);
    }

    void Refuse(PolicyLoad load)
    {
        Interlocked.Increment(ref refusals);
        refused = new PolicyRefusal(clock.GetUtcNow(), load);
        LogRefused(log, holder.Current.Version, ProblemText.Print(load.Problems, load.Sources).TrimEnd());
    }

    async Task TakeAsync(PolicyLoad load, RecoveryPolicy policy, CancellationToken ct)
    {
        var before = holder.Current.Version;
        holder.Current = policy;
        (active, ActiveSince, refused) = (load, clock.GetUtcNow(), null);
        LogTaken(log, policy.Version, before);
        await intake.RequireObserversAsync(policy.Observers, ct);
        driver.WakeEverything();
        var text = $"policy {policy.Version} in force, was {before}";
        var line = new HistoryEntry(ActiveSince, HistoryKind.Control, text) { What = "policy" };
        await store.SaveOperatorsAsync(state.Operators, line, ct);
    }

    [LoggerMessage(530, LogLevel.Warning, "The policy was not taken, {Version} stays in force:\n{Problems}")]
    static partial void LogRefused(ILogger log, PolicyVersion version, string problems);

    [LoggerMessage(531, LogLevel.Information, "Policy {Version} in force, was {Before}")]
    static partial void LogTaken(ILogger log, PolicyVersion version, PolicyVersion before);
}
