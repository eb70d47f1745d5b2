using PolicyHa.Engine;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.State;

namespace PolicyHa.Adapters.Tests.Storage.Contracts;

/// <summary>
/// What every <see cref="Engine.Ports.IStateStore"/> refuses, and that a refused write leaves nothing behind.
/// </summary>
public abstract class StaleWriteContract(StorageHome home) : StorageContract(home)
{
    static readonly PlanStep Waiting = Sample.Step();

    /// <summary>The sample incident as it is closed after its first write.</summary>
    static Incident Closed => Sample.Incident() with { Version = 1, State = IncidentState.Closed, ClosedAt = Sample.Now };

    [Fact]
    public async Task An_old_epoch_is_refused_and_nothing_is_written()
    {
        var old = await LeasedAsync("replica-1");
        await Store.Leases.AcquireAsync(
            [Sample.Segment], "replica-2", 1, Sample.Now.AddMinutes(1), TimeSpan.FromSeconds(15), None);

        await Assert.ThrowsAsync<StaleStateException>(() => Store.State.CommitAsync(
            old with { Incidents = [Sample.Incident()], History = [Sample.Line("written")] }, None));

        Assert.Empty((await Store.State.LoadOpenAsync(None)).Incidents);
        Assert.Empty(await HistoryTextsAsync());
    }

    [Fact]
    public async Task A_segment_without_a_lease_cannot_be_written() =>
        await Assert.ThrowsAsync<StaleStateException>(() => Store.State.CommitAsync(
            new StateChanges(Sample.Segment, 1) { History = [Sample.Line("written")] }, None));

    [Fact]
    public async Task A_step_moves_only_from_the_state_it_is_believed_to_be_in()
    {
        var changes = await LeasedAsync();
        await Store.State.CommitAsync(changes with { Incidents = [Sample.Incident()], Plans = [Sample.Plan()] }, None);
        var start = changes with { Steps = [new StepMove(Waiting.Start(Sample.Now), StepState.Waiting)] };
        await Store.State.CommitAsync(start, None);

        var stale = await Assert.ThrowsAsync<StaleStateException>(() => Store.State.CommitAsync(start, None));

        Assert.Contains("believed to be waiting but is started", stale.Message, StringComparison.Ordinal);
        AssertSame(Waiting.Start(Sample.Now), (await FindPlanAsync()).Steps[0]);
    }

    [Fact]
    public async Task A_step_that_is_not_there_cannot_move() =>
        await Assert.ThrowsAsync<StaleStateException>(async () => await Store.State.CommitAsync(
            await LeasedAsync() with { Steps = [new StepMove(Waiting, StepState.Waiting)] }, None));

    [Fact]
    public async Task One_stale_step_rolls_back_everything_beside_it()
    {
        var changes = await LeasedAsync();
        await Store.State.CommitAsync(
            changes with
            {
                Incidents = [Sample.Incident()],
                Plans = [Sample.Plan(steps: [Waiting, Sample.Step(number: 2, kind: StepKind.Survey)])],
                FenceMarks = [new FenceMark(new HostName("h7"), new IncidentId("inc-0"), Sample.Now)],
            },
            None);
        var before = await Store.State.LoadOpenAsync(None);

        await Assert.ThrowsAsync<StaleStateException>(() => Store.State.CommitAsync(
            changes with
            {
                Incidents = [Sample.Incident() with { Version = 1, Because = "changed" }, Sample.Incident("inc-2", "h2")],
                Plans = [Sample.Plan("inc-2")],
                NewSteps = [Sample.Step(number: 3, kind: StepKind.Evacuate)],
                Steps =
                [
                    new StepMove(Waiting.Start(Sample.Now), StepState.Waiting),
                    new StepMove(Sample.Step(number: 2, kind: StepKind.Survey), StepState.Pending),
                ],
                FenceMarks = [new FenceMark(new HostName("h8"), new IncidentId("inc-0"), Sample.Now)],
                FenceMarksLifted = [new HostName("h7")],
                Alerts = [Sample.Alert()],
                History = [Sample.Line("written")],
            },
            None));

        AssertSame(before, await Store.State.LoadOpenAsync(None));
        Assert.Empty(await HistoryTextsAsync());
        Assert.Null(await Store.Outbox.NextDueAsync(None));
    }

