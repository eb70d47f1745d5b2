using PolicyHa.Engine.Alerts;
using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;

namespace PolicyHa.Adapters.Storage.Rows;

/// <summary>A row of <c>incident</c>.</summary>
sealed record IncidentRow
{
    public required string Id { get; init; }

    public required int Version { get; init; }

    public required string Segment { get; init; }

    public required string Host { get; init; }

    public required string? Instance { get; init; }

    public required string? Scope { get; init; }

    public required string State { get; init; }

    public required string? Hold { get; init; }

    public required string Because { get; init; }

    public required string TableRow { get; init; }

    public required string TableRowAt { get; init; }

    public required string Policy { get; init; }

    public required string OpenedAt { get; init; }

    public required string FaultSince { get; init; }

    public required string? ClosedAt { get; init; }

    public required string Told { get; init; }

    public required int Plans { get; init; }

    public required string? Plan { get; init; }

    public required string? ProofJson { get; init; }

    public required string? RetryAt { get; init; }

    public required string? RemindAt { get; init; }

    public required string? AgeToldAt { get; init; }

    public required string? SupersededBy { get; init; }

    public required string ExplanationJson { get; init; }

    public required string? InstancesJson { get; init; }

    public static IncidentRow Of(Incident incident) => new()
    {
        Id = incident.Id.Value,
        Version = incident.Version,
        Segment = incident.Segment.Value,
        Host = incident.Host.Value,
        Instance = incident.Instance?.Value,
        Scope = incident.Scope,
        State = StoredWord.Text(incident.State),
        Hold = StoredWord.Text(incident.Hold),
        Because = incident.Because,
        TableRow = incident.Row,
        TableRowAt = incident.RowAt,
        Policy = incident.Policy,
        OpenedAt = StoredTime.Text(incident.OpenedAt),
        FaultSince = StoredTime.Text(incident.FaultSince),
        ClosedAt = StoredTime.Text(incident.ClosedAt),
        Told = StoredWord.Text(incident.Told),
        Plans = incident.Plans,
        Plan = incident.Plan?.Value,
        ProofJson = incident.Proof is { } proof ? StoredJson.Text(proof, StoredJson.Proofs) : null,
        RetryAt = StoredTime.Text(incident.RetryAt),
        RemindAt = StoredTime.Text(incident.RemindAt),
        AgeToldAt = StoredTime.Text(incident.AgeToldAt),
        SupersededBy = incident.SupersededBy?.Value,
        ExplanationJson = StoredJson.Text(incident.Explanation, StoredJson.Explanations),
        InstancesJson = incident.Instances.Count == 0 ? null : StoredJson.Text([.. incident.Instances.Select(OutcomeRow.Of)], StoredJson.Outcomes),
    };

    public Incident ToIncident() => new()
    {
        Id = new IncidentId(Id),
        Version = Version,
        Segment = new SegmentName(Segment),
        Host = new HostName(Host),
        Instance = Instance is null ? null : new InstanceId(Instance),
        Scope = Scope,
        State = StoredWord.Read<IncidentState>(State),
        Hold = StoredWord.ReadOrNull<HoldReason>(Hold),
        Because = Because,
        Row = TableRow,
        RowAt = TableRowAt,
        Policy = Policy,
        OpenedAt = StoredTime.Read(OpenedAt),
        FaultSince = StoredTime.Read(FaultSince),
        ClosedAt = StoredTime.ReadOrNull(ClosedAt),
        Told = StoredWord.Read<AlertSeverity>(Told),
        Plans = Plans,
        Plan = Plan is null ? null : new PlanId(Plan),
        Proof = ProofJson is null ? null : StoredJson.Read(ProofJson, StoredJson.Proofs),
        RetryAt = StoredTime.ReadOrNull(RetryAt),
        RemindAt = StoredTime.ReadOrNull(RemindAt),
        AgeToldAt = StoredTime.ReadOrNull(AgeToldAt),
        SupersededBy = SupersededBy is null ? null : new IncidentId(SupersededBy),
        Explanation = StoredJson.Read(ExplanationJson, StoredJson.Explanations),
        Instances = InstancesJson is null ? [] : [.. StoredJson.Read(InstancesJson, StoredJson.Outcomes).Select(o => o.ToOutcome())],
    };
}
