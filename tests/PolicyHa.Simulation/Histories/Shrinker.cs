using System.Diagnostics;
using PolicyHa.Engine.Topology;
using PolicyHa.Simulation.Checks;
using PolicyHa.Simulation.Running;
using PolicyHa.Simulation.Scenarios;

namespace PolicyHa.Simulation.Histories;

/// <summary>Makes a history that breaks a law as small as it gets: fewer steps, hosts and instances, rounder times.</summary>
public static class Shrinker
{
    /// <summary>Somebody waits: what is not small by then is small enough.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    static readonly TimeSpan[] Rounds = [TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1)];

    /// <param name="still">How the small one breaks the same law.</param>
    public static Scenario Shrink(Scenario history, BrokenLaw law, SimChecks checks, out BrokenLaw still)
    {
        var clock = Stopwatch.StartNew();
        var (smallest, how) = (history, law);
        bool Takes(Scenario smaller)
        {
            if (clock.Elapsed > Patience || !smaller.CanBePlayed || HistoryRun.Play(smaller, checks) is not { } broken || broken.Law != law.Law)
                return false;
            (smallest, how) = (smaller, broken);
            return true;
        }

        Takes(history with { Until = law.At + TimeSpan.FromSeconds(1) });
        for (Scenario? before = null; !ReferenceEquals(before, smallest) && clock.Elapsed < Patience;)
        {
            before = smallest;
            Without(() => smallest.Steps, steps => Takes(smallest with { Steps = steps }));
            Without(() => smallest.Instances, instances => Takes(WithInstances(smallest, instances)));
            Without<string>(() => [.. smallest.Segments.SelectMany(s => s.Hosts)], hosts => Takes(WithHosts(smallest, hosts)));
            Without(() => smallest.Observers, observers => observers.Count > 0 && Takes(WithObservers(smallest, observers)));
            RoundTimes(() => smallest, Takes);
        }

        Takes(smallest with { World = smallest.World with { Capacity = new Dictionary<string, int>(), Zones = new Dictionary<string, string>(), Racks = new Dictionary<string, string>() } });
        Takes(smallest with { World = smallest.World with { Room = new Dictionary<string, Footprint>() } });
        Takes(smallest with { Languages = new Dictionary<string, int>() });
        Takes(smallest with { RunsOn = new Dictionary<string, string>() });
        Takes(smallest with { World = smallest.World with { Aggregates = [], ControlPlane = [], Registering = [] } });
        Takes(smallest with
        {
            World = smallest.World with { Watchdogs = new Dictionary<string, TimeSpan>() },
            Steps = [.. smallest.Steps.Where(s => s is not ScenarioStep.ReportWatchdog)],
        });
        Takes(smallest with
        {
            World = smallest.World with { Fencing = [] },
            Steps = [.. smallest.Steps.Select(s => s is ScenarioStep.Fence fence ? fence with { Device = null } : s)],
        });
        still = how;
        return smallest;
    }

    /// <summary>Leaves out half of a list, then quarters, down to one element at a time.</summary>
    static void Without<T>(Func<IReadOnlyList<T>> list, Func<IReadOnlyList<T>, bool> takes)
    {
        for (var length = Math.Max(1, list().Count / 2); length > 0; length /= 2)
        {
            for (var at = 0; at < list().Count;)
            {
                var all = list();
                if (!takes([.. all.Take(at), .. all.Skip(at + length)]))
                    at += length;
            }
        }
    }

    static void RoundTimes(Func<Scenario> smallest, Func<Scenario, bool> takes)
    {
        foreach (var round in Rounds)
        {
            for (var i = 0; i < smallest().Steps.Count; i++)
            {
                var (s, number) = (smallest(), i);
                var at = new TimeSpan(s.Steps[i].At.Ticks / round.Ticks * round.Ticks);
                if (at != s.Steps[i].At)
                    takes(s with { Steps = [.. s.Steps.Select((step, n) => n == number ? step with { At = at } : step).OrderBy(step => step.At)] });
            }
        }
    }

    static Scenario WithInstances(Scenario s, IReadOnlyList<ScenarioInstance> instances)
    {
        var left = instances.Select(i => i.Name).ToHashSet();
        var gone = s.Instances.Select(i => i.Name).Where(n => !left.Contains(n)).ToHashSet();
        return s with
        {
            Instances = instances,
            Steps = [.. s.Steps.Where(step => !gone.Contains(SubjectOf(step)))],
            World = s.World with
            {
                ServerGroups =
                [
                    .. s.World.ServerGroups.Select(g => (g.Group, (IReadOnlyList<string>)[.. g.Members.Where(m => !gone.Contains(m))]))
                        .Where(g => g.Item2.Count > 0),
                ],
            },
        };
    }

