using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;
using PolicyHa.Simulation.Running;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Scenarios;

/// <summary>One thing that happens in a scenario.</summary>
/// <param name="At">From the start.</param>
public abstract record ScenarioStep(TimeSpan At)
{
    /// <summary>A report that must say nothing new; null for any other.</summary>
    public Expectation.Ignored? MustBeIgnored { get; init; }

    /// <summary>Observers report a host's signal.</summary>
    /// <param name="By">Empty: everybody who watches it.</param>
    /// <param name="Late">Observed so long before; negative: by a clock that is so far ahead.</param>
    /// <param name="Times">The very same event is sent so often.</param>
    public sealed record ReportSignal(
        TimeSpan At, string Host, Signal Signal, SignalStatus Status, IReadOnlyList<string> By, TimeSpan Late, int Times) : ScenarioStep(At);

    /// <summary>The host's agent reports an instance.</summary>
    /// <param name="Fault">Null: it is well again.</param>
    public sealed record ReportInstance(TimeSpan At, string Instance, InstanceFaultKind? Fault, TimeSpan Late) : ScenarioStep(At);

    /// <summary>The host's agent reports that its watchdog is armed, or disarms it and reports that.</summary>
    public sealed record ReportWatchdog(TimeSpan At, string Host, bool Armed, TimeSpan Late) : ScenarioStep(At);

    /// <summary>The host's agent reports that it shuts down.</summary>
    /// <param name="Kind">Null: that is called off.</param>
    public sealed record ReportShutdown(TimeSpan At, string Host, ShutdownKind? Kind, TimeSpan Late) : ScenarioStep(At);

    /// <summary>An event arrives that cannot be decoded.</summary>
    public sealed record ReportMalformed(TimeSpan At) : ScenarioStep(At);

    /// <summary>From now on a fencing device of the host behaves so.</summary>
    /// <param name="Times">For so many commands; null: for good.</param>
    /// <param name="Device">Null: the host's first.</param>
    public sealed record Fence(TimeSpan At, string Host, DeviceManner Manner, int? Times, string? Device = null) : ScenarioStep(At);

    /// <summary>Moves of the instance fail.</summary>
    /// <param name="Times">So many; null: all.</param>
    public sealed record MovesFail(TimeSpan At, string Instance, int? Times) : ScenarioStep(At);

    /// <summary>Asks to move the instance get no clear answer, though they are heard.</summary>
    /// <param name="Times">So many; null: one.</param>
    /// <param name="After">Heard so long afterwards; zero: at once, and only the record comes later.</param>
    public sealed record MovesUnclear(TimeSpan At, string Instance, int? Times, TimeSpan After) : ScenarioStep(At);

    /// <summary>nova-api dies in the middle of asks to move the instance: it is marked, nobody is told, and there is no record.</summary>
    /// <param name="Times">So many; null: one.</param>
    public sealed record MovesStall(TimeSpan At, string Instance, int? Times) : ScenarioStep(At);

    /// <summary>Moves of the instance succeed, and it is not at its new place what it was before.</summary>
    /// <param name="End">Error or stopped.</param>
    /// <param name="Times">So many; null: one.</param>
    public sealed record MovesEndIn(TimeSpan At, string Instance, VmState End, int? Times) : ScenarioStep(At);

    /// <summary>The instance is on another host all at once, whoever moved it.</summary>
    public sealed record Moved(TimeSpan At, string Instance, string Host) : ScenarioStep(At);

    /// <summary>Nova cannot stop the instance.</summary>
    /// <param name="Times">So many times; null: never.</param>
    public sealed record StopsFail(TimeSpan At, string Instance, int? Times) : ScenarioStep(At);

    /// <summary>Restarts fail: of services on a host, or of an instance.</summary>
    public sealed record RestartFails(TimeSpan At, string HostOrInstance) : ScenarioStep(At);

    public sealed record Nova(TimeSpan At, bool Up) : ScenarioStep(At);

    /// <summary>From now on the service that recoveries are handed over to behaves so.</summary>
    public sealed record Service(TimeSpan At, string Name, ServiceManner Manner) : ScenarioStep(At);

    /// <summary>Nova does the next acts, and its answers are lost.</summary>
    public sealed record NovaUnclear(TimeSpan At, int Times) : ScenarioStep(At);

    /// <summary>Nova refuses the next acts, as it does what comes at a bad moment.</summary>
    public sealed record NovaRefuses(TimeSpan At, int Times) : ScenarioStep(At);

    /// <summary>From now on Nova's records of moves are so late.</summary>
    public sealed record NovaLags(TimeSpan At, TimeSpan By) : ScenarioStep(At);

    /// <summary>Placement answers, or does not.</summary>
    public sealed record Placement(TimeSpan At, bool Up) : ScenarioStep(At);

    /// <summary>Nova hears from its compute services, or from none.</summary>
    public sealed record NovaServices(TimeSpan At, bool Up) : ScenarioStep(At);

    /// <param name="Up">How many are; null: Nova does not answer that question.</param>
    public sealed record Schedulers(TimeSpan At, int? Up) : ScenarioStep(At);

    /// <param name="Up">How many are; null: Nova does not answer that question.</param>
    public sealed record Conductors(TimeSpan At, int? Up) : ScenarioStep(At);

    /// <summary>The host loses its power by itself.</summary>
    public sealed record HostDies(TimeSpan At, string Host) : ScenarioStep(At);

    /// <summary>The host's kernel crashes and dumps; it says so every 10 seconds.</summary>
    public sealed record HostDumps(TimeSpan At, string Host) : ScenarioStep(At);

    public sealed record HostReturns(TimeSpan At, string Host) : ScenarioStep(At);

    /// <summary>Its owner does something with an instance.</summary>
    public sealed record Owner(TimeSpan At, OwnerAct Act, string Instance) : ScenarioStep(At);

    /// <summary>The service is killed, and started again after <paramref name="For"/>.</summary>
    /// <param name="Language">What is started is another program, which reads rule languages up to this one; null: the same.</param>
    public sealed record Crash(TimeSpan At, TimeSpan For, string Controller = "a", int? Language = null) : ScenarioStep(At);

    /// <summary>It is started again: the other half of a <see cref="Crash"/>.</summary>
    public sealed record Restart(TimeSpan At, string Controller, int? Language) : ScenarioStep(At);

    /// <summary>The service will be killed at that write or act from now on, and started again at once.</summary>
    /// <param name="Number">From 1.</param>
    public sealed record CrashLater(TimeSpan At, int Number, CrashPoint Point) : ScenarioStep(At);

    /// <summary>The wall clock of the service's machine is set.</summary>
    /// <param name="By">Forwards, or backwards where it is negative.</param>
    public sealed record ClockSteps(TimeSpan At, TimeSpan By, string Controller = "a") : ScenarioStep(At);

    /// <summary>What a controller cannot reach from now on.</summary>
    public sealed record Partition(TimeSpan At, string Controller, bool FromStore, bool FromCloud) : ScenarioStep(At);

    /// <summary>The disk of the store is full from now on, or has room again.</summary>
    public sealed record StoreFull(TimeSpan At, bool IsFull) : ScenarioStep(At);

    /// <param name="From">Null where a scenario is not a file of its own.</param>
    public sealed record ChangePolicy(TimeSpan At, RecoveryPolicy Policy, ScenarioPolicy? From) : ScenarioStep(At);
}
