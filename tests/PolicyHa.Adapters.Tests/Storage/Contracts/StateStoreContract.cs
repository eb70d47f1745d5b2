using PolicyHa.Engine;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.History;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.State;

namespace PolicyHa.Adapters.Tests.Storage.Contracts;

/// <summary>What every <see cref="Engine.Ports.IStateStore"/> promises.</summary>
public abstract class StateStoreContract(StorageHome home) : StorageContract(home)
{
    static readonly PlanStep Waiting = Samples.Step();

    [Fact]
    public void The_full_samples_leave_no_field_at_its_default()
    {
        RoundTrip.AssertEverySettableFieldIsSet(Samples.FullIncident());
        RoundTrip.AssertEverySettableFieldIsSet(Samples.FullExplanation());
        RoundTrip.AssertEverySettableFieldIsSet(Samples.FullStep());
        RoundTrip.AssertEverySettableFieldIsSet(Samples.Plan());
    }

    [Fact]
    public async Task Every_field_of_incidents_plans_marks_and_operators_comes_back_after_reopening()
    {
        var changes = await LeasedAsync();
        var plan = Samples.Plan(steps: [Waiting, Samples.FullStep()]);
        var mark = new FenceMark(new HostName(Samples.Awkward), new IncidentId("inc-1"), Samples.Now);
        var operators = new OperatorState(
            new Disarmed(Samples.Awkward, "", Samples.Now),
            [
                new MaintenanceWindow(new HostName("h1"), "ann", Samples.Awkward, Samples.Now, null),
                new MaintenanceWindow(new HostName("h1"), "", "x", Samples.Now, Samples.Now.AddHours(1)),
            ],
            [new DeathConfirmation(new HostName("h3"), "bo", Samples.Now)]);
        await Store.State.CommitAsync(
            changes with { Incidents = [Samples.FullIncident()], Plans = [plan], FenceMarks = [mark] }, None);
        await Store.State.SaveOperatorsAsync(operators, Samples.Line("disarmed"), None);

        await ReopenAsync();

        AssertSame(new OpenState([Samples.FullIncident()], [plan], [mark], operators), await Store.State.LoadOpenAsync(None));
        Assert.Equal(["disarmed"], await HistoryTextsAsync());
    }

    [Fact]
    public async Task Both_kinds_of_proof_and_none_at_all_come_back()
    {
        var person = new ProofOfDeath.PersonConfirmed(new HostName("h2"), Samples.Awkward, Samples.Now);
        Incident[] incidents = [Samples.Incident("inc-1"), Samples.Incident("inc-2", "h2") with { Proof = person }];
        await Store.State.CommitAsync(await LeasedAsync() with { Incidents = incidents }, None);

        AssertSame<IReadOnlyList<Incident>>(incidents, (await Store.State.LoadOpenAsync(None)).Incidents);
        var proof = (await Store.Incidents.FindAsync(new IncidentId("inc-2"), None))!.Proof;
        Assert.Equal(person, Assert.IsType<ProofOfDeath.PersonConfirmed>(proof));
    }

    [Fact]
    public async Task An_empty_store_has_nothing_open_and_is_armed() =>
        AssertSame(new OpenState([], [], [], OperatorState.Initial), await Store.State.LoadOpenAsync(None));

    [Fact]
    public async Task Only_open_incidents_are_loaded_each_with_its_newest_plan()
    {
        var done = Samples.Step("inc-2/1") with { State = StepState.Done };
        await Store.State.CommitAsync(
            await LeasedAsync() with
            {
                Incidents =
                [
                    Samples.Incident(),
                    Samples.Incident("inc-2", "h2") with { State = IncidentState.Closed, ClosedAt = Samples.Now },
                ],
                Plans = [Samples.Plan(number: 9), Samples.Plan(number: 10), Samples.Plan("inc-2", steps: done)],
            },
            None);

        var open = await Store.State.LoadOpenAsync(None);

        Assert.Equal("inc-1", Assert.Single(open.Incidents).Id.Value);
        Assert.Equal("inc-1/10", Assert.Single(open.Plans).Id.Value);
    }

    [Fact]
    public async Task Saved_operators_replace_the_former_ones()
    {
        var at = Samples.Now;
        var window = new MaintenanceWindow(new HostName("h1"), "ann", "disk", at, null);
        await Store.State.SaveOperatorsAsync(
            new OperatorState(new Disarmed("ann", "r", at), [window], []), Samples.Line("first"), None);
        await Store.State.SaveOperatorsAsync(OperatorState.Initial, Samples.Line("second"), None);

        AssertSame(OperatorState.Initial, (await Store.State.LoadOpenAsync(None)).Operators);
        Assert.Equal(["first", "second"], await HistoryTextsAsync());
    }

    [Fact]
    public async Task An_old_epoch_is_refused_and_nothing_is_written()
    {
        var old = await LeasedAsync("replica-1");
        await Store.Leases.AcquireAsync(
            [Samples.Segment], "replica-2", Samples.Now.AddMinutes(1), TimeSpan.FromSeconds(15), None);

        await Assert.ThrowsAsync<StaleStateException>(() => Store.State.CommitAsync(
            old with { Incidents = [Samples.Incident()], History = [Samples.Line("written")] }, None));

        Assert.Empty((await Store.State.LoadOpenAsync(None)).Incidents);
        Assert.Empty(await HistoryTextsAsync());
    }

