using System.Globalization;
using PolicyHa.Engine.Topology;
using PolicyHa.Simulation.Scenarios;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Histories;

/// <summary>
/// Draws a cloud and half an hour of its life from a seed: faults, lies, hangs, duplicates, late events, crashes of the service,
/// operators and owners at work. What is drawn is a scenario like any other: the same seed gives the same one.
/// </summary>
public sealed class HistoryDrawer
{
    /// <summary>After the last thing that happens: what then still lacks is a fault.</summary>
    static readonly TimeSpan Aftermath = TimeSpan.FromMinutes(12);

    static readonly string[] Groups = ["db", "queue", "web"];

    static readonly string[] AllObservers = ["mon1", "mon2", "mon3"];

    readonly long seed;
    readonly int controllers;
    readonly Random random;
    readonly PolicyShelf shelf;
    readonly List<ScenarioSegment> segments = [];
    readonly List<ScenarioInstance> instances = [];

    HistoryDrawer(long seed, PolicyShelf shelf, int controllers)
    {
        (this.seed, this.shelf, this.controllers) = (seed, shelf, controllers);
        random = new Random(HashCode(seed));
    }

    /// <summary>Pure.</summary>
    /// <param name="controllers">How many machines the service runs on.</param>
    public static Scenario Draw(long seed, PolicyShelf shelf, int controllers = 1) =>
        OwnHostDrawer.WithOwnHosts(FullStoreDrawer.WithFullStore(RoomDrawer.WithRoom(new HistoryDrawer(seed, shelf, controllers).Draw(), HashCode(seed)), HashCode(seed)), HashCode(seed));

