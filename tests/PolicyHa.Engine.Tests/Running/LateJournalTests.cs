using Microsoft.Extensions.Logging.Abstractions;
using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Execution;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;
using PolicyHa.Simulation.Running;
using PolicyHa.Simulation.Store;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Running;

public sealed class LateJournalTests
{
    readonly SimClock clock = new();
    readonly MemoryStore store;
    readonly ClusterState state = new(new SignalBoard(1));
    readonly Intake intake;
    readonly RecoveryLoop loop;
    readonly Instance guest = Instance("p1", "pet");

    public LateJournalTests()
    {
        store = new MemoryStore(new SimTrace(clock));
        var leases = new Leases(store, "me", 1, clock);
        intake = new Intake(state, HostNames.OfNova, store, store, new IntakeCounters(), clock, NullLogger<Intake>.Instance);
        loop = new RecoveryLoop(
            state, new PolicyHolder(Policy()), store, leases, new SegmentGate(), intake, new InferenceMemory(), new DecisionOptions(), clock,
            NullLogger<RecoveryLoop>.Instance);
        state.Fleet = new Fleet(clock.GetUtcNow(), [new FailoverSegment(S1, RecoveryMethod.Auto)], [ComputeH3], [guest]);
        Assert.Equal([S1], leases.RenewAsync([S1], CancellationToken.None).Result);
    }

    [Fact]
    public async Task What_a_turn_decided_is_carried_out_though_the_journal_cannot_be_written()
    {
        var crashed = new InstanceReport(new EventId("test", "1"), H3, guest.Id, InstanceFaultKind.Crashed, SignalStatus.Down, "mon1", clock.GetUtcNow());
        await intake.TakeAsync([new IncomingEvent(crashed, null, null, "test", default)], [], CancellationToken.None);
        await store.CommitAsync(
            new StateChanges(S1, 1)
            {
                Incidents = [Incident() with { Instance = guest.Id, Plan = Plan1 }],
                Plans = [Plan(Step(1, StepKind.RestartInstance) with { State = StepState.Done }) with { Strength = PlanStrength.Restart }],
            },
            CancellationToken.None);
        state.Book.Doubt(S1);
        store.BeforeAppend = () => throw new IOException("disk full");

        var result = await loop.TurnAsync(S1, CancellationToken.None);

        Assert.IsType<Decision.Close>(Assert.Single(result!.Decisions));
        Assert.Equal(IncidentState.Closed, Assert.Single(store.Incidents).State);

        store.BeforeAppend = null;
        await intake.LapseAsync(CancellationToken.None);
        var restarted = new SignalBoard(1);
        restarted.Restore([], await store.LoadLatestFlipsAsync(CancellationToken.None), [], [], [], clock.GetUtcNow());
        Assert.Empty(restarted.FaultsOn(H3));
    }
}
