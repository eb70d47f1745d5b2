using PolicyHa.Engine.Execution;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Running;
using PolicyHa.Engine.Topology;
using PolicyHa.Simulation.Running;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Scenarios;

/// <summary>Plays a scenario on the production core with a simulated clock and world. Same scenario and seed, same trace.</summary>
public sealed class ScenarioRunner : IDisposable
{
    /// <summary>
    /// A chore that a test of a rule file can do without, so that many can be played in a second: nobody's word has a time to
    /// live, so none lapses.
    /// </summary>
    static readonly DriverOptions NothingLapses = new() { LapseEvery = TimeSpan.FromDays(1) };

    /// <summary>Nova's default <c>service_down_time</c>, 60 s.</summary>
    static readonly TimeSpan NovaDefault = TimeSpan.FromSeconds(60);

    readonly Scenario scenario;
    readonly Running.Simulation simulation;
    readonly StepPlayer player;
    readonly List<Unmet> unmet = [];

    /// <param name="checks">How closely the simulation is watched; null: as closely as may be.</param>
    public ScenarioRunner(Scenario scenario, SimChecks? checks = null)
    {
        this.scenario = scenario;
        simulation = new Running.Simulation(
            scenario.Policy, scenario.World.Times, Driving(checks), checks,
            scenario.Controllers,
            scenario.World.EvacuationsUnderWay is { } underWay ? new ExecutionOptions { EvacuationsUnderWayMax = underWay } : null);
        player = new StepPlayer(simulation, scenario.Observers[0]);
        Build();
    }

    public Running.Simulation Simulation => simulation;

    /// <param name="seed">Recorded in the result; a scenario file leaves nothing to chance.</param>
    /// <param name="checks">How closely the simulation is watched; null: as closely as may be.</param>
    public static ScenarioResult Run(Scenario scenario, long seed = 1, SimChecks? checks = null)
    {
        var outcome = Play(scenario, checks: checks);
        IReadOnlyList<string> failures =
        [
            .. outcome.Broken is { } broken ? [$"invariant {broken}"] : (string[])[],
            .. outcome.Unmet.Select(u => u.ToString()),
        ];
        return new ScenarioResult(scenario.Name, seed, failures.Count == 0, failures, outcome.Trace, outcome.End);
    }

    /// <param name="watch">Told whenever the service has worked; null: nobody.</param>
    internal static ScenarioOutcome Play(Scenario scenario, Action<Running.Simulation>? watch = null, SimChecks? checks = null)
    {
        using var runner = new ScenarioRunner(scenario, checks);
        if (watch is not null)
            runner.simulation.Worked += () => watch(runner.simulation);
        runner.Play();
        return runner.Judge();
    }

    public void Dispose() => simulation.Dispose();

    DriverOptions Driving(SimChecks? checks) =>
        (scenario.Given is null && checks?.NothingLapses is not true ? new DriverOptions() : NothingLapses) with { NovaObserves = scenario.NovaObserves };

    void Build()
    {
        var world = simulation.World;
        if (scenario.NovaObserves)
            (world.ServiceDownTime, simulation.IsNovaAnObserver) = (NovaDefault, true);
        var given = (scenario.Given ?? []).ToDictionary(g => g.Name);
        foreach (var segment in scenario.Segments)
        {
            world.Add(new FailoverSegment(new SegmentName(segment.Name), segment.Method, segment.SharedStorage));
            foreach (var host in segment.Hosts)
            {
                world.Add(new SimHost(new HostName(host), new SegmentName(segment.Name))
                {
                    Zone = scenario.World.Zones.GetValueOrDefault(host) ?? (given.TryGetValue(host, out var known) ? known.Zone : "nova"),
                    Rack = scenario.World.Racks.GetValueOrDefault(host) ?? given.GetValueOrDefault(host)?.Rack,
                    AggregatesAtFirst = [.. scenario.World.Aggregates.Where(a => a.Hosts.Contains(host)).Select(a => a.Aggregate)],
                    IsReserved = segment.Reserved.Contains(host),
                    Disabled = segment.Reserved.Contains(host),
                    DisabledReason = segment.Reserved.Contains(host) ? "reserved host" : null,
                    HasReported = !scenario.World.Registering.Contains(host),
                    CarriesControlPlane = scenario.World.ControlPlane.Contains(host),
                    Capacity = scenario.World.Capacity.TryGetValue(host, out var capacity) ? capacity : null,
                    Room = scenario.World.Room.TryGetValue(host, out var room) ? room : null,
                    Fenceable = !scenario.World.Unfenceable.Contains(host),
                    Devices = DevicesOf(host),
                    Watchdog = scenario.World.Watchdogs.TryGetValue(host, out var timeout) ? new SimWatchdog(timeout) : null,
                    ReachedThrough = [.. scenario.World.ReachedThrough.GetValueOrDefault(host, []).Select(h => new HostName(h))],
                    Levels = scenario.World.Fencing.FirstOrDefault(f => f.Host == host)?.Levels,
                });
            }
        }

        foreach (var instance in scenario.Instances)
            world.Add(Built(instance));
        foreach (var report in scenario.Steps.OfType<ScenarioStep.ReportSignal>())
        {
            foreach (var observer in report.By)
                simulation.NameObserver(new HostName(report.Host), report.Signal, observer);
        }
    }