    Scenario Draw()
    {
        var (policy, from) = shelf[random.Next(shelf.Count)];
        var observers = AllObservers[..random.Next(1, 4)];
        DrawFleet();
        var world = DrawWorld();
        var happenings = new HappeningDrawer(random, shelf, segments, instances, observers, world, controllers).Draw();
        var defects = DrawDefects().ToList();
        var (languages, steps) = new UpgradeDrawer(new Random(HashCode(~seed)), shelf, controllers).Draw(happenings);
        return new Scenario
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"seed {seed}"),
            Policy = policy,
            PolicyFrom = from,
            Observers = observers,
            Controllers = controllers,
            Languages = languages,
            Segments = segments,
            Instances = instances,
            World = world,
            Steps = [.. defects, .. steps],
            Until = steps.Count == 0 ? Aftermath : steps[^1].At + Aftermath,
            Expectations = [],
        };
    }

    void DrawFleet()
    {
        var hosts = 0;
        for (var s = random.Next(6) switch { 0 => 3, 1 => 2, _ => 1 }; s > 0; s--)
        {
            var size = random.Next(40) switch { 0 => random.Next(16, 41), < 6 => random.Next(9, 16), _ => random.Next(2, 9) };
            var names = Enumerable.Range(hosts + 1, size).Select(n => $"h{n}").ToList();
            hosts += size;
            var (method, reserved) = DrawMethod(size);
            var segment = new ScenarioSegment($"s{segments.Count + 1}", names, SharedStorage: true) { Method = method, Reserved = names[^reserved..] };
            segments.Add(segment);
            foreach (var host in names[..^reserved])
            {
                for (var i = random.Next(size > 8 ? 2 : 4); i > 0; i--)
                    instances.Add(DrawInstance(host, i, names));
            }
        }
    }

    /// <summary>Most segments have no reserved hosts; the others have one or two.</summary>
    (RecoveryMethod Method, int Reserved) DrawMethod(int size) => size < 3 || random.Next(3) > 0
        ? (RecoveryMethod.Auto, 0)
        : ((RecoveryMethod)random.Next(1, 4), random.Next(1, Math.Min(3, size - 1)));

    ScenarioInstance DrawInstance(string host, int number, List<string> hosts)
    {
        var state = random.Next(10) switch { 0 => "stopped", 1 => "error", 2 => "paused", _ => "active" };
        var kind = random.Next(10) switch { 0 => "none", < 5 => "pet", _ => "cattle" };
        var boot = random.Next(8) switch { 0 => "local-disk", 1 => "volume", _ => "shared-disk" };
        return new ScenarioInstance($"{host}-i{number}", host, kind, state, boot, 1, 2048, DrawWishes(hosts));
    }

    /// <summary>What the owner asks about order and place: most ask nothing. The groups may well wait for each other in a circle.</summary>
    Dictionary<string, string> DrawWishes(List<string> hosts)
    {
        var wishes = new Dictionary<string, string>();
        if (random.Next(6) == 0)
            wishes[HaOrder.PriorityKey] = random.Next(4) switch { 0 => "0", 1 => "1000", 2 => "high", _ => "700" };
        if (random.Next(4) == 0)
            wishes[HaOrder.GroupKey] = Groups[random.Next(Groups.Length)];
        if (random.Next(6) == 0)
            wishes[HaOrder.AfterKey] = Groups[random.Next(Groups.Length)];
        if (random.Next(12) == 0)
            wishes[HaOrder.ReadyAfterKey] = "20s";
        if (random.Next(16) == 0)
            wishes[HaPlace.OnlyOnKey] = $"{Any(hosts)},{(random.Next(4) == 0 ? "aggregate:few" : Any(hosts))}";
        if (random.Next(16) == 0)
            wishes[HaPlace.PrefersKey] = Any(hosts);
        if (random.Next(12) == 0)
            wishes[random.Next(2) == 0 ? HaPlace.TogetherKey : HaPlace.ApartKey] = Groups[random.Next(Groups.Length)];
        return wishes;
    }

    /// <summary>Some have a server group: two to four instances from anywhere.</summary>
    IReadOnlyList<(ServerGroup Group, IReadOnlyList<string> Members)> DrawServerGroups()
    {
        if (instances.Count < 2 || random.Next(3) > 0)
            return [];
        var policy = (ServerGroupPolicy)random.Next(4);
        var members = Enumerable.Range(0, random.Next(2, 5)).Select(_ => Any(instances).Name).Distinct().ToList();
        return [(new ServerGroup("tier", "tier", policy, random.Next(1, 3)), members)];
    }

    T Any<T>(List<T> some) => some[random.Next(some.Count)];

    ScenarioWorld DrawWorld()
    {
        var hosts = segments.SelectMany(s => s.Hosts).ToList();
        var times = new WorldTimes
        {
            Fence = TimeSpan.FromSeconds(random.Next(1, 15)),
            Evacuate = TimeSpan.FromSeconds(random.Next(1, 60)),
            Migrate = TimeSpan.FromSeconds(random.Next(1, 40)),
            Restart = TimeSpan.FromSeconds(random.Next(1, 20)),
            Boot = TimeSpan.FromSeconds(random.Next(60, 180)),
            Join = TimeSpan.FromSeconds(random.Next(3) == 0 ? random.Next(1, 10) : 0),
            KdumpWait = TimeSpan.FromSeconds(random.Next(4) == 0 ? random.Next(5, 40) : 0),
        };
        var (zones, racks) = (random.Next(1, 4), random.Next(0, 4));
        return new ScenarioWorld(
            times,
            hosts.Where(_ => random.Next(4) == 0).ToDictionary(h => h, _ => random.Next(1, 6)),
            [.. hosts.Where(_ => random.Next(10) == 0)])
        {
            Zones = hosts.Where(_ => zones > 1).Select((h, i) => (h, $"az{i % zones}")).ToDictionary(z => z.h, z => z.Item2),
            ServerGroups = DrawServerGroups(),
            ControlPlane = [.. hosts.Where(_ => random.Next(8) == 0)],
            Registering = random.Next(8) == 0 ? [.. hosts.Where(_ => random.Next(4) == 0)] : [],
            Aggregates = random.Next(4) == 0
                ? [(new HostAggregate("few", new Dictionary<string, string> { ["ha:max_failures"] = $"{random.Next(3)}" }), [.. hosts.Where(_ => random.Next(2) == 0)])]
                : [],
            ReachedThrough = hosts.Where(_ => random.Next(30) == 0).ToDictionary(h => h, h => (IReadOnlyList<string>)[.. hosts.Where(o => o != h).Take(2)]),
            Watchdogs = hosts.Where(_ => random.Next(5) == 0).ToDictionary(h => h, _ => TimeSpan.FromSeconds(random.Next(5, 61))),
            Fencing = [.. hosts.Where(_ => random.Next(5) == 0).Select(DrawFencing)],
            Racks = hosts.Where(_ => racks > 0).Select((h, i) => (h, $"r{i % racks}")).ToDictionary(r => r.h, r => r.Item2),
        };
    }

    /// <summary>Two supplies behind a BMC or alone, two BMCs; now and then a level names a device that there is not.</summary>
    ScenarioFencing DrawFencing(string host)
    {
        string[] supplies = ["pdu-a", "pdu-b"];
        IReadOnlyList<IReadOnlyList<string>> levels = random.Next(4) switch
        {
            0 => [["bmc"], ["bmc-2"]],
            1 => [supplies],
            _ => [["bmc"], supplies],
        };
        ScenarioDevice[] devices = [.. levels.SelectMany(l => l).Select(d => new ScenarioDevice(d, supplies.Contains(d), !supplies.Contains(d) && random.Next(6) == 0))];
        if (random.Next(4) > 0)
            return new ScenarioFencing(host, devices, levels);
        var poorer = random.Next(levels.Count);
        return new ScenarioFencing(host, devices, [.. levels.Select((l, i) => i != poorer ? l : random.Next(2) == 0 ? [.. l, "nothing"] : [l[0], "nothing"])]);
    }

    /// <summary>What is broken from the beginning.</summary>
    IEnumerable<ScenarioStep> DrawDefects()
    {
        foreach (var instance in instances)
        {
            if (random.Next(8) == 0)
                yield return new ScenarioStep.MovesFail(TimeSpan.Zero, instance.Name, random.Next(4) == 0 ? null : random.Next(1, 4));
            if (random.Next(8) == 0)
                yield return new ScenarioStep.RestartFails(TimeSpan.Zero, instance.Name);
        }

        if (random.Next(4) == 0)
            yield return new ScenarioStep.Service(TimeSpan.Zero, PolicyShelf.Healer, (ServiceManner)random.Next(1, 5));
    }

    /// <summary>Neighbouring seeds are nothing alike.</summary>
    static int HashCode(long seed) => (int)((ulong)(seed + 1) * 0x9E3779B97F4A7C15 >> 33);
}