    [Fact]
    public async Task Another_plan_under_the_same_id_is_refused()
    {
        var changes = await LeasedAsync() with { Incidents = [Sample.Incident()], Plans = [Sample.Plan()] };
        await Store.State.CommitAsync(changes, None);

        await Assert.ThrowsAsync<StaleStateException>(() => Store.State.CommitAsync(
            changes with { Incidents = [], Plans = [Sample.Plan() with { Intent = "another" }] }, None));
        await Assert.ThrowsAsync<StaleStateException>(() => Store.State.CommitAsync(
            changes with { Incidents = [], Plans = [], NewSteps = [Sample.Step(number: 1, kind: StepKind.Survey)] }, None));
    }

    [Fact]
    public async Task An_incident_cannot_be_closed_while_a_step_of_it_is_left_to_do()
    {
        var changes = await LeasedAsync();
        var closed = Closed;
        await Store.State.CommitAsync(changes with { Incidents = [Sample.Incident()], Plans = [Sample.Plan()] }, None);

        await Assert.ThrowsAsync<InvariantBrokenException>(
            () => Store.State.CommitAsync(changes with { Incidents = [closed] }, None));

        Assert.Single((await Store.State.LoadOpenAsync(None)).Plans);
        await Store.State.CommitAsync(
            changes with
            {
                Incidents = [closed],
                Steps = [new StepMove(Waiting.Cancel("cleared", Sample.Now), StepState.Waiting)],
            },
            None);
        Assert.Empty((await Store.State.LoadOpenAsync(None)).Incidents);
    }

    [Fact]
    public async Task A_closed_incident_gets_no_new_work()
    {
        var changes = await LeasedAsync();
        var done = Waiting with { State = StepState.Done };
        await CommitAsync(changes with { Incidents = [Closed], Plans = [Sample.Plan(steps: done)] });

        await Assert.ThrowsAsync<InvariantBrokenException>(
            () => Store.State.CommitAsync(changes with { Plans = [Sample.Plan(number: 2)] }, None));
        await Assert.ThrowsAsync<InvariantBrokenException>(
            () => Store.State.CommitAsync(changes with { NewSteps = [Sample.Step(number: 2, kind: StepKind.Survey)] }, None));
        await Assert.ThrowsAsync<InvariantBrokenException>(
            () => Store.State.CommitAsync(changes with { Steps = [new StepMove(Waiting, StepState.Done)] }, None));
    }

    [Fact]
    public async Task A_host_has_one_open_incident_and_may_get_the_next_with_the_closing_of_the_first()
    {
        var changes = await LeasedAsync();
        await Store.State.CommitAsync(changes with { Incidents = [Sample.Incident()] }, None);

        await Assert.ThrowsAsync<InvariantBrokenException>(
            () => Store.State.CommitAsync(changes with { Incidents = [Sample.Incident("inc-2")] }, None));

        await Store.State.CommitAsync(changes with { Incidents = [Sample.Incident("inc-2"), Closed] }, None);
        Assert.Equal("inc-2", Assert.Single((await Store.State.LoadOpenAsync(None)).Incidents).Id.Value);
    }

