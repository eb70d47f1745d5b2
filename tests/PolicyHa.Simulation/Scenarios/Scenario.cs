using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;
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

    public required ScenarioWorld World { get; init; }

    /// <summary>
    /// How hosts stand, and have stood for long, when the service starts; those that are not named are well. Null: the monitors
    /// see all hosts up just as the service starts.
    /// </summary>
    public IReadOnlyList<GivenHost>? Given { get; init; }

    /// <summary>In order of time, then of the file.</summary>
    public required IReadOnlyList<ScenarioStep> Steps { get; init; }

    public required TimeSpan Until { get; init; }

    /// <summary>Empty: only the invariants are checked.</summary>
    public required IReadOnlyList<Expectation> Expectations { get; init; }
}

/// <summary>How the cloud of a scenario behaves.</summary>
/// <param name="Capacity">Instances each host can take; hosts that are not named take any number.</param>
/// <param name="Unfenceable">Hosts without a fencing device.</param>
public sealed record ScenarioWorld(WorldTimes Times, IReadOnlyDictionary<string, int> Capacity, IReadOnlyList<string> Unfenceable)
{
    /// <summary>How many evacuations of one host the service has under way at the same time; null: as installed.</summary>
    public int? EvacuationsUnderWay { get; init; }

    /// <summary>The zone of hosts that are not in <c>nova</c>.</summary>
    public IReadOnlyDictionary<string, string> Zones { get; init; } = new Dictionary<string, string>();

    /// <summary>The rack of hosts that are in one.</summary>
    public IReadOnlyDictionary<string, string> Racks { get; init; } = new Dictionary<string, string>();

    /// <summary>Aggregates, each with its hosts.</summary>
    public IReadOnlyList<(HostAggregate Aggregate, IReadOnlyList<string> Hosts)> Aggregates { get; init; } = [];

    /// <summary>Hosts that carry the control plane.</summary>
    public IReadOnlyList<string> ControlPlane { get; init; } = [];
}

/// <summary>A failover segment of a scenario.</summary>
public sealed record ScenarioSegment(string Name, IReadOnlyList<string> Hosts, bool SharedStorage);

/// <summary>An instance of a scenario.</summary>
/// <param name="Class"><c>pet</c>, <c>cattle</c> or <c>none</c>.</param>
/// <param name="State"><c>active</c>, <c>stopped</c>, <c>paused</c> or <c>error</c>.</param>
/// <param name="Boot"><c>volume</c>, <c>shared-disk</c> or <c>local-disk</c>.</param>
public sealed record ScenarioInstance(
    string Name, string Host, string Class, string State, string Boot, int Vcpus, int RamMiB, IReadOnlyDictionary<string, string> Metadata);
