using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Decisions;

/// <summary>
/// Compares two policies on every combination of statuses of the four inputs of the host table, on a host with cattle only,
/// with pets only, and with both, settled long ago, and again at each age at which one of them may change its mind. Pure.
/// </summary>
public static class VerdictCombinations
{
    static readonly SignalStatus[] Statuses =
        [SignalStatus.Up, SignalStatus.Degraded, SignalStatus.Down, SignalStatus.Unknown];

    static readonly (string Content, int Cattle, int Pets)[] Contents = [("cattle", 2, 0), ("pets", 0, 2), ("mixed", 1, 1)];

    /// <summary>How many combinations there are, at one age.</summary>
    public static int Count => Statuses.Length * Statuses.Length * Statuses.Length * Statuses.Length * Contents.Length;

    /// <summary>Those that differ, each from the first age at which it does; in order of age, content and status.</summary>
    public static IReadOnlyList<CombinationChange> Between(RecoveryPolicy before, RecoveryPolicy after, DecisionOptions options)
    {
        var settled = before.Settle > after.Settle ? before.Settle : after.Settle;
        var ages = before.Horizons.Concat(after.Horizons).Where(h => h > settled).Prepend(settled).Distinct().Order();
        var told = new HashSet<(HostCombination, string, string)>();
        return
        [
            .. from age in ages
               from combination in All()
               let change = Compare(combination, age, before, after, options)
               where change is not null && told.Add((combination, change.Before, change.After))
               select change,
        ];
    }

    static IEnumerable<HostCombination> All() =>
        from content in Contents
        from admin in Statuses
        from tenant in Statuses
        from storage in Statuses
        from compute in Statuses
        select new HostCombination(admin, tenant, storage, compute, content.Content);

    static CombinationChange? Compare(
        HostCombination combination, TimeSpan age, RecoveryPolicy before, RecoveryPolicy after, DecisionOptions options)
    {
        var (_, cattle, pets) = Contents.Single(c => c.Content == combination.Content);
        var segment = MadeUpSegment.With(combination.StatusOf, age, cattle, pets);
        var diff = VerdictDiff.Between(
            Verdicts.AtOnce(segment, before, options), Verdicts.AtOnce(segment, after, options));
        return diff.Changes is [var change, ..]
            ? new CombinationChange(combination, age, change.Before, change.After, change.NewActs)
            : null;
    }
}

/// <summary>How a made-up host stands.</summary>
/// <param name="Content"><c>cattle</c>, <c>pets</c> or <c>mixed</c>.</param>
public sealed record HostCombination(
    SignalStatus Admin, SignalStatus Tenant, SignalStatus Storage, SignalStatus Compute, string Content)
{
    /// <summary>The hints, power and cluster, are unknown.</summary>
    public SignalStatus StatusOf(Signal signal) => signal switch
    {
        Signal.AdminNetwork => Admin,
        Signal.TenantNetwork => Tenant,
        Signal.StorageNetwork => Storage,
        Signal.NovaCompute or Signal.Libvirt => Compute,
        _ => SignalStatus.Unknown,
    };
}

/// <summary>One combination of which two policies ask different things.</summary>
/// <param name="Age">From this age of the fault on.</param>
public sealed record CombinationChange(
    HostCombination Host, TimeSpan Age, string Before, string After, IReadOnlyList<string> NewActs);
