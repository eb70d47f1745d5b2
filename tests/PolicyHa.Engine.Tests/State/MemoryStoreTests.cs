using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.State;
using PolicyHa.Simulation.Running;
using PolicyHa.Simulation.Store;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.State;

/// <summary>The simulation's store refuses what the real one refuses; else simulations would hide what production stumbles over.</summary>
public sealed class MemoryStoreTests
{
    readonly MemoryStore store;
    readonly StateChanges changes;

    public MemoryStoreTests()
    {
        var clock = new SimClock();
        store = new MemoryStore(new SimTrace(clock));
        var lease = Assert.Single(store.AcquireAsync([S1], "me", 1, clock.GetUtcNow(), Leases.Ttl, CancellationToken.None).Result.Granted);
        changes = new StateChanges(S1, lease.Epoch);
    }

    static Incident Closed => Incident() with { Version = 1, State = IncidentState.Closed, ClosedAt = Now };

    [Fact]
    public async Task A_host_has_one_open_incident_and_what_is_larger_stands_beside_it()
    {
        var zone = Incident() with { Id = new IncidentId("inc-zone"), Scope = "zone az1" };
        await Commit(changes with { Incidents = [Incident(), zone, zone with { Id = new IncidentId("inc-other"), Row = "rules/other" }] });

        await Refused<InvariantBrokenException>(changes with { Incidents = [Incident() with { Id = new IncidentId("inc-2") }] });
        await Refused<InvariantBrokenException>(changes with { Incidents = [zone with { Id = new IncidentId("inc-3") }] });
        await Commit(changes with { Incidents = [Incident() with { Id = new IncidentId("inc-2") }, Closed] });
    }

    [Fact]
    public async Task A_closed_incident_is_never_opened_again()
    {
        await Commit(changes with { Incidents = [Incident()] });
        await Commit(changes with { Incidents = [Closed] });

        await Refused<StaleStateException>(changes with { Incidents = [Incident()] });
        await Refused<StaleStateException>(changes with { Incidents = [Incident() with { Version = 2 }] });
    }

    [Fact]
    public async Task An_incident_is_written_over_by_whoever_has_seen_its_newest_version_and_only_by_a_legal_move()
    {
        await Commit(changes with { Incidents = [Incident()] });

        await Refused<StaleStateException>(changes with { Incidents = [Incident()] });
        await Refused<StaleStateException>(changes with { Incidents = [Incident() with { Version = 2 }] });
        await Refused<InvariantBrokenException>(changes with { Incidents = [Incident() with { Id = new IncidentId("inc-2"), State = IncidentState.Failed }] });
        await Commit(changes with { Incidents = [Incident() with { Version = 1, State = IncidentState.Failed }] });
        await Refused<InvariantBrokenException>(changes with { Incidents = [Incident() with { Version = 2, State = IncidentState.AwaitingProof }] });
    }

    [Fact]
    public async Task A_plan_id_is_taken_once_and_the_same_plan_again_keeps_its_steps()
    {
        var plan = Plan(Step(1, StepKind.Fence));
        await Commit(changes with { Incidents = [Incident()], Plans = [plan] });
        await Commit(changes with { Steps = [new StepMove(plan.Steps[0].Start(Now), StepState.Waiting)] });

        await Refused<StaleStateException>(changes with { Plans = [plan with { CreatedAt = After(1) }] });
        await Commit(changes with { Plans = [plan] });

        Assert.Equal(StepState.Started, Assert.Single(store.Plans).Steps[0].State);
    }

    [Fact]
    public async Task A_steps_number_and_id_are_taken_once()
    {
        var plan = Plan(Step(1, StepKind.Fence));
        await Commit(changes with { Incidents = [Incident()], Plans = [plan] });

        await Refused<StaleStateException>(changes with { NewSteps = [Step(1, StepKind.Survey)] });
        await Refused<StaleStateException>(changes with { NewSteps = [Step(2, StepKind.Survey) with { Id = plan.Steps[0].Id }] });
    }

    [Fact]
    public async Task A_plan_needs_its_incident() => await Refused<InvariantBrokenException>(changes with { Plans = [Plan(Step(1, StepKind.Fence))] });

    Task Commit(StateChanges some) => store.CommitAsync(some, CancellationToken.None);

    async Task Refused<T>(StateChanges some)
        where T : Exception => await Assert.ThrowsAsync<T>(() => Commit(some));
}
