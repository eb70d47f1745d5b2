using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Topology;
using PolicyHa.Simulation.Running;
using PolicyHa.Simulation.World;

namespace PolicyHa.Engine.Tests.Properties;

/// <summary>S1: between the proof of death and an act that rests on it there is no sign of life.</summary>
public sealed class LifeSignTests
{
    static readonly HostName H3 = new("h3");

    /// <summary>h3 is fenced and proven off; Nova is away, so nothing more has happened by the time this returns, at 80 s.</summary>
    static Simulation.Running.Simulation Fenced()
    {
        var simulation = new Simulation.Running.Simulation(SafetyLawTests.Policy("drain-then-fence"));
        var segment = new SegmentName("s1");
        simulation.World.Add(new FailoverSegment(segment, RecoveryMethod.Auto));
        foreach (var host in new[] { "h1", "h2", "h3" })
            simulation.World.Add(new SimHost(new HostName(host), segment));
        simulation.World.Add(new SimInstance("c1", H3) { Metadata = new() { ["HA_Enabled"] = "true", ["HA_Class"] = "cattle" } });
        simulation.StartService();
        simulation.ReportAllUp(["monitor"]);
        simulation.RunUntil(TimeSpan.FromSeconds(60));
        simulation.ReportAll(H3, Signal.AdminNetwork, SignalStatus.Down);
        simulation.ReportAll(H3, Signal.TenantNetwork, SignalStatus.Down);
        simulation.ReportAll(H3, Signal.StorageNetwork, SignalStatus.Down);
        simulation.RunUntil(TimeSpan.FromSeconds(72));
        simulation.World.NovaUp = false;
        simulation.RunUntil(TimeSpan.FromSeconds(80));
        Assert.NotNull(Assert.Single(simulation.Store.Incidents).Proof);
        return simulation;
    }

    static void AssertNothingRestedOnTheProof(Simulation.Running.Simulation simulation)
    {
        Assert.Null(simulation.Broken);
        Assert.DoesNotContain(simulation.World.Acts, a => a.Kind is "evacuate" or "force-down");
        var incident = Assert.Single(simulation.Store.Incidents);
        Assert.Equal(IncidentState.AwaitingProof, incident.State);
        Assert.Null(incident.Proof);
    }

    [Fact]
    public void The_executor_itself_asks_for_signs_of_life_before_each_act()
    {
        using var simulation = Fenced();
        var report = new HostReport(
            new EventId("test", "1"), H3, Signal.Libvirt, SignalStatus.Up, "monitor", SimClock.Start + TimeSpan.FromSeconds(80));
        simulation.Service!.State.Board.Accept(report, simulation.Clock.GetUtcNow());       // past the intake: nobody is woken

        simulation.World.NovaUp = true;
        simulation.RunUntil(TimeSpan.FromSeconds(85));

        AssertNothingRestedOnTheProof(simulation);
    }

    [Fact]
    public void A_sign_of_life_outlives_a_crash_even_if_its_observer_says_down_again()
    {
        using var simulation = Fenced();
        simulation.Store.BeforeWrite = null;
        simulation.CrashAtWrite(2, after: false);                                           // the journal has it; the turn does not
        simulation.Report(H3, Signal.Libvirt, SignalStatus.Up, "monitor");
        simulation.Store.BeforeWrite = null;
        Assert.Contains(simulation.Trace.Entries, e => e.What == "crashed");

        simulation.World.NovaUp = true;
        simulation.RunUntil(TimeSpan.FromSeconds(100));

        AssertNothingRestedOnTheProof(simulation);
    }
}
