using PolicyHa.Engine.Execution;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Running;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;
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

    /// <summary>Who watches what nobody is named for.</summary>
    const string DefaultObserver = "monitor";

    readonly Scenario scenario;
    readonly Running.Simulation simulation;
    readonly List<Unmet> unmet = [];

    ScenarioRunner(Scenario scenario)
    {
        this.scenario = scenario;
        simulation = new Running.Simulation(
            scenario.Policy, scenario.World.Times, scenario.Given is null ? null : NothingLapses,
            scenario.World.EvacuationsUnderWay is { } underWay ? new ExecutionOptions { EvacuationsUnderWayMax = underWay } : null);
        Build();
    }

    /// <param name="seed">Recorded in the result; a scenario file leaves nothing to chance.</param>
    public static ScenarioResult Run(Scenario scenario, long seed = 1)
    {
        var outcome = Play(scenario);
        IReadOnlyList<string> failures =
        [
            .. outcome.Broken is { } broken ? [$"invariant {broken}"] : (string[])[],
            .. outcome.Unmet.Select(u => u.ToString()),
        ];
        return new ScenarioResult(scenario.Name, seed, failures.Count == 0, failures, outcome.Trace, outcome.End);
    }

    /// <param name="watch">Told whenever the service has worked; null: nobody.</param>
    internal static ScenarioOutcome Play(Scenario scenario, Action<Running.Simulation>? watch = null)
    {
        using var runner = new ScenarioRunner(scenario);
        if (watch is not null)
            runner.simulation.Worked += () => watch(runner.simulation);
        runner.Play();
        return runner.Judge();
    }

    public void Dispose() => simulation.Dispose();

    void Build()
    {
        var world = simulation.World;
        var given = (scenario.Given ?? []).ToDictionary(g => g.Name);
        foreach (var segment in scenario.Segments)
        {
            world.Add(new FailoverSegment(new SegmentName(segment.Name), RecoveryMethod.Auto, segment.SharedStorage));
            foreach (var host in segment.Hosts)
            {
                world.Add(new SimHost(new HostName(host), new SegmentName(segment.Name))
                {
                    Zone = given.TryGetValue(host, out var known) ? known.Zone : "nova",
                    Rack = known?.Rack,
                    Capacity = scenario.World.Capacity.TryGetValue(host, out var room) ? room : null,
                    Fenceable = !scenario.World.Unfenceable.Contains(host),
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

    static SimInstance Built(ScenarioInstance given)
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
        };
    }

    void Play()
    {
        if (scenario.Given is { } given)
            new ScenarioPast(simulation, DefaultObserver).Write(given);
        simulation.StartService();
        if (scenario.Given is null)
            simulation.ReportAllUp([DefaultObserver]);
        foreach (var step in scenario.Steps.SelectMany(Halves).OrderBy(s => s.At).Where(s => s.At <= scenario.Until))
        {
            simulation.RunUntil(step.At);
            if (step.MustBeIgnored is { } ignored)
                DoInVain(step, ignored);
            else
                Do(step);
        }

        simulation.RunUntil(scenario.Until);
    }

    /// <summary>What happens while the service is down happens between its crash and its restart.</summary>
    static IEnumerable<ScenarioStep> Halves(ScenarioStep step) =>
        step is ScenarioStep.Crash crash ? [crash, new ScenarioStep.Restart(crash.At + crash.For)] : [step];

    void Do(ScenarioStep step)
    {
        var world = simulation.World;
        switch (step)
        {
            case ScenarioStep.ReportSignal report:
                Report(report);
                break;
            case ScenarioStep.ReportInstance report:
                var fault = report.Fault ?? InstanceFaultKind.Crashed;
                var status = report.Fault is null ? SignalStatus.Up : SignalStatus.Down;
                if (report.Fault is InstanceFaultKind.Crashed or InstanceFaultKind.Failed)
                    Find(report.Instance).Guests.Clear();
                simulation.ReportInstance(Find(report.Instance), fault, status, report.Late);
                break;
            case ScenarioStep.ReportMalformed:
                simulation.ReportMalformed();
                break;
            case ScenarioStep.Fence fence:
                var device = world.Host(new HostName(fence.Host));
                (device.Fence, device.FenceTimes) = (fence.Manner, fence.Times);
                break;
            case ScenarioStep.MovesFail moves:
                Find(moves.Instance).MovesFail = moves.Times;
                break;
            case ScenarioStep.MovesUnclear unclear:
                Find(unclear.Instance).MovesUnclear = unclear.Times ?? 1;
                Find(unclear.Instance).HeardAfter = unclear.After;
                break;
            case ScenarioStep.StopsFail stops:
                Find(stops.Instance).StopsFail = stops.Times;
                break;
            case ScenarioStep.RestartFails restart:
                if (world.Instances.FirstOrDefault(i => i.Name == restart.HostOrInstance) is { } instance)
                    instance.RestartFails = true;
                else
                    world.Host(new HostName(restart.HostOrInstance)).RestartFails = true;
                break;
            case ScenarioStep.Nova nova:
                world.NovaUp = nova.Up;
                break;
            case ScenarioStep.HostDies dies:
                world.PowerOff(world.Host(new HostName(dies.Host)));
                break;
            case ScenarioStep.HostDumps dumps:
                simulation.Dump(world.Host(new HostName(dumps.Host)));
                break;
            case ScenarioStep.HostReturns returns:
                world.Return(world.Host(new HostName(returns.Host)));
                foreach (var signal in SignalNames.All.Where(s => s is not (Signal.Power or Signal.Cluster)))
                    simulation.ReportAll(new HostName(returns.Host), signal, SignalStatus.Up);
                break;
            case OwnerStep owner:
                OwnerPlayer.Do(world, Find(owner.Instance), owner);
                break;
            case OperatorStep said:
                if (OperatorPlayer.Do(simulation, said) is { } unmetRefusal)
                    unmet.Add(unmetRefusal);
                break;
            case HostStep host:
                HostPlayer.Do(simulation, host);
                break;
            case ScenarioStep.Crash:
                simulation.CrashService();
                break;
            case ScenarioStep.Restart:
                simulation.StartService();
                break;
            case ScenarioStep.ChangePolicy change:
                simulation.ChangePolicy(change.Policy);
                break;
            default:
                throw new InvalidOperationException($"no such step: {step.GetType().Name}");
        }
    }

    void Report(ScenarioStep.ReportSignal report)
    {
        var host = new HostName(report.Host);
        IReadOnlyList<string> observers = report.By.Count > 0 ? report.By : [DefaultObserver];
        foreach (var observer in observers)
        {
            var id = simulation.Report(host, report.Signal, report.Status, observer, report.Late);
            for (var again = 1; again < report.Times; again++)
                simulation.Report(host, report.Signal, report.Status, observer, report.Late, id);
        }
    }

    SimInstance Find(string name) => simulation.World.Instances.First(i => i.Name == name);

    /// <summary>A report that must say nothing new.</summary>
    void DoInVain(ScenarioStep step, Expectation.Ignored ignored)
    {
        var before = Counted();
        Do(step);
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
            simulation.Broken, [.. unmet, .. scenario.Expectations.Select(judge.Judge).OfType<Unmet>()],
            simulation.Trace.Entries, simulation.Store.IncidentVersions, end);
    }
}
