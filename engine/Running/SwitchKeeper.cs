using PolicyHa.Engine.Ports;
using PolicyHa.Engine.State;

namespace PolicyHa.Engine.Running;

/// <summary>
/// The same switches in every replica: an operator asks one of them, and the host may be another's. The store says what is switched.
/// </summary>
public sealed class SwitchKeeper(ClusterState state, IStateStore store)
{
    /// <summary>At each renewal of the leases: takes over what was switched at another replica since.</summary>
    /// <returns>Whether there was anything.</returns>
    public async Task<bool> FollowAsync(LeaseRenewal seen, CancellationToken ct)
    {
        if (seen.Operators <= state.Operators.Version)
            return false;
        await RecallAsync(ct);
        return true;
    }

    /// <summary>Reads them anew, whatever is in memory.</summary>
    public async Task RecallAsync(CancellationToken ct)
    {
        var known = state.Operators;
        var open = await store.LoadOpenAsync(ct);
        state.ReplaceOperators(known, open.Operators);
    }
}
