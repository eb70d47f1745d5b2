using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Topology;
using PolicyHa.Simulation.Store;
using PolicyHa.Simulation.World;

namespace PolicyHa.Engine.Tests.Properties;

/// <summary>S54: the service may die at any write; it goes on where it was, loses no instance and fences nothing twice.</summary>
public sealed class CrashTests
{
    /// <summary>More writes than the recovery below has.</summary>
    const int WritesMax = 300;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_crash_at_any_write_leads_to_the_same_end(bool after)
    {
        var (expected, writes) = Recover(0, after);
        Assert.True(writes is > 10 and < WritesMax, $"{writes} writes");
        for (var crashAt = 1; crashAt <= writes; crashAt++)
        {
            var (end, _) = Recover(crashAt, after);
            Assert.True(expected == end, $"crash {(after ? "after" : "before")} write {crashAt}:\n{end}\ninstead of\n{expected}");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_crash_at_any_write_of_a_restart_leaves_no_instance_down(bool after)
    {
        var (expected, writes) = Restart(0, after);
        Assert.True(writes is > 5 and < WritesMax, $"{writes} writes");
        Assert.Contains("c1 Active", expected, StringComparison.Ordinal);
        for (var crashAt = 1; crashAt <= writes; crashAt++)
        {
            var (end, _) = Restart(crashAt, after);
            Assert.True(expected == end, $"crash {(after ? "after" : "before")} write {crashAt}:\n{end}\ninstead of\n{expected}");
        }
    }

    [Fact]
    public void A_write_that_reached_the_disk_though_its_call_failed_leads_to_the_same_end()
    {
        var writes = 0;
        var (expected, _) = Recover(0, false, store => store.AfterCommit = () => writes++);
        Assert.True(writes is > 10 and < WritesMax, $"{writes} commits");
        for (var failAt = 1; failAt <= writes; failAt++)
        {
            var left = failAt;
            var (end, _) = Recover(0, false, store => store.AfterCommit = () =>
            {
                if (--left == 0)
                    throw new IOException("the answer was lost");
            });
            Assert.True(expected == end, $"the answer to commit {failAt} is lost:\n{end}\ninstead of\n{expected}");
        }
    }

    /// <summary>A guest crashes on a healthy host and is stopped and started.</summary>
    /// <returns>How the instance ended up and whether it was told, as text, and how many writes there were.</returns>
    static (string End, int Writes) Restart(int crashAt, bool after)
    {
        using var simulation = new Simulation.Running.Simulation(SafetyLawTests.Policy("drain-then-fence"));
        var segment = new SegmentName("s1");
        simulation.World.Add(new FailoverSegment(segment, RecoveryMethod.Auto));
        foreach (var host in new[] { "h1", "h2", "h3" })
            simulation.World.Add(new SimHost(new HostName(host), segment));
        simulation.World.Add(new SimInstance("c1", new HostName("h3"))
        {
            Metadata = new() { ["HA_Enabled"] = "true", ["HA_Class"] = "cattle" },
        });
        simulation.StartService();
        simulation.ReportAllUp(["mon1", "mon2"]);
        simulation.RunUntil(TimeSpan.FromSeconds(5));
        var writes = 0;
        if (crashAt > 0)
            simulation.CrashAtWrite(crashAt, after);
        else
            simulation.Store.BeforeWrite = () => writes++;
        var crashed = simulation.World.Instance(SimInstance.IdOf("c1"))!;
        crashed.Guests.Clear();
        simulation.ReportInstance(crashed, InstanceFaultKind.Crashed, SignalStatus.Down);
        simulation.RunUntil(TimeSpan.FromMinutes(5));

        Assert.Null(simulation.Broken);
        var instances = simulation.World.Instances.Select(i => $"{i.Name} {i.State} on {i.Host}, runs on {string.Join(" and ", i.Guests)}");
        var incidents = simulation.Store.Incidents.Select(i => $"{i.Instance} {i.State}");
        return (string.Join('\n', [.. instances, .. incidents]), writes);
    }

    /// <returns>How the world ended up, as text, and how many writes there were.</returns>
    static (string End, int Writes) Recover(int crashAt, bool after, Action<MemoryStore>? disturb = null)
    {
        using var simulation = new Simulation.Running.Simulation(
            SafetyLawTests.Policy("drain-then-fence"), new WorldTimes { Fence = TimeSpan.FromSeconds(2) });
        var segment = new SegmentName("s1");
        simulation.World.Add(new FailoverSegment(segment, RecoveryMethod.Auto));
        foreach (var host in new[] { "h1", "h2", "h3" })
            simulation.World.Add(new SimHost(new HostName(host), segment));
        foreach (var name in new[] { "c1", "c2", "p1", "p2" })
        {
            simulation.World.Add(new SimInstance(name, new HostName("h3"))
            {
                State = name == "c2" ? VmState.Stopped : VmState.Active,
                Metadata = new() { ["HA_Enabled"] = "true", ["HA_Class"] = name[0] == 'p' ? "pet" : "cattle" },
            });
        }

        simulation.StartService();
        simulation.ReportAllUp(["mon1", "mon2"]);
        simulation.RunUntil(TimeSpan.FromSeconds(5));
        var writes = 0;
        if (crashAt > 0)
            simulation.CrashAtWrite(crashAt, after);
        else
            simulation.Store.BeforeWrite = () => writes++;
        disturb?.Invoke(simulation.Store);
        foreach (var signal in SignalNames.All.Where(s => s is not (Signal.Power or Signal.Cluster)))
            simulation.ReportAll(new HostName("h3"), signal, SignalStatus.Down);
        simulation.RunUntil(TimeSpan.FromMinutes(5));

        Assert.Null(simulation.Broken);
        var instances = simulation.World.Instances.OrderBy(i => i.Name, StringComparer.Ordinal)
            .Select(i => $"{i.Name} {i.State} {(i.Host.Value == "h3" ? "left on h3" : "elsewhere")}");
        var acts = simulation.World.Acts.GroupBy(a => a.ToString()).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key} x {g.Count()}");
        var incidents = simulation.Store.Incidents.Select(i => $"{i.Host} {i.State}");
        return (string.Join('\n', [.. instances, .. acts, .. incidents]), writes);
    }
}