    [Fact]
    public async Task A_segment_without_a_lease_cannot_be_written() =>
        await Assert.ThrowsAsync<StaleStateException>(() => Store.State.CommitAsync(
            new StateChanges(Samples.Segment, 1) { History = [Samples.Line("written")] }, None));

    [Fact]
    public async Task A_step_moves_only_from_the_state_it_is_believed_to_be_in()
    {
        var changes = await LeasedAsync();
        await Store.State.CommitAsync(changes with { Incidents = [Samples.Incident()], Plans = [Samples.Plan()] }, None);
        var start = changes with { Steps = [new StepMove(Waiting.Start(Samples.Now), StepState.Waiting)] };
        await Store.State.CommitAsync(start, None);

        var stale = await Assert.ThrowsAsync<StaleStateException>(() => Store.State.CommitAsync(start, None));

        Assert.Contains("believed to be waiting but is started", stale.Message, StringComparison.Ordinal);
        AssertSame(Waiting.Start(Samples.Now), (await FindPlanAsync()).Steps[0]);
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
                Incidents = [Samples.Incident()],
                Plans = [Samples.Plan(steps: [Waiting, Samples.Step(number: 2, kind: StepKind.Survey)])],
                FenceMarks = [new FenceMark(new HostName("h7"), new IncidentId("inc-0"), Samples.Now)],
            },
            None);
        var before = await Store.State.LoadOpenAsync(None);

        await Assert.ThrowsAsync<StaleStateException>(() => Store.State.CommitAsync(
            changes with
            {
                Incidents = [Samples.Incident() with { Because = "changed" }, Samples.Incident("inc-2", "h2")],
                Plans = [Samples.Plan("inc-2")],
                NewSteps = [Samples.Step(number: 3, kind: StepKind.Evacuate)],
                Steps =
                [
                    new StepMove(Waiting.Start(Samples.Now), StepState.Waiting),
                    new StepMove(Samples.Step(number: 2, kind: StepKind.Survey), StepState.Pending),
                ],
                FenceMarks = [new FenceMark(new HostName("h8"), new IncidentId("inc-0"), Samples.Now)],
                FenceMarksLifted = [new HostName("h7")],
                Alerts = [Samples.Alert()],
                History = [Samples.Line("written")],
            },
            None));

        AssertSame(before, await Store.State.LoadOpenAsync(None));
        Assert.Empty(await HistoryTextsAsync());
        Assert.Null(await Store.Outbox.NextDueAsync(None));
    }

    [Fact]
    public async Task Committing_a_plan_again_leaves_its_steps_as_far_as_they_have_come()
    {
        var changes = await LeasedAsync() with { Incidents = [Samples.Incident()], Plans = [Samples.Plan()] };
        await Store.State.CommitAsync(changes, None);
        var started = Waiting.Start(Samples.Now);
        await Store.State.CommitAsync(
            changes with { Incidents = [], Plans = [], Steps = [new StepMove(started, StepState.Waiting)] }, None);

        await Store.State.CommitAsync(changes, None);

        AssertSame(Samples.Plan(steps: started), await FindPlanAsync());
    }

    [Fact]
    public async Task Another_plan_under_the_same_id_is_refused()
    {
        var changes = await LeasedAsync() with { Incidents = [Samples.Incident()], Plans = [Samples.Plan()] };
        await Store.State.CommitAsync(changes, None);

        await Assert.ThrowsAsync<StaleStateException>(() => Store.State.CommitAsync(
            changes with { Plans = [Samples.Plan() with { Intent = "another" }] }, None));
        await Assert.ThrowsAsync<StaleStateException>(() => Store.State.CommitAsync(
            changes with { Plans = [], NewSteps = [Samples.Step(number: 1, kind: StepKind.Survey)] }, None));
    }

    [Fact]
    public async Task New_steps_join_their_plan_by_number()
    {
        var changes = await LeasedAsync();
        await Store.State.CommitAsync(
            changes with { Incidents = [Samples.Incident()], Plans = [Samples.Plan(steps: [Waiting, Samples.FullStep(3)])] }, None);
        await Store.State.CommitAsync(changes with { NewSteps = [Samples.FullStep(2)] }, None);

        Assert.Equal([1, 2, 3], (await FindPlanAsync()).Steps.Select(s => s.Number));
    }

    [Fact]
    public async Task An_incident_cannot_be_closed_while_a_step_of_it_is_left_to_do()
    {
        var changes = await LeasedAsync();
        var closed = Samples.Incident() with { State = IncidentState.Closed, ClosedAt = Samples.Now };
        await Store.State.CommitAsync(changes with { Incidents = [Samples.Incident()], Plans = [Samples.Plan()] }, None);

        await Assert.ThrowsAsync<InvariantBrokenException>(
            () => Store.State.CommitAsync(changes with { Incidents = [closed] }, None));

        Assert.Single((await Store.State.LoadOpenAsync(None)).Plans);
        await Store.State.CommitAsync(
            changes with
            {
                Incidents = [closed],
                Steps = [new StepMove(Waiting.Cancel("cleared", Samples.Now), StepState.Waiting)],
            },
            None);
        Assert.Empty((await Store.State.LoadOpenAsync(None)).Incidents);
    }

    [Fact]
    public async Task A_closed_incident_gets_no_new_work()
    {
        var changes = await LeasedAsync();
        var done = Waiting with { State = StepState.Done };
        var closed = Samples.Incident() with { State = IncidentState.Closed, ClosedAt = Samples.Now };
        await Store.State.CommitAsync(changes with { Incidents = [closed], Plans = [Samples.Plan(steps: done)] }, None);

        await Assert.ThrowsAsync<InvariantBrokenException>(
            () => Store.State.CommitAsync(changes with { Plans = [Samples.Plan(number: 2)] }, None));
        await Assert.ThrowsAsync<InvariantBrokenException>(
            () => Store.State.CommitAsync(changes with { NewSteps = [Samples.Step(number: 2, kind: StepKind.Survey)] }, None));
        await Assert.ThrowsAsync<InvariantBrokenException>(
            () => Store.State.CommitAsync(changes with { Steps = [new StepMove(Waiting, StepState.Done)] }, None));
    }

    [Fact]
    public async Task A_host_has_one_open_incident_and_may_get_the_next_with_the_closing_of_the_first()
    {
        var changes = await LeasedAsync();
        await Store.State.CommitAsync(changes with { Incidents = [Samples.Incident()] }, None);

        await Assert.ThrowsAsync<InvariantBrokenException>(
            () => Store.State.CommitAsync(changes with { Incidents = [Samples.Incident("inc-2")] }, None));

        var closed = Samples.Incident() with { State = IncidentState.Closed, ClosedAt = Samples.Now };
        await Store.State.CommitAsync(changes with { Incidents = [Samples.Incident("inc-2"), closed] }, None);
        Assert.Equal("inc-2", Assert.Single((await Store.State.LoadOpenAsync(None)).Incidents).Id.Value);
    }

    [Fact]
    public async Task A_plan_needs_its_incident() => await Assert.ThrowsAsync<InvariantBrokenException>(
        async () => await Store.State.CommitAsync(await LeasedAsync() with { Plans = [Samples.Plan()] }, None));

    [Fact]
    public async Task A_fence_mark_is_replaced_by_a_newer_one_and_lifted_when_the_host_is_back()
    {
        var changes = await LeasedAsync();
        var mark = new FenceMark(new HostName("h1"), new IncidentId("inc-1"), Samples.Now);
        var newer = mark with { Incident = new IncidentId("inc-2") };
        await Store.State.CommitAsync(changes with { FenceMarks = [mark] }, None);
        await Store.State.CommitAsync(changes with { FenceMarks = [newer] }, None);
        Assert.Equal([newer], (await Store.State.LoadOpenAsync(None)).FenceMarks);

        await Store.State.CommitAsync(changes with { FenceMarksLifted = [mark.Host, new HostName("never marked")] }, None);
        Assert.Empty((await Store.State.LoadOpenAsync(None)).FenceMarks);
    }

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
                Incidents = [Samples.Incident($"inc-{i}", $"h{i}")],
                Plans = [Samples.Plan($"inc-{i}")],
                History = [Samples.Line($"line {i}")],
            },
            None));
    }

    [Fact]
    public async Task Of_many_writers_that_start_the_same_step_one_wins()
    {
        var changes = await LeasedAsync();
        await Store.State.CommitAsync(changes with { Incidents = [Samples.Incident()], Plans = [Samples.Plan()] }, None);

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => Record.ExceptionAsync(
            () => Store.State.CommitAsync(
                changes with
                {
                    Steps = [new StepMove(Waiting.Start(Samples.Now), StepState.Waiting)],
                    History = [Samples.Line($"started by {i}")],
                },
                None)))));

        var winner = Array.IndexOf(results, null);
        Assert.Equal(19, results.OfType<StaleStateException>().Count());
        Assert.Equal([$"started by {winner}"], await HistoryTextsAsync());
    }

    [Fact]
    public async Task A_cancelled_commit_writes_nothing()
    {
        var changes = await LeasedAsync() with { History = [Samples.Line("written")] };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Store.State.CommitAsync(changes, new CancellationToken(canceled: true)));

        Assert.Empty(await HistoryTextsAsync());
    }

    [Fact]
    public async Task Every_history_kind_can_be_kept()
    {
        var lines = Enum.GetValues<HistoryKind>().Select(k => new HistoryEntry(Samples.Now, k, k.ToString())).ToList();
        await Store.State.CommitAsync(await LeasedAsync() with { History = lines }, None);

        AssertSame(lines, [.. (await Store.Incidents.HistoryAsync(null, null, 0, 100, None)).Select(e => e.Entry)]);
    }

    async Task<RecoveryPlan> FindPlanAsync() => (await Store.Incidents.FindPlanAsync(new PlanId("inc-1/1"), None))!;
}
