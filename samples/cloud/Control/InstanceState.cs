namespace PolicyHa.Samples.Cloud.Control;

/// <summary>An instance as it is, and as Nova has it.</summary>
public sealed record InstanceState
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Where Nova says it is.</summary>
    public required string Host { get; init; }

    public required string Status { get; init; }

    public required string VmState { get; init; }

    public required string? TaskState { get; init; }

    public required bool Locked { get; init; }

    public required string? LockedReason { get; init; }

    /// <summary>Where it really runs.</summary>
    public required IReadOnlyList<string> RunningOn { get; init; }

    /// <summary>Its owner wants it to run.</summary>
    public required bool WantedRunning { get; init; }

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }
}
