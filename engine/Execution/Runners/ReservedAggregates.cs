using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.State;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>
/// Puts a reserved host into the aggregates of the host it stands in for, as far as the policy names them, and takes it out of them again:
/// what it joins is written down before, so that it leaves no other.
/// </summary>
public sealed class ReservedAggregates(IComputeControl compute, ClusterState state, PolicyHolder policies)
{
    /// <summary>Aggregates that are to be written down as joined before the host joins them; empty: none is missing there.</summary>
    /// <exception cref="OutsideUnavailableException">The cloud does not answer.</exception>
    public async Task<IReadOnlyList<string>> UnwrittenAsync(StepScene scene, HostName host, CancellationToken ct)
    {
        var joins = (policies.Find(scene.Plan.Policy) ?? policies.Current).Targets.ReservedJoins;
        var known = state.Book.ReservationOf(host)?.Joined ?? [];
        var wanted = state.Fleet.Host(scene.Plan.Host)?.Aggregates.Intersect(joins).Except(known).ToList();
        return wanted is { Count: > 0 } ? [.. wanted.Except(await compute.ReadAggregatesOfAsync(host, ct))] : [];
    }

    /// <summary>Asks for each that is missing.</summary>
    /// <returns>Why the host is not in all of them, and whether that may pass; null: it is.</returns>
    /// <exception cref="OutsideUnavailableException">The cloud does not answer.</exception>
    public async Task<(string Why, bool MayPass)?> JoinAsync(StepScene scene, HostName host, CancellationToken ct)
    {
        var wanted = state.Book.ReservationOf(host)?.Joined ?? [];
        if (wanted.Count == 0)
            return null;
        foreach (var aggregate in wanted.Except(await compute.ReadAggregatesOfAsync(host, ct)))
        {
            if (await scene.AskAsync("join-aggregate", compute.JoinAggregateAsync(host, aggregate, scene.Context, ct), $"{host} {aggregate}")
                is ActionAnswer.Refused { Retryable: false } refused)
                return (refused.Reason, false);
        }

        return wanted.Except(await compute.ReadAggregatesOfAsync(host, ct)).ToList() is [var missing, ..] ? ($"Nova does not show {host} in aggregate {missing}", true) : null;
    }

    /// <summary>Asks for each that the host joined and is in.</summary>
    /// <returns>Why it is in some of them still, and whether that may pass; null: it is in none.</returns>
    /// <exception cref="OutsideUnavailableException">The cloud does not answer.</exception>
    public async Task<(string Why, bool MayPass)?> LeaveAsync(StepScene scene, HostName host, CancellationToken ct)
    {
        var joined = state.Book.ReservationOf(host)?.Joined ?? [];
        if (joined.Count == 0)
            return null;
        var stays = new List<string>();
        foreach (var aggregate in joined.Intersect(await compute.ReadAggregatesOfAsync(host, ct)))
        {
            if (await scene.AskAsync("leave-aggregate", compute.LeaveAggregateAsync(host, aggregate, scene.Context, ct), aggregate)
                is ActionAnswer.Refused { Retryable: false } refused)
                stays.Add(refused.Reason);
        }

        if (stays.Count > 0)
            return (string.Join("; ", stays), false);
        return joined.Intersect(await compute.ReadAggregatesOfAsync(host, ct)).ToList() is [var left, ..] ? ($"Nova shows {host} in aggregate {left}", true) : null;
    }
}
