using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;

namespace PolicyHa.Adapters.Storage.Rows;

/// <summary>
/// A row of <c>plan</c>, without its steps. Never changes once written, so two are the same plan when they are equal.
/// </summary>
sealed record PlanRow
{
    public required string Id { get; init; }

    public required string Incident { get; init; }

    public required string Segment { get; init; }

    public required string Host { get; init; }

    public required string Strength { get; init; }

    public required string Intent { get; init; }

    public required string Policy { get; init; }

    public required string SnapshotDigest { get; init; }

    public required string CreatedAt { get; init; }

    public static PlanRow Of(RecoveryPlan plan) => new()
    {
        Id = plan.Id.Value,
        Incident = plan.Incident.Value,
        Segment = plan.Segment.Value,
        Host = plan.Host.Value,
        Strength = StoredWord.Text(plan.Strength),
        Intent = plan.Intent,
        Policy = plan.Policy,
        SnapshotDigest = plan.SnapshotDigest,
        CreatedAt = StoredTime.Text(plan.CreatedAt),
    };

    /// <param name="steps">By number.</param>
    public RecoveryPlan ToPlan(IEnumerable<StepRow> steps) => new()
    {
        Id = new PlanId(Id),
        Incident = new IncidentId(Incident),
        Segment = new SegmentName(Segment),
        Host = new HostName(Host),
        Strength = StoredWord.Read<PlanStrength>(Strength),
        Intent = Intent,
        Policy = Policy,
        SnapshotDigest = SnapshotDigest,
        CreatedAt = StoredTime.Read(CreatedAt),
        Steps = [.. steps.Select(s => s.ToStep())],
    };
}
