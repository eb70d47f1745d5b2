using PolicyHa.Engine.Policies;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Scenarios;

/// <summary>A scenario file, read and checked: who there is, what happens, what is expected of the service.</summary>
public sealed record Scenario
{
    /// <summary>One sentence, the file's <c>scenario:</c>.</summary>
    public required string Name { get; init; }

    public required RecoveryPolicy Policy { get; init; }

    public required IReadOnlyList<ScenarioSegment> Segments { get; init; }

    public required IReadOnlyList<ScenarioInstance> Instances { get; init; }

    public required WorldTimes Times { get; init; }

    /// <summary>Instances each host can take; hosts that are not named take any number.</summary>
    public required IReadOnlyDictionary<string, int> Capacity { get; init; }

    /// <summary>Hosts without a fencing device.</summary>
    public required IReadOnlyList<string> Unfenceable { get; init; }

    /// <summary>In order of time, then of the file.</summary>
    public required IReadOnlyList<ScenarioStep> Steps { get; init; }

    public required TimeSpan Until { get; init; }

    /// <summary>Empty together with <see cref="ExpectNothing"/> false: only the invariants are checked.</summary>
    public required IReadOnlyList<Expectation> Expectations { get; init; }

    /// <summary><c>expect: nothing</c>: no act, no alert.</summary>
    public required bool ExpectNothing { get; init; }
}

/// <summary>A failover segment of a scenario.</summary>
public sealed record ScenarioSegment(string Name, IReadOnlyList<string> Hosts, bool SharedStorage);

/// <summary>An instance of a scenario.</summary>
/// <param name="Class"><c>pet</c>, <c>cattle</c> or <c>none</c>.</param>
/// <param name="State"><c>active</c>, <c>stopped</c>, <c>paused</c> or <c>error</c>.</param>
/// <param name="Boot"><c>volume</c>, <c>shared-disk</c> or <c>local-disk</c>.</param>
public sealed record ScenarioInstance(
    string Name, string Host, string Class, string State, string Boot, int Vcpus, int RamMiB, IReadOnlyDictionary<string, string> Metadata);
