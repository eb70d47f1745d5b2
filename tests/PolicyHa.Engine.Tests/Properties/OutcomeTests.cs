using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Topology;
using PolicyHa.Simulation.World;

namespace PolicyHa.Engine.Tests.Properties;

/// <summary>An incident says of each instance what became of it, and is never over with one lost.</summary>
public sealed class OutcomeTests
{
    static readonly HostName H3 = new("h3");

    static Incident Recovered(params SimInstance[] instances)
    {
        using var simulation = new Simulation.Running.Simulation(SafetyLawTests.Policy("drain-then-fence"));
        var segment = new SegmentName("s1");
        simulation.World.Add(new FailoverSegment(segment, RecoveryMethod.Auto));
        foreach (var host in new[] { "h1", "h2", "h3" })
            simulation.World.Add(new SimHost(new HostName(host), segment));
        foreach (var instance in instances)
            simulation.World.Add(instance);
        simulation.StartService();
        simulation.ReportAllUp(["monitor"]);
        simulation.RunUntil(TimeSpan.FromSeconds(60));
        simulation.ReportAll(H3, Signal.StorageNetwork, SignalStatus.Down);
        simulation.RunUntil(TimeSpan.FromMinutes(10));
        Assert.Null(simulation.Broken);
        return Assert.Single(simulation.Store.Incidents);
    }

    static SimInstance Cow(string name, VmState state = VmState.Active) =>
        new(name, H3) { State = state, Metadata = new() { ["HA_Enabled"] = "true", ["HA_Class"] = "cattle" } };

    [Fact]
    public void Each_instance_has_its_place_and_its_former_state()
    {
        var incident = Recovered(Cow("a"), Cow("b", VmState.Stopped), Cow("c", VmState.Error));
        Assert.Equal(IncidentState.Closed, incident.State);
        Assert.Equal(
            [("a", VmState.Active), ("b", VmState.Stopped), ("c", VmState.Error)], incident.Instances.Select(o => (o.Name, o.Former!.Value)));
        Assert.All(incident.Instances, o => Assert.Equal(RecoveryResult.Recovered, o.Result));
        Assert.All(incident.Instances, o => Assert.NotEqual(H3, Assert.NotNull(o.Host)));
        Assert.Contains("in error before, so look after them: c", incident.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_was_lost_keeps_the_incident_from_being_over()
    {
        var lost = Cow("b");
        lost.MovesFail = null;
        var incident = Recovered(Cow("a"), lost, Cow("c", VmState.Paused));
        Assert.Equal(IncidentState.Failed, incident.State);
        Assert.Equal(
            [("a", RecoveryResult.Recovered), ("b", RecoveryResult.Failed), ("c", RecoveryResult.Left)],
            incident.Instances.Select(o => (o.Name, o.Result)));
        Assert.Equal(H3, incident.Instances[1].Host);
    }

    [Fact]
    public void One_that_came_up_in_error_keeps_the_incident_from_being_over_and_is_told_where_it_is()
    {
        var broken = Cow("b");
        (broken.MovesEndIn, broken.MovesEndSo) = (VmState.Error, 1);
        var incident = Recovered(Cow("a"), broken);
        Assert.Equal(IncidentState.Failed, incident.State);
        Assert.Equal([("a", RecoveryResult.Recovered), ("b", RecoveryResult.Failed)], incident.Instances.Select(o => (o.Name, o.Result)));
        Assert.NotEqual(H3, Assert.NotNull(incident.Instances[1].Host));
    }
}