    [Fact]
    public async Task What_is_larger_than_a_host_has_its_incidents_beside_the_hosts_one_for_each_rule()
    {
        var changes = await LeasedAsync();
        var host = Sample.Incident("inc-host");
        var zone = Sample.Incident("inc-zone") with { Scope = "zone az1", Row = "rules/zone-lost" };
        Incident[] together =
        [
            host, zone, zone with { Id = new IncidentId("inc-slow"), Row = "rules/zone-slow" },
            zone with { Id = new IncidentId("inc-rack"), Scope = "rack r1" },
        ];
        foreach (var one in together)
            await Store.State.CommitAsync(changes with { Incidents = [one] }, None);

        Assert.Equal(4, (await Store.State.LoadOpenAsync(None)).Incidents.Count);
        foreach (var second in together)
        {
            await Assert.ThrowsAsync<InvariantBrokenException>(
                () => Store.State.CommitAsync(changes with { Incidents = [second with { Id = new IncidentId("inc-again") }] }, None));
        }
    }

    [Fact]
    public async Task A_closed_incident_is_never_opened_again()
    {
        var changes = await LeasedAsync();
        await Store.State.CommitAsync(changes with { Incidents = [Sample.Incident()] }, None);
        await Store.State.CommitAsync(changes with { Incidents = [Closed] }, None);

        var stale = await Assert.ThrowsAsync<StaleStateException>(() => Store.State.CommitAsync(
            changes with { Incidents = [Sample.Incident()], History = [Sample.Line("opened again")] }, None));

        Assert.Contains("inc-1 is closed", stale.Message, StringComparison.Ordinal);
        Assert.Empty((await Store.State.LoadOpenAsync(None)).Incidents);
        Assert.Empty(await HistoryTextsAsync());
    }

    [Fact]
    public async Task An_incident_is_written_over_only_by_whoever_has_seen_its_newest_version()
    {
        var changes = await LeasedAsync();
        await Store.State.CommitAsync(changes with { Incidents = [Sample.Incident()] }, None);
        await Store.State.CommitAsync(changes with { Incidents = [Sample.Incident() with { Version = 1, Because = "newer" }] }, None);

        foreach (var version in new[] { 0, 1, 3 })
        {
            var stale = await Assert.ThrowsAsync<StaleStateException>(() => Store.State.CommitAsync(
                changes with { Incidents = [Sample.Incident() with { Version = version, Because = "older" }], History = [Sample.Line("written")] }, None));
            Assert.Contains($"believed to be at version {version} but is at 2", stale.Message, StringComparison.Ordinal);
        }

        Assert.Equal(("newer", 2), Assert.Single((await Store.State.LoadOpenAsync(None)).Incidents) is var i ? (i.Because, i.Version) : default);
        Assert.Empty(await HistoryTextsAsync());
    }

    [Fact]
    public async Task An_incident_that_is_not_there_cannot_be_written_over() => await Assert.ThrowsAsync<StaleStateException>(
        async () => await Store.State.CommitAsync(await LeasedAsync() with { Incidents = [Sample.Incident() with { Version = 1 }] }, None));

    [Fact]
    public async Task Every_pair_of_states_is_refused_that_is_no_legal_move()
    {
        var changes = await LeasedAsync();
        var legal = 0;
        foreach (var from in Enum.GetValues<IncidentState>())
        {
            foreach (var to in Enum.GetValues<IncidentState>())
            {
                var incident = Sample.Incident($"inc-{from}-{to}", $"h-{from}-{to}");
                await Store.State.CommitAsync(changes with { Incidents = [incident] }, None);
                await Store.State.CommitAsync(changes with { Incidents = [incident with { Version = 1, State = from }] }, None);
                var refused = await Record.ExceptionAsync(
                    () => Store.State.CommitAsync(changes with { Incidents = [incident with { Version = 2, State = to }] }, None));
                if (IncidentTransitions.IsLegal(from, to))
                    Assert.Null(refused);
                else
                    Assert.True(refused is InvariantBrokenException or StaleStateException, $"{from} to {to}: {refused}");
                Assert.Equal(refused is null ? to : from, (await Store.Incidents.FindAsync(incident.Id, None))!.State);
                legal += refused is null ? 1 : 0;
            }
        }

        Assert.Equal(19, legal);
    }

