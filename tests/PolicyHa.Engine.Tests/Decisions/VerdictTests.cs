using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Tests.Decisions;

public class VerdictTests
{
    static readonly TimeSpan LongAgo = TimeSpan.FromHours(1);

    [Fact]
    public void A_dead_host_is_fenced_and_its_instances_are_evacuated()
    {
        var verdict = Assert.Single(Asked.Default.VerdictsOf(Asked.Segment(LongAgo, 2, 2, Asked.Networks)));

        Assert.Equal("host-context/dead", verdict.Row);
        Assert.Equal("fence h1, evacuate p1 p2 c1 and 1 more", verdict.Text);
        Assert.Equal(
            ["fence h1", "force-down h1", "survey h1", "evacuate p1", "evacuate p2", "evacuate c1", "evacuate c2", "verify h1"],
            verdict.Steps.Select(s => s.Text));
        Assert.NotNull(verdict.Explanation);
    }

    [Fact]
    public void Of_a_fleet_that_is_well_nothing_is_asked() =>
        Assert.Empty(Asked.Default.VerdictsOf(Asked.Segment(LongAgo, 2, 2)));

    [Fact]
    public void What_is_under_way_is_thought_away_but_not_since_when_the_fault_lasts()
    {
        var segment = Asked.Segment(TimeSpan.FromMinutes(1), 0, 1, Signal.AdminNetwork, Signal.TenantNetwork);
        var incident = Some.Incident() with
        {
            Host = MadeUpSegment.Host,
            Segment = segment.Segment.Name,
            FaultSince = segment.TakenAt.AddMinutes(-6),
            State = IncidentState.Recovering,
            Plan = Some.Plan1,
        };
        var plan = Some.Plan(Some.Step(1, StepKind.Fence)) with { Host = MadeUpSegment.Host };

        var verdict = Assert.Single(Asked.Default.VerdictsOf(
            segment.Edit(h => h with { Incidents = [incident], Plans = [plan] })));

        Assert.Equal("fence h1, evacuate p1", verdict.Text);        // six minutes old: past the rung "after 5m"
    }

    [Fact]
    public void A_later_rung_is_foreseen()
    {
        var segment = Asked.Segment(TimeSpan.FromMinutes(1), 0, 1, Signal.AdminNetwork, Signal.TenantNetwork);

        var verdict = Assert.Single(Asked.Default.VerdictsOf(segment));

        Assert.Equal("notify; in time: fence h1, evacuate p1", verdict.Text);
    }

    [Fact]
    public void Signals_that_have_not_settled_yet_are_foreseen_too()
    {
        var verdict = Assert.Single(Asked.Default.VerdictsOf(Asked.Segment(TimeSpan.Zero, 1, 0, Asked.Networks)));

        Assert.Equal("nothing; in time: fence h1, evacuate c1", verdict.Text);
    }

    [Fact]
    public void What_a_maintenance_window_or_the_off_switch_holds_back_is_foreseen()
    {
        var dead = Asked.Segment(LongAgo, 1, 0, Asked.Networks);
        var disarmed = OperatorState.Initial with { Disarmed = new Disarmed("alice", "rehearsal", dead.TakenAt) };
        ClusterSnapshot[] held = [dead.Edit(h => h with { Maintenance = true }), dead with { Operators = disarmed }];

        var verdicts = held.Select(s => Assert.Single(Asked.Default.VerdictsOf(s))).ToList();

        Assert.Equal([HoldReason.HostInMaintenance, HoldReason.Disarmed], verdicts.Select(v => v.Hold!.Value));
        Assert.All(verdicts, v => Assert.EndsWith("; in time: fence h1, evacuate c1", v.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_fault_inside_an_instance_has_a_verdict_of_its_own()
    {
        var segment = Asked.Segment(LongAgo, 1, 0);
        var at = segment.TakenAt - LongAgo;
        var fault = new Engine.Signals.FaultEntry(
            new InstanceId("c1"), InstanceFaultKind.Crashed, at, at, new EventId("test", "1"));

        var verdict = Assert.Single(Asked.Default.VerdictsOf(segment.Edit(h => h with { Faults = [fault] })));

        Assert.Equal(("c1 on h1", "restart-instance c1"), (verdict.Subject, verdict.Text));
    }
}
