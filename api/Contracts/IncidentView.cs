using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Incidents;

namespace PolicyHa.Api.Contracts;

/// <summary>One trouble, from first fact to closed.</summary>
/// <param name="State"><c>held</c>, <c>recovering</c>, <c>awaiting-proof</c>, <c>failed</c> or <c>closed</c>.</param>
/// <param name="Hold">Why it is held; null when it is not.</param>
/// <param name="Row">The row that speaks for it, <c>table/row</c>.</param>
/// <param name="Plan">The plan under way, or the last one; at <c>/v1/plans/{plan}</c>.</param>
/// <param name="Proof">Why the host counts as dead; null until proven.</param>
/// <param name="RetryAt">When a fence that could not be proven is tried again.</param>
/// <param name="Instances">What it came to, instance by instance, as far as plans of it are over.</param>
/// <param name="SupersededBy">The incident that took it over: its host is faulty itself. Null: none has.</param>
public sealed record IncidentView(
    string Id,
    string Segment,
    string Host,
    string? Instance,
    string State,
    string? Hold,
    string Because,
    string Row,
    string RowAt,
    string Policy,
    DateTimeOffset OpenedAt,
    DateTimeOffset FaultSince,
    DateTimeOffset? ClosedAt,
    string? Plan,
    string? Proof,
    DateTimeOffset? RetryAt,
    IReadOnlyList<OutcomeView> Instances,
    string? SupersededBy)
{
    public static IncidentView Of(Incident i) => new(
        i.Id.Value,
        i.Segment.Value,
        i.Host.Value,
        i.Instance?.Value,
        Words.Of(i.State),
        i.Hold?.Name(),
        i.Because,
        i.Row,
        i.RowAt,
        i.Policy,
        i.OpenedAt,
        i.FaultSince,
        i.ClosedAt,
        i.Plan?.Value,
        i.Proof?.Text,
        i.RetryAt,
        [.. i.Instances.Select(OutcomeView.Of)],
        i.SupersededBy?.Value);
}
