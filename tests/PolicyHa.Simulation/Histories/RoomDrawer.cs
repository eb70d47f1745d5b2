using PolicyHa.Engine.Topology;
using PolicyHa.Simulation.Scenarios;

namespace PolicyHa.Simulation.Histories;

/// <summary>
/// Draws how much room hosts have: some histories know it of most of their hosts, in some of these Placement is away for a while. Has
/// its dice to itself, so that all else of a history is as it was before there was room.
/// </summary>
static class RoomDrawer
{
    /// <summary>Nothing else is drawn from the same number.</summary>
    const int Salt = 0x5EED;

    /// <summary>The same history in a cloud that is not endless.</summary>
    public static Scenario WithRoom(Scenario history, int seed)
    {
        var random = new Random(seed ^ Salt);
        if (random.Next(4) > 0)
            return history;
        var instances = history.Instances.Select(i => random.Next(4) == 0 ? i with { Vcpus = 4, RamMiB = 8192 } : i).ToList();
        var steps = history.Steps;
        if (random.Next(3) == 0)
        {
            var down = TimeSpan.FromSeconds(random.Next(20, 600));
            steps = [.. steps.Concat([new ScenarioStep.Placement(down, false), new ScenarioStep.Placement(down + TimeSpan.FromSeconds(random.Next(10, 600)), true)]).OrderBy(s => s.At)];
        }

        return history with
        {
            Instances = instances,
            Steps = steps,
            World = history.World with
            {
                Room = history.Segments.SelectMany(s => s.Hosts).Where(_ => random.Next(12) > 0).ToDictionary(h => h, h => RoomOf(h, instances, random)),
            },
        };
    }

    /// <summary>What runs there from the beginning, and little more.</summary>
    static Footprint RoomOf(string host, List<ScenarioInstance> instances, Random random)
    {
        var there = instances.Where(i => i.Host == host).ToList();
        return new Footprint(
            there.Sum(i => i.Vcpus) + random.Next(0, 9), there.Sum(i => i.RamMiB) + (2048 * random.Next(0, 7)), 20 * (there.Count + random.Next(0, 5)));
    }
}
