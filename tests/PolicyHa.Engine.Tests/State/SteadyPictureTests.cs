using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Tests.Inference;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Tests.State;

/// <summary>The fleet is read anew all the time, and hardly ever has anything changed.</summary>
public sealed class SteadyPictureTests
{
    readonly ClusterState state = new(new SignalBoard(1));

    [Fact]
    public void Where_no_instance_of_a_host_changed_they_are_the_objects_they_were()
    {
        state.Fleet = Read(0, Some.Instance("i1", "pet"), Some.Instance("i2", "cattle"));
        var before = state.Fleet.InstancesOn(Some.H3);

        state.Fleet = Read(30, Some.Instance("i1", "pet"), Some.Instance("i2", "cattle"));

        Assert.Same(before, state.Fleet.InstancesOn(Some.H3));
        Assert.Same(before[0], state.Fleet.Instance(before[0].Id));
        Assert.Equal(Some.After(30), state.Fleet.ReadAt);
        Assert.Equal((2, 3), (state.Fleet.SchedulersUp, state.Fleet.ConductorsUp));
    }

    [Fact]
    public void Whatever_changes_about_an_instance_is_seen()
    {
        var known = Some.Instance("i1", "pet");
        Instance[] others =
        [
            known with { Name = "other" },
            known with { Project = "other" },
            known with { State = VmState.Stopped },
            known with { TaskState = "rebuilding" },
            known with { Boot = BootSource.LocalDisk },
            known with { Flavor = known.Flavor with { RamMiB = 4096 } },
            known with { Metadata = new Dictionary<string, string> { ["HA_Enabled"] = "false", ["HA_Class"] = "pet" } },
            known with { Metadata = new Dictionary<string, string> { ["HA_Enabled"] = "true" } },
            known with { Locked = true },
            known with { Image = "other" },
            known with { ImageProperties = new Dictionary<string, string> { ["a"] = "b" } },
            known with { FlavorSpecs = new Dictionary<string, string> { ["a"] = "b" } },
            known with { HaByAggregate = true },
            known with { ServerGroup = new ServerGroup("g", "g", ServerGroupPolicy.Affinity) },
        ];

        foreach (var other in others)
        {
            state.Fleet = Read(0, known);
            state.Fleet = Read(30, other);

            Assert.Same(other, state.Fleet.Instance(known.Id));
            Assert.NotEqual(known, other);
        }
    }

    [Fact]
    public void An_instance_that_left_is_gone_and_one_that_came_is_there()
    {
        state.Fleet = Read(0, Some.Instance("i1", "pet"), Some.Instance("i2", "pet"));
        state.Fleet = Read(30, Some.Instance("i2", "pet"), Some.Instance("i3", "pet"));

        Assert.Equal(["i2", "i3"], state.Fleet.InstancesOn(Some.H3).Select(i => i.Name));
        Assert.Equal(2, state.Fleet.InstanceCount);
    }

    [Fact]
    public void A_maintenance_that_was_over_is_in_force_again_once_the_clock_was_set_back()
    {
        state.Fleet = Read(0, Some.Instance("i1", "pet"));
        state.Operators = OperatorState.Initial.BeginMaintenance(
            new MaintenanceWindow(WorkScope.Of(Some.H3), "ann", "disk", Some.After(0), Some.After(60)));

        Assert.Equal([true, false, true, false], new[] { 50, 70, 55, 61 }.Select(IsWorkedOnAt));

        bool IsWorkedOnAt(int second) => state.SnapshotOf(Some.S1, Some.After(second))!.Hosts.Single(h => h.Name == Some.H3).Maintenance;
    }

    [Fact]
    public void No_rule_is_asked_about_a_host_that_was_only_read_again()
    {
        var asked = 0;
        var counts = new TestRule { Given = [KnownKinds.Host], Does = (_, _) => asked++ };
        var inference = new SegmentInference(Some.Policy(counts));

        UpdateAfterReading(inference, 0, Some.Instance("i1", "pet"));
        UpdateAfterReading(inference, 30, Some.Instance("i1", "pet"));
        Assert.Equal(1, asked);

        UpdateAfterReading(inference, 60, Some.Instance("i1", "cattle"));
        Assert.Equal(2, asked);
    }

    void UpdateAfterReading(SegmentInference inference, double at, Instance instance)
    {
        state.Fleet = Read(at, instance);
        inference.Update(state.SnapshotOf(Some.S1, Some.After(at))!, FleetFacts.None);
    }

    static Fleet Read(double at, params Instance[] instances) =>
        new(Some.After(at), [new FailoverSegment(Some.S1, RecoveryMethod.Auto)], [Some.Compute("h3") with { Room = new Room(4, 4096, 40, Some.After(at)) }], instances) { SchedulersUp = 2, ConductorsUp = 3 };
}
