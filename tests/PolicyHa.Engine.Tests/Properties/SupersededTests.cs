using PolicyHa.Engine.Explain;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Topology;
using PolicyHa.Simulation.World;

namespace PolicyHa.Engine.Tests.Properties;

/// <summary>Whoever looks at a recovery that another has taken over is led to the other.</summary>
public sealed class SupersededTests
{
    static readonly HostName H3 = new("h3");

    static Simulation.Running.Simulation Played(Action<Simulation.Running.Simulation> happens)
    {
        var simulation = new Simulation.Running.Simulation(
            SafetyLawTests.Policy("drain-then-fence"), new WorldTimes { Restart = TimeSpan.FromSeconds(20) });
        var segment = new SegmentName("s1");
        simulation.World.Add(new FailoverSegment(segment, RecoveryMethod.Auto));
        foreach (var host in new[] { "h1", "h2", "h3" })
            simulation.World.Add(new SimHost(new HostName(host), segment));
        simulation.World.Add(new SimInstance("p1", H3) { Metadata = new() { ["HA_Enabled"] = "true", ["HA_Class"] = "pet" } });
        simulation.StartService();
        simulation.ReportAllUp(["monitor"]);
        simulation.RunUntil(TimeSpan.FromSeconds(60));
        happens(simulation);
        Assert.Null(simulation.Broken);
        return simulation;
    }

    [Fact]
    public void A_plan_and_an_explanation_name_the_incident_of_the_host_that_took_over()
    {
        using var simulation = Played(s =>
        {
            s.ReportInstance(s.World.Instances.Single(), InstanceFaultKind.Crashed, SignalStatus.Down);
            s.RunUntil(TimeSpan.FromSeconds(61));
            s.ReportAll(H3, Signal.StorageNetwork, SignalStatus.Down);
            s.RunUntil(TimeSpan.FromMinutes(10));
        });
        var (instance, host) = (simulation.Store.Incidents.Single(i => i.Instance is not null), simulation.Store.Incidents.Single(i => i.IsOfHost));

        Assert.Equal(host.Id, instance.SupersededBy);
        Assert.Equal(host.Id.Value, instance.Explanation.SupersededBy);
        Assert.Contains($"superseded by {host.Id}", ExplanationText.Of(instance.Explanation), StringComparison.Ordinal);
        Assert.Null(host.Explanation.SupersededBy);
    }

    [Fact]
    public void A_dropped_step_names_what_took_its_place_and_so_does_its_plan()
    {
        var dropped = Some.Step(2, StepKind.Fence).Cancel("superseded by plan inc-1/2", Some.Now, "inc-1/2");
        var plan = Some.Plan(Some.Step(1, StepKind.LiveMigrate), dropped);

        Assert.Equal("inc-1/2", plan.SupersededBy);
        Assert.Null(Some.Plan(Some.Step(1, StepKind.Fence).Cancel("the fault cleared", Some.Now)).SupersededBy);
    }
}
