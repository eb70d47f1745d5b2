using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Policies;

namespace PolicyHa.Api.Contracts;

/// <summary>Where two policies differ on a made-up host.</summary>
/// <param name="Combinations">How many there are.</param>
/// <param name="Differing">How many of them differ at some age of the fault.</param>
public sealed record CombinationsView(
    string Before, string After, int Combinations, int Differing, IReadOnlyList<CombinationView> Changes)
{
    internal static CombinationsView Of(
        RecoveryPolicy before, RecoveryPolicy after, IReadOnlyList<CombinationChange> changes) => new(
        before.Version.ToString(),
        after.Version.ToString(),
        VerdictCombinations.Count,
        changes.Select(c => c.Host).Distinct().Count(),
        [.. changes.Select(CombinationView.Of)]);
}

/// <summary>One combination of statuses and content of a host.</summary>
/// <param name="On">What is on the host: <c>cattle</c>, <c>pets</c> or <c>mixed</c>.</param>
/// <param name="FromAge">How old the fault is when they begin to differ so.</param>
/// <param name="NewActions">Fences, evacuations, migrations and restarts that the first would not do.</param>
public sealed record CombinationView(
    string Admin,
    string Tenant,
    string Storage,
    string Compute,
    string On,
    string FromAge,
    string Before,
    string After,
    IReadOnlyList<string> NewActions)
{
    internal static CombinationView Of(CombinationChange change) => new(
        change.Host.Admin.Name(),
        change.Host.Tenant.Name(),
        change.Host.Storage.Name(),
        change.Host.Compute.Name(),
        change.Host.Content,
        Durations.Text(change.Age),
        change.Before,
        change.After,
        change.NewActs);
}
