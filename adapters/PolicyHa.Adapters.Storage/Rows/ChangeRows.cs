using PolicyHa.Engine.Alerts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.State;

namespace PolicyHa.Adapters.Storage.Rows;

/// <summary>State changes as rows: made on the caller's thread, so that the one writer only writes.</summary>
sealed record ChangeRows
{
    /// <summary>Closed ones first: a host's next incident may be opened in the same breath.</summary>
    public required IReadOnlyList<(Incident Incident, IncidentRow Row)> Incidents { get; init; }

    public required IReadOnlyList<PlanRow> Plans { get; init; }

    /// <summary>Of new plans and added to old ones.</summary>
    public required IReadOnlyList<StepRow> NewSteps { get; init; }

    /// <summary>With the state each must still have.</summary>
    public required IReadOnlyList<(StepRow Step, string From)> Moves { get; init; }

    /// <summary>One for each sink.</summary>
    public required IReadOnlyList<OutboxRow> Alerts { get; init; }

    public required IReadOnlyList<HistoryRow> History { get; init; }

    public static ChangeRows Of(StateChanges changes, IReadOnlyList<string> sinks) => new()
    {
        Incidents = [.. changes.Incidents.OrderBy(i => i.IsOpen).Select(i => (i, IncidentRow.Of(i)))],
        Plans = [.. changes.Plans.Select(PlanRow.Of)],
        NewSteps = [.. changes.Plans.SelectMany(p => p.Steps).Concat(changes.NewSteps).Select(StepRow.Of)],
        Moves = [.. changes.Steps.Select(m => (StepRow.Of(m.Step), m.From.Name()))],
        Alerts = [.. changes.Alerts.SelectMany(a => AudienceOf(a, sinks).Select(s => OutboxRow.Of(a, s)))],
        History = [.. changes.History.Select(HistoryRow.Of)],
    };

    /// <summary>An alert whose audience is not configured goes to everybody: better told twice than to nobody.</summary>
    static IReadOnlyList<string> AudienceOf(Alert alert, IReadOnlyList<string> sinks) =>
        alert.Audience is { } named && sinks.Intersect(named).ToList() is { Count: > 0 } known ? known : sinks;
}