    static Scenario WithHosts(Scenario s, IReadOnlyList<string> hosts)
    {
        var left = hosts.ToHashSet();
        var gone = s.Segments.SelectMany(g => g.Hosts).Where(h => !left.Contains(h)).ToHashSet();
        var segmentsGone = s.Segments.Where(g => !g.Hosts.Any(left.Contains)).Select(g => g.Name).ToHashSet();
        var smaller = WithInstances(s, [.. s.Instances.Where(i => left.Contains(i.Host))]);
        return smaller with
        {
            Segments = [.. s.Segments.Select(g => g with { Hosts = [.. g.Hosts.Where(left.Contains)], Reserved = [.. g.Reserved.Where(left.Contains)] }).Where(g => g.Hosts.Count > 0)],
            Steps = [.. smaller.Steps.Where(step => !gone.Contains(SubjectOf(step)) && !segmentsGone.Contains(SegmentOf(step)))],
            RunsOn = s.RunsOn.Where(r => left.Contains(r.Value)).ToDictionary(),
            World = smaller.World with
            {
                Capacity = s.World.Capacity.Where(c => left.Contains(c.Key)).ToDictionary(),
                Room = s.World.Room.Where(r => left.Contains(r.Key)).ToDictionary(),
                Unfenceable = [.. s.World.Unfenceable.Where(left.Contains)],
                Zones = s.World.Zones.Where(z => left.Contains(z.Key)).ToDictionary(),
                Racks = s.World.Racks.Where(r => left.Contains(r.Key)).ToDictionary(),
                Aggregates = [.. s.World.Aggregates.Select(a => (a.Aggregate, (IReadOnlyList<string>)[.. a.Hosts.Where(left.Contains)]))],
                Registering = [.. s.World.Registering.Where(left.Contains)],
                ControlPlane = [.. s.World.ControlPlane.Where(left.Contains)],
                ReachedThrough = s.World.ReachedThrough.Where(r => left.Contains(r.Key))
                    .ToDictionary(r => r.Key, r => (IReadOnlyList<string>)[.. r.Value.Where(left.Contains)]),
                Fencing = [.. s.World.Fencing.Where(f => left.Contains(f.Host))],
                Watchdogs = s.World.Watchdogs.Where(w => left.Contains(w.Key)).ToDictionary(),
            },
        };
    }

    static Scenario WithObservers(Scenario s, IReadOnlyList<string> observers) => s with
    {
        Observers = observers,
        Steps =
        [
            .. s.Steps.Select(step => step is ScenarioStep.ReportSignal r ? r with { By = [.. r.By.Where(observers.Contains)] } : step)
                .Where(step => step is not ScenarioStep.ReportSignal { By.Count: 0 }),
        ],
    };

    /// <summary>The host or instance a step is about; empty when it is about none.</summary>
    static string SubjectOf(ScenarioStep step) => step switch
    {
        ScenarioStep.ReportSignal s => s.Host,
        ScenarioStep.ReportInstance s => s.Instance,
        ScenarioStep.ReportWatchdog s => s.Host,
        ScenarioStep.Fence s => s.Host,
        ScenarioStep.MovesFail s => s.Instance,
        ScenarioStep.MovesUnclear s => s.Instance,
        ScenarioStep.MovesStall s => s.Instance,
        ScenarioStep.MovesEndIn s => s.Instance,
        ScenarioStep.StopsFail s => s.Instance,
        ScenarioStep.RestartFails s => s.HostOrInstance,
        ScenarioStep.HostDies s => s.Host,
        ScenarioStep.HostDumps s => s.Host,
        ScenarioStep.HostReturns s => s.Host,
        ScenarioStep.Owner s => s.Instance,
        ScenarioStep.Moved s => s.Instance,
        OperatorStep { Instance: { } instance } => instance,
        OperatorStep { Scope.Host: { } host } => host.Value,
        HostStep s => s.Host,
        _ => "",
    };

    /// <summary>The segment a step is about; empty when it is about none.</summary>
    static string SegmentOf(ScenarioStep step) => step switch
    {
        OperatorStep { Scope.Segment: { } segment } => segment.Value,
        HostStep { Segment: { } segment } => segment,
        _ => "",
    };
}