    [Theory]
    [InlineData(IncidentState.AwaitingProof)]
    [InlineData(IncidentState.Failed)]
    [InlineData(IncidentState.Closed)]
    public async Task A_new_incident_is_held_or_recovering(IncidentState state) => await Assert.ThrowsAsync<InvariantBrokenException>(
        async () => await Store.State.CommitAsync(await LeasedAsync() with { Incidents = [Sample.Incident() with { State = state }] }, None));

    [Theory]
    [InlineData(IncidentState.AwaitingProof)]
    [InlineData(IncidentState.Failed)]
    [InlineData(IncidentState.Closed)]
    public async Task Nothing_is_proven_where_no_plan_can_rest_on_it(IncidentState state)
    {
        var changes = await LeasedAsync();
        var proof = new Engine.Plans.ProofOfDeath.PersonConfirmed(new HostName("h1"), "ann", Sample.Now);
        await Store.State.CommitAsync(changes with { Incidents = [Sample.Incident()] }, None);

        await Assert.ThrowsAsync<InvariantBrokenException>(() => Store.State.CommitAsync(
            changes with { Incidents = [Sample.Incident() with { Version = 1, State = state, Proof = proof }] }, None));
    }

    [Fact]
    public async Task A_plan_needs_its_incident() => await Assert.ThrowsAsync<InvariantBrokenException>(
        async () => await Store.State.CommitAsync(await LeasedAsync() with { Plans = [Sample.Plan()] }, None));

    [Fact]
    public async Task Two_hundred_writers_at_once_each_get_their_own_answer()
    {
        var changes = await LeasedAsync();
        const int Writers = 200;

        var results = await Task.WhenAll(Enumerable.Range(0, Writers).Select(i => Task.Run(() => CommitAsync(i))));

        for (var i = 0; i < Writers; i++)
            Assert.Equal(i % 5 == 0, results[i] is StaleStateException);
        var texts = await HistoryTextsAsync();
        Assert.Equal(
            Enumerable.Range(0, Writers).Where(i => i % 5 != 0).Select(i => $"line {i}").Order(), texts.Order());
        Assert.Equal(Writers * 4 / 5, (await Store.State.LoadOpenAsync(None)).Incidents.Count);

        async Task<Exception?> CommitAsync(int i) => await Record.ExceptionAsync(() => Store.State.CommitAsync(
            changes with
            {
                Epoch = i % 5 == 0 ? changes.Epoch - 1 : changes.Epoch,
                Incidents = [Sample.Incident($"inc-{i}", $"h{i}")],
                Plans = [Sample.Plan($"inc-{i}")],
                History = [Sample.Line($"line {i}")],
            },
            None));
    }

    [Fact]
    public async Task Of_many_writers_that_start_the_same_step_one_wins()
    {
        var changes = await LeasedAsync();
        await Store.State.CommitAsync(changes with { Incidents = [Sample.Incident()], Plans = [Sample.Plan()] }, None);

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => Record.ExceptionAsync(
            () => Store.State.CommitAsync(
                changes with
                {
                    Steps = [new StepMove(Waiting.Start(Sample.Now), StepState.Waiting)],
                    History = [Sample.Line($"started by {i}")],
                },
                None)))));

        var winner = Array.IndexOf(results, null);
        Assert.Equal(19, results.OfType<StaleStateException>().Count());
        Assert.Equal([$"started by {winner}"], await HistoryTextsAsync());
    }

    [Fact]
    public async Task A_cancelled_commit_writes_nothing()
    {
        var changes = await LeasedAsync() with { History = [Sample.Line("written")] };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Store.State.CommitAsync(changes, new CancellationToken(canceled: true)));

        Assert.Empty(await HistoryTextsAsync());
    }

    async Task<RecoveryPlan> FindPlanAsync() => (await Store.Incidents.FindPlanAsync(new PlanId("inc-1/1"), None))!;
}
