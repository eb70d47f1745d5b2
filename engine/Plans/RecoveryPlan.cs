using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;

namespace PolicyHa.Engine.Plans;

/// <summary>What will be done about one incident: a small graph of steps. Durable before anything acts.</summary>
public sealed record RecoveryPlan
{
    public required PlanId Id { get; init; }

    public required IncidentId Incident { get; init; }

    public required SegmentName Segment { get; init; }

    public required HostName Host { get; init; }

    public required PlanStrength Strength { get; init; }

    /// <summary>What it answers: row and rung, such as <c>host-context/cut-off after 5m</c>. A plan is remade only when this changes.</summary>
    public required string Intent { get; init; }

    /// <summary>Which policy made it; a plan in flight finishes under this one.</summary>
    public required string Policy { get; init; }

    /// <summary>SHA-256 of the snapshot it was made from, lower-case hex.</summary>
    public required string SnapshotDigest { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>By number.</summary>
    public required IReadOnlyList<PlanStep> Steps { get; init; }

    /// <summary>No step is left to do.</summary>
    public bool IsOver => Steps.All(s => s.IsOver);

    /// <summary>A step is being carried out, or waits for its effect.</summary>
    public bool IsUnderWay => Steps.Any(s => s.State is StepState.Started or StepState.Pending);

    /// <summary>Something may have happened outside that cannot be taken back by forgetting the plan.</summary>
    public bool HasBegun => Steps.Any(s => s.HasBegun && s.Kind is not (StepKind.Notify or StepKind.Ask));

    /// <summary>The reserved hosts that were taken for it, in their order; empty: none (yet).</summary>
    public IReadOnlyList<HostName> ReservedHosts =>
        [.. Steps.Where(s => s is { Kind: StepKind.ReserveHost, State: StepState.Done }).Select(s => s.Place).OfType<HostName>()];

    /// <summary>A person is being asked, or is to be asked first.</summary>
    public bool IsAsking => Steps.Any(s => s is { Kind: StepKind.Ask, IsOver: false });

    /// <summary>
    /// It counts for limits. One that asks a person first does so only from its first act on: who thinks it over takes nobody's turn,
    /// and after a yes it stands in line like all others.
    /// </summary>
    public bool TakesItsPlace => HasBegun || Steps.All(s => s.Kind != StepKind.Ask);

    /// <summary>The plan of the same incident, or the incident, that has taken its place; null: none has.</summary>
    public string? SupersededBy => Steps.Select(s => s.SupersededBy).FirstOrDefault(by => by is not null);

    /// <summary>With these steps in place of those of the same number, or added.</summary>
    public RecoveryPlan With(IReadOnlyCollection<PlanStep> changed)
    {
        var byNumber = Steps.ToDictionary(s => s.Number);
        foreach (var step in changed)
            byNumber[step.Number] = step;
        return this with { Steps = [.. byNumber.Values.OrderBy(s => s.Number)] };
    }

    /// <summary>One line: <c>fence h3; force-down h3; evacuate c3</c>.</summary>
    public string Text => string.Join("; ", Steps.Select(s => s.Text));
}
