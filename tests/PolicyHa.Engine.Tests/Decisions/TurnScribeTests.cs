using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Signals;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Decisions;

public sealed class TurnScribeTests
{
    [Fact]
    public void An_incident_that_ends_leaves_nothing_waiting_not_in_a_plan_that_was_superseded_either()
    {
        var incident = Incident() with { Plan = Plan1 };
        var older = PlanId.Of(incident.Id, 2);
        var late = Step(1, StepKind.RestartService) with { Id = new StepId($"{older}/1"), Plan = older, Tries = 1 };
        var host = Host(HostSignals.Unseen) with { Incidents = [incident], Plans = [Plan(Step(1, StepKind.Notify)), Plan(late) with { Id = older }] };
        var subject = new Subject(host, null, incident, new EventId("test", "1"), Now, Now);

        var changes = TurnScribe.Write(Snapshot(Now, host), [new Decision.Close(subject, "it is over")], 1, []);

        Assert.Equal(
            [($"{Plan1}/1", StepState.Cancelled), ($"{older}/1", StepState.Cancelled)],
            changes.Steps.Select(m => (m.Step.Id.Value, m.Step.State)).Order());
        Assert.Equal(2, changes.History.Count(h => h.Text.EndsWith("cancelled: it is over", StringComparison.Ordinal)));
    }
}