    IReadOnlyList<SimDevice> DevicesOf(string host) => scenario.World.Fencing.FirstOrDefault(f => f.Host == host) is { } fencing
        ? [.. fencing.Devices.Select(d => new SimDevice(d.Name) { IsOutlet = d.IsOutlet, OnlyOff = d.OnlyOff, IsPerson = d.IsPerson })]
        : [new SimDevice($"bmc-{host}")];

    SimInstance Built(ScenarioInstance given)
    {
        var metadata = new Dictionary<string, string>(given.Metadata);
        if (given.Class != "none")
        {
            metadata["HA_Enabled"] = "True";
            metadata["HA_Class"] = given.Class;
        }

        return new SimInstance(given.Name, new HostName(given.Host))
        {
            State = Enum.Parse<VmState>(given.State, ignoreCase: true),
            Boot = given.Boot switch
            {
                "volume" => BootSource.Volume,
                "local-disk" => BootSource.LocalDisk,
                _ => BootSource.SharedDisk,
            },
            Flavor = new Flavor("scenario", given.Vcpus, given.RamMiB, given.Boot == "volume" ? 0 : 20),
            Metadata = metadata,
            FlavorSpecs = given.Specs,
            ImageProperties = given.ImageProperties,
            ServerGroup = scenario.World.ServerGroups.FirstOrDefault(g => g.Members.Contains(given.Name)).Group,
        };
    }

    /// <summary>Told when the service has started and everything is up.</summary>
    internal Action? BeforeSteps { get; set; }

    /// <summary>From the start to the end, or until an invariant is broken.</summary>
    public void Play()
    {
        if (scenario.Given is { } given)
            new ScenarioPast(simulation, scenario.Observers[0]).Write(given);
        foreach (var (controller, language) in scenario.Languages)
            simulation.Install(controller, language);
        foreach (var (controller, host) in scenario.RunsOn)
            simulation.PutOn(controller, new HostName(host));
        simulation.StartAll();
        if (scenario.Given is null)
            simulation.ReportAllUp(scenario.Observers);
        BeforeSteps?.Invoke();
        foreach (var step in scenario.Steps.SelectMany(Halves).OrderBy(s => s.At).Where(s => s.At <= scenario.Until))
        {
            simulation.RunUntil(step.At);
            if (simulation.IsOver)
                return;
            if (step.MustBeIgnored is { } ignored)
                DoInVain(step, ignored);
            else if (player.Do(step) is { } missed)
                unmet.Add(missed);
        }

        simulation.RunToEnd(scenario.Until);
    }

    /// <summary>What happens while the service is down happens between its crash and its restart.</summary>
    static IEnumerable<ScenarioStep> Halves(ScenarioStep step) =>
        step is ScenarioStep.Crash crash ? [crash, new ScenarioStep.Restart(crash.At + crash.For, crash.Controller, crash.Language)] : [step];

    /// <summary>A report that must say nothing new.</summary>
    void DoInVain(ScenarioStep step, Expectation.Ignored ignored)
    {
        var before = Counted();
        player.Do(step);
        var outcomes = Counted().Except(before).Select(c => SaysTheSame(c.Outcome) ? "duplicate" : c.Outcome).ToList();
        if (!outcomes.TrueForAll(o => o == ignored.Because) || outcomes.Count == 0)
            unmet.Add(new Unmet(ignored, outcomes.Count == 0 ? "nobody read it" : string.Join(", ", outcomes)));
    }

    /// <summary>To the service another event, but to whoever reads the file the same again.</summary>
    static bool SaysTheSame(string outcome) => outcome == "refreshed";

    /// <summary>What became of the events so far.</summary>
    IReadOnlyList<(string Outcome, long Count)> Counted() => simulation.Service?.Counters.All ?? [];

    ScenarioOutcome Judge()
    {
        var judge = new ExpectationJudge(simulation);
        var end = simulation.World.Instances.OrderBy(i => i.Name, StringComparer.Ordinal)
            .ToDictionary(i => i.Name, i => new EndState(i.Host.Value, i.State.ToString().ToLowerInvariant()));
        return new ScenarioOutcome(
            simulation.Broken?.ToString(), [.. unmet, .. scenario.Expectations.Select(judge.Judge).OfType<Unmet>()],
            simulation.Trace.Entries, simulation.Store.IncidentVersions, end);
    }
}
