using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Adapters.Storage.Rows;

/// <summary>A row of <c>step</c>.</summary>
sealed record StepRow
{
    public required string Id { get; init; }

    public required string Plan { get; init; }

    public required int Number { get; init; }

    public required string Kind { get; init; }

    public required string Host { get; init; }

    public required string? Instance { get; init; }

    public required string? InstanceName { get; init; }

    public required string? Argument { get; init; }

    public required string AfterJson { get; init; }

    public required long TimeoutMs { get; init; }

    public required int TriesMax { get; init; }

    public required string State { get; init; }

    public required int Tries { get; init; }

    public required string? StartedAt { get; init; }

    public required string? NextAt { get; init; }

    public required string? EndedAt { get; init; }

    public required string MemoJson { get; init; }

    public required string? Outcome { get; init; }

    public required string? Former { get; init; }

    public required long? BackOffMs { get; init; }

    public static StepRow Of(PlanStep step) => new()
    {
        Id = step.Id.Value,
        Plan = step.Plan.Value,
        Number = step.Number,
        Kind = step.Kind.Name(),
        Host = step.Host.Value,
        Instance = step.Instance?.Value,
        InstanceName = step.InstanceName,
        Argument = step.Argument,
        AfterJson = StoredJson.Text(step.After, StoredJson.Numbers),
        TimeoutMs = StoredDuration.Milliseconds(step.Timeout),
        TriesMax = step.TriesMax,
        State = step.State.Name(),
        Tries = step.Tries,
        StartedAt = StoredTime.Text(step.StartedAt),
        NextAt = StoredTime.Text(step.NextAt),
        EndedAt = StoredTime.Text(step.EndedAt),
        MemoJson = StoredJson.Text(step.Memo, StoredJson.Texts),
        Outcome = step.Outcome,
        Former = StoredWord.Text(step.Former),
        BackOffMs = step.BackOff is { } backOff ? StoredDuration.Milliseconds(backOff) : null,
    };

    public PlanStep ToStep() => new()
    {
        Id = new StepId(Id),
        Plan = new PlanId(Plan),
        Number = Number,
        Kind = StoredWord.Read<StepKind>(Kind),
        Host = new HostName(Host),
        Instance = Instance is null ? null : new InstanceId(Instance),
        InstanceName = InstanceName,
        Argument = Argument,
        After = StoredJson.Read(AfterJson, StoredJson.Numbers),
        Timeout = StoredDuration.Read(TimeoutMs),
        TriesMax = TriesMax,
        State = StoredWord.Read<StepState>(State),
        Tries = Tries,
        StartedAt = StoredTime.ReadOrNull(StartedAt),
        NextAt = StoredTime.ReadOrNull(NextAt),
        EndedAt = StoredTime.ReadOrNull(EndedAt),
        Memo = StoredJson.Read(MemoJson, StoredJson.Texts),
        Outcome = Outcome,
        Former = StoredWord.ReadOrNull<VmState>(Former),
        BackOff = BackOffMs is { } backOff ? StoredDuration.Read(backOff) : null,
    };

    /// <summary>The same act: what it does and to what, however far it has come.</summary>
    public bool IsSameActAs(StepRow other) =>
        (Id, Plan, Number, Kind, Host, Instance)
            == (other.Id, other.Plan, other.Number, other.Kind, other.Host, other.Instance);
}
