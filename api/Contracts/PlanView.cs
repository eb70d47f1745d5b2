using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;

namespace PolicyHa.Api.Contracts;

/// <summary>What will be done, or was, about one incident.</summary>
/// <param name="Strength"><c>notify</c>, <c>restart</c>, <c>migrate</c> or <c>fence</c>.</param>
/// <param name="Intent">Row and rung it answers.</param>
/// <param name="SnapshotDigest">SHA-256 of what was known when it was made.</param>
/// <param name="SupersededBy">The stronger plan of the incident, or the incident of the host, that has taken its place. Null: none has.</param>
public sealed record PlanView(
    string Id,
    string Incident,
    string Segment,
    string Host,
    string Strength,
    string Intent,
    string Policy,
    string SnapshotDigest,
    DateTimeOffset CreatedAt,
    bool Over,
    string Text,
    IReadOnlyList<StepView> Steps,
    string? SupersededBy)
{
    /// <param name="incident">What it is about.</param>
    public static PlanView Of(RecoveryPlan p, Incident? incident) => new(
        p.Id.Value,
        p.Incident.Value,
        p.Segment.Value,
        p.Host.Value,
        Words.Of(p.Strength),
        p.Intent,
        p.Policy,
        p.SnapshotDigest,
        p.CreatedAt,
        p.IsOver,
        p.Text,
        [.. p.Steps.Select(StepView.Of)],
        p.SupersededBy ?? (incident?.Plan == p.Id ? incident.SupersededBy?.Value : null));
}

/// <summary>One act of a plan and how it stands.</summary>
/// <param name="After">Numbers of the steps that come before it.</param>
/// <param name="TimeoutSeconds">Of one try.</param>
/// <param name="BackOffSeconds">Before the second try, where the policy says so; doubled with each that follows.</param>
/// <param name="Outcome">
/// Evidence when done, reason when failed, skipped or cancelled, or of the last failed try.
/// </param>
public sealed record StepView(
    string Id,
    int Number,
    string Kind,
    string Host,
    string? Instance,
    string? InstanceName,
    string? Argument,
    IReadOnlyList<int> After,
    string State,
    int Tries,
    int TriesMax,
    double TimeoutSeconds,
    double? BackOffSeconds,
    DateTimeOffset? StartedAt,
    DateTimeOffset? NextAt,
    DateTimeOffset? EndedAt,
    string? Outcome)
{
    public static StepView Of(PlanStep s) => new(
        s.Id.Value,
        s.Number,
        s.Kind.Name(),
        s.Host.Value,
        s.Instance?.Value,
        s.InstanceName,
        s.Argument,
        s.After,
        s.State.Name(),
        s.Tries,
        s.TriesMax,
        s.Timeout.TotalSeconds,
        s.BackOff?.TotalSeconds,
        s.StartedAt,
        s.NextAt,
        s.EndedAt,
        s.Outcome);
}
