using System.Collections.Frozen;
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

    /// <summary>Where the policy comes from; null where a scenario is not a file of its own.</summary>
    public ScenarioPolicy? PolicyFrom { get; init; }

    /// <summary>Who watches every signal of every host, besides those a step names.</summary>
    public IReadOnlyList<string> Observers { get; init; } = DefaultObservers;

    internal static IReadOnlyList<string> DefaultObservers { get; } = ["monitor"];

    /// <summary>
    /// Nova is an observer of nova-compute, and calls a service down when it has not heard from it for a minute; of the others only those a step names watch nova-compute.
    /// </summary>
    public bool NovaObserves { get; init; }

    /// <summary>How many machines the service runs on, all over one store: <c>a</c>, <c>b</c>, ...</summary>
    /// <value>Default 1.</value>
    public int Controllers { get; init; } = 1;

    /// <summary>The newest rule language that the program on each of them reads; those that are not named read only the first.</summary>
    public IReadOnlyDictionary<string, int> Languages { get; init; } = FrozenDictionary<string, int>.Empty;

    /// <summary>Compute hosts that some of those machines are; the others are none.</summary>
    public IReadOnlyDictionary<string, string> RunsOn { get; init; } = FrozenDictionary<string, string>.Empty;

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

    /// <summary>Nobody switches anything while the service is down, nor kills it again.</summary>
    internal bool CanBePlayed
    {
        get
        {
            var crashes = Steps.OfType<ScenarioStep.Crash>().ToList();
            return Steps.All(s => !StepReader.NeedsTheService(s) || !crashes.Exists(c => c != s && c.At <= s.At && s.At < c.At + c.For));
        }
    }

    public required TimeSpan Until { get; init; }

    /// <summary>Empty: only the invariants are checked.</summary>
    public required IReadOnlyList<Expectation> Expectations { get; init; }
}

/// <summary>How the cloud of a scenario behaves.</summary>
/// <param name="Capacity">Instances each host can take; hosts that are not named take any number.</param>
/// <param name="Unfenceable">Hosts without a fencing device.</param>
public sealed record ScenarioWorld(WorldTimes Times, IReadOnlyDictionary<string, int> Capacity, IReadOnlyList<string> Unfenceable)
{
    /// <summary>Availability zones by host; hosts that are not named are in <c>nova</c>.</summary>
    public IReadOnlyDictionary<string, string> Zones { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Racks by host; hosts that are not named are in none.</summary>
    public IReadOnlyDictionary<string, string> Racks { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>How many evacuations of one host the service has under way at the same time; null: as installed.</summary>
    public int? EvacuationsUnderWay { get; init; }

    /// <summary>What all instances on a host together may claim, as Placement has it; of hosts that are not named it has nothing.</summary>
    public IReadOnlyDictionary<string, Footprint> Room { get; init; } = FrozenDictionary<string, Footprint>.Empty;

    /// <summary>Aggregates, each with its hosts.</summary>
    public IReadOnlyList<(HostAggregate Aggregate, IReadOnlyList<string> Hosts)> Aggregates { get; init; } = [];

    /// <summary>Server groups, each with the instances in it.</summary>
    public IReadOnlyList<(ServerGroup Group, IReadOnlyList<string> Members)> ServerGroups { get; init; } = [];

    /// <summary>Hosts that Nova lists and that nobody has seen up yet.</summary>
    public IReadOnlyList<string> Registering { get; init; } = [];

    /// <summary>Hosts that carry the control plane.</summary>
    public IReadOnlyList<string> ControlPlane { get; init; } = [];

    /// <summary>Hosts whose fencing devices are reached only through others, by host.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> ReachedThrough { get; init; } = FrozenDictionary<string, IReadOnlyList<string>>.Empty;

    /// <summary>Hosts with a watchdog that the service may wait for, each with its timeout.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Watchdogs { get; init; } = FrozenDictionary<string, TimeSpan>.Empty;

    /// <summary>How hosts are switched off that have more, or others, than one BMC.</summary>
    public IReadOnlyList<ScenarioFencing> Fencing { get; init; } = [];
}

/// <summary>The fencing devices of a host.</summary>
/// <param name="Levels">Names of the devices of level 1, 2, ...; one that is no device is missing.</param>
public sealed record ScenarioFencing(string Host, IReadOnlyList<ScenarioDevice> Devices, IReadOnlyList<IReadOnlyList<string>> Levels);

/// <summary>A fencing device of a host.</summary>
/// <param name="IsOutlet">It feeds one of the host's power supplies; else it is a BMC.</param>
/// <param name="OnlyOff">It cannot switch on.</param>
public sealed record ScenarioDevice(string Name, bool IsOutlet, bool OnlyOff = false)
{
    /// <summary>It is no device but a person.</summary>
    public bool IsPerson { get; init; }
}

/// <summary>Where a policy comes from: a file or a text, and what is set in it.</summary>
/// <param name="Path">As a scenario file writes it; null with <paramref name="Text"/>, or for the shipped default.</param>
public sealed record ScenarioPolicy(string? Path, string? Text, IReadOnlyDictionary<string, string> Params);

/// <summary>A failover segment of a scenario.</summary>
/// <param name="Hosts">All, the reserved ones too.</param>
public sealed record ScenarioSegment(string Name, IReadOnlyList<string> Hosts, bool SharedStorage)
{
    public RecoveryMethod Method { get; init; }

    /// <summary>Hosts that are kept empty, and disabled in Nova, for the instances of one that dies.</summary>
    public IReadOnlyList<string> Reserved { get; init; } = [];
}

/// <summary>An instance of a scenario.</summary>
/// <param name="Class"><c>pet</c>, <c>cattle</c> or <c>none</c>.</param>
/// <param name="State"><c>active</c>, <c>stopped</c>, <c>paused</c> or <c>error</c>.</param>
/// <param name="Boot"><c>volume</c>, <c>shared-disk</c> or <c>local-disk</c>.</param>
public sealed record ScenarioInstance(
    string Name, string Host, string Class, string State, string Boot, int Vcpus, int RamMiB, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>Extra specs of its flavor.</summary>
    public IReadOnlyDictionary<string, string> Specs { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Properties of its image.</summary>
    public IReadOnlyDictionary<string, string> ImageProperties { get; init; } = FrozenDictionary<string, string>.Empty;
}
