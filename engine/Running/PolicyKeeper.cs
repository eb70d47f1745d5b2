using Microsoft.Extensions.Logging;
using PolicyHa.Engine.History;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.State;

namespace PolicyHa.Engine.Running;

/// <summary>
/// The same policy in every replica. The store says which one is in force; a policy that some live replica cannot read waits there,
/// and whoever first sees that all of them read it brings it into force.
/// </summary>
/// <param name="keep">How many policies of the past are remembered.</param>
public sealed partial class PolicyKeeper(
    IPolicyVersions versions, IPolicyCompiler compiler, PolicyHolder holder, int keep, TimeProvider clock, ILogger<PolicyKeeper> log) : IDisposable
{
    readonly SemaphoreSlim oneChange = new(1, 1);
    PolicyVersion? unreadable;
    bool isShutOut;

    /// <summary>What is in force by the store is in force here from now on, and it was not this process that was asked for it.</summary>
    public event Action<StoredPolicy>? Followed;

    /// <summary>Brings a policy into force, here and in the store; or keeps it waiting for those who cannot read it.</summary>
    /// <param name="offered">At the time it is offered.</param>
    /// <returns>Null: it is in force.</returns>
    public async Task<WaitingPolicy?> OfferAsync(StoredPolicy offered, RecoveryPolicy policy, CancellationToken ct)
    {
        await oneChange.WaitAsync(ct);
        try
        {
            var keptOutBy = await versions.ActivateAsync(offered, keep, InForce(offered, ""), ct);
            if (keptOutBy.Count > 0)
                return await KeepWaitingAsync(offered, keptOutBy, ct);
            Take(policy);
            holder.Waiting = null;
            return null;
        }
        finally
        {
            oneChange.Release();
        }
    }

    /// <summary>What is in force is what people want: whatever waits is forgotten.</summary>
    /// <param name="by">Who wants it so.</param>
    public async Task WithdrawAsync(string by, CancellationToken ct)
    {
        await oneChange.WaitAsync(ct);
        try
        {
            if (await versions.WaitingAsync(ct) is { } waiting)
            {
                var line = Line("policy-withdrawn", $"policy {waiting.Version} waits no more: {by} wants {holder.Current.Version}, which stays in force");
                await versions.KeepWaitingAsync(null, line, ct);
            }

            holder.Waiting = null;
        }
        finally
        {
            oneChange.Release();
        }
    }

    /// <summary>At each renewal of the leases: follows what the others did, and ends the waiting once nobody is left to wait for.</summary>
    /// <returns>The policy that is in force here from now on and was not before; null: none.</returns>
    public async Task<RecoveryPolicy?> FollowAsync(LeaseRenewal seen, CancellationToken ct)
    {
        TellWhetherAdmitted(seen);
        var isBehind = seen.InForce is { } inForce && inForce.Version != holder.Current.Version;
        if (!seen.IsAdmitted || (!isBehind && seen.Waiting is null && holder.Waiting is null))
            return null;
        await oneChange.WaitAsync(ct);
        try
        {
            var isNew = await EndWaitingAsync(seen.Live, ct);
            return isNew || isBehind ? await CatchUpAsync(ct) : null;
        }
        finally
        {
            oneChange.Release();
        }
    }

    public void Dispose() => oneChange.Dispose();

    async Task<WaitingPolicy> KeepWaitingAsync(StoredPolicy offered, IReadOnlyList<Replica> keptOutBy, CancellationToken ct)
    {
        var known = await versions.WaitingAsync(ct);
        var waiting = new WaitingPolicy(
            offered.Version, offered.Language, known?.Version == offered.Version ? known.ActivatedAt : offered.ActivatedAt, keptOutBy);
        if (known?.Version != offered.Version)
        {
            var text = $"policy {offered.Version} by {offered.Author} waits, it is written in rule language {offered.Language}: {waiting.Because}; "
                + $"{holder.Current.Version} stays in force{(known is null ? "" : $", {known.Version} waits no more")}";
            await versions.KeepWaitingAsync(offered, Line("policy-waiting", text), ct);
            LogWaits(log, offered.Version, offered.Language, waiting.Because);
        }

        return holder.Waiting = waiting;
    }

    /// <returns>Whether the waiting policy is in force now.</returns>
    async Task<bool> EndWaitingAsync(IReadOnlyList<Replica> live, CancellationToken ct)
    {
        if (await versions.WaitingAsync(ct) is not { } stored)
        {
            holder.Waiting = null;
            return false;
        }

        var keptOutBy = LanguageGate.KeptOutBy(live, stored.Language);
        holder.Waiting = new WaitingPolicy(stored.Version, stored.Language, stored.ActivatedAt, keptOutBy);
        if (keptOutBy.Count > 0 || Compiled(stored) is null)
            return false;
        var line = InForce(stored, ", every live replica reads it now");
        if (!await versions.ActivateWaitingAsync(stored with { ActivatedAt = clock.GetUtcNow() }, keep, line, ct))
            return false;
        holder.Waiting = null;
        return true;
    }

    async Task<RecoveryPolicy?> CatchUpAsync(CancellationToken ct)
    {
        if (await versions.ListAsync(ct) is not [var inForce, ..] || inForce.Version == holder.Current.Version || Compiled(inForce) is not { } policy)
            return null;
        Take(policy);
        LogFollows(log, policy.Version, inForce.Author);
        Followed?.Invoke(inForce);
        return policy;
    }

    void Take(RecoveryPolicy policy) => (holder.Current, unreadable) = (policy, null);

    /// <summary>Each that cannot be compiled is complained of once.</summary>
    RecoveryPolicy? Compiled(StoredPolicy stored)
    {
        var policy = compiler.Compile(stored, out var problem);
        if (policy is null && unreadable != stored.Version)
            LogCannotFollow(log, stored.Version, problem, holder.Current.Version);
        if (policy is null)
            unreadable = stored.Version;
        return policy;
    }

    void TellWhetherAdmitted(LeaseRenewal seen)
    {
        if (!seen.IsAdmitted && !isShutOut)
            LogShutOut(log, seen.InForce!.Version, seen.InForce.Language);
        isShutOut = !seen.IsAdmitted;
    }

    HistoryEntry InForce(StoredPolicy policy, string since)
    {
        var (what, verb) = policy.Origin == PolicyOrigin.Rollback ? ("policy-rollback", "back in force") : ("policy", "in force");
        return Line(what, $"policy {policy.Version} {verb} by {policy.Author}{since}, was {holder.Current.Version}");
    }

    HistoryEntry Line(string what, string text) => new(clock.GetUtcNow(), HistoryKind.Control, text) { What = what };

    [LoggerMessage(411, LogLevel.Warning, "Policy {Version} waits, it is written in rule language {Language}: {Because}")]
    static partial void LogWaits(ILogger log, PolicyVersion version, int language, string because);

    [LoggerMessage(412, LogLevel.Information, "Policy {Version} by {Author} is in force in the store, and now here")]
    static partial void LogFollows(ILogger log, PolicyVersion version, string author);

    [LoggerMessage(413, LogLevel.Error, "Policy {Version} of the store cannot be followed here: {Problem}; this process decides by {Current}. Give it the same configuration as the others")]
    static partial void LogCannotFollow(ILogger log, PolicyVersion version, string? problem, PolicyVersion current);

    [LoggerMessage(414, LogLevel.Error, "Policy {Version} is in force, and this program does not read its rule language {Language}: it owns no segment and does nothing. Upgrade it")]
    static partial void LogShutOut(ILogger log, PolicyVersion version, int language);
}
