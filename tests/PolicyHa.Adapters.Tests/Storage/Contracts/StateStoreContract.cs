using PolicyHa.Engine.Facts;
using PolicyHa.Engine.History;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Adapters.Tests.Storage.Contracts;

/// <summary>What every <see cref="Engine.Ports.IStateStore"/> promises.</summary>
public abstract class StateStoreContract(StorageHome home) : StorageContract(home)
{
    static readonly PlanStep Waiting = Sample.Step();

    [Fact]
    public void The_full_samples_leave_no_field_at_its_default()
    {
        RoundTrip.AssertEverySettableFieldIsSet(Sample.FullIncident());
        RoundTrip.AssertEverySettableFieldIsSet(Sample.FullExplanation());
        RoundTrip.AssertEverySettableFieldIsSet(Sample.FullStep());
        RoundTrip.AssertEverySettableFieldIsSet(Sample.Plan());
    }

    static readonly Reservation Taken = new(new HostName("h9"), Sample.Segment, new IncidentId("inc-1"), new HostName(Sample.Awkward), Sample.Now)
    {
        SettledAt = Sample.Now.AddTicks(5),
        Joined = ["gpu", "ssd"],
    };

    [Fact]
    public async Task A_reserved_host_is_taken_by_one_incident_and_by_another_only_when_it_was_given_back()
    {
        var changes = await LeasedAsync();
        await Store.State.CommitAsync(changes with { Reservations = [Taken with { SettledAt = null, Joined = [] }] }, None);
        await Store.State.CommitAsync(changes with { Reservations = [Taken] }, None);
        var another = Taken with { Incident = new IncidentId("inc-2"), For = new HostName("h2") };

        await Assert.ThrowsAsync<StaleStateException>(() => Store.State.CommitAsync(changes with { Reservations = [another] }, None));
        Assert.Equal([Taken], (await Store.State.LoadOpenAsync(None)).Reservations);

        await Store.State.CommitAsync(changes with { ReservationsEnded = [Taken.Host] }, None);
        await Store.State.CommitAsync(changes with { Reservations = [another] }, None);
        Assert.Equal([another], (await Store.State.LoadOpenAsync(None)).Reservations);
    }

    [Fact]
    public async Task A_segment_that_lacks_room_is_known_until_it_is_over()
    {
        var changes = await LeasedAsync();
        var shortage = new RoomShortage(Sample.Segment, new IncidentId("inc-9"), Sample.Now);
        await Store.State.CommitAsync(changes with { Shortage = shortage with { Since = Sample.Now.AddHours(-1) } }, None);
        await Store.State.CommitAsync(changes with { Shortage = shortage }, None);
        Assert.Equal([shortage], (await Store.State.LoadOpenAsync(None)).Shortages);

        await Store.State.CommitAsync(changes with { EndsShortage = true }, None);
        Assert.Empty((await Store.State.LoadOpenAsync(None)).Shortages);
    }

    [Fact]
    public async Task Every_field_of_incidents_plans_marks_and_operators_comes_back_after_reopening()
    {
        var changes = await LeasedAsync();
        var plan = Sample.Plan(steps: [Waiting, Sample.FullStep()]);
        var mark = new FenceMark(new HostName(Sample.Awkward), new IncidentId("inc-1"), Sample.Now)
        {
            BootsByItself = true,
            ContradictedAt = Sample.Now.AddTicks(1),
            SwitchedOnAt = Sample.Now.AddTicks(2),
            SettledAt = Sample.Now.AddTicks(2),
            Evacuated = [new InstanceId(Sample.Awkward), new InstanceId("i2")],
            Left = [new InstanceId("i3"), new InstanceId(Sample.Awkward)],
        };
        var operators = new OperatorState(
            new Disarmed(Sample.Awkward, "", Sample.Now),
            [
                new MaintenanceWindow(WorkScope.Of(new HostName("h1")), "ann", Sample.Awkward, Sample.Now, null),
                new MaintenanceWindow(WorkScope.Of(new SegmentName("s1")), "", "x", Sample.Now, Sample.Now.AddHours(1)) { Drain = true },
            ],
            [new DeathConfirmation(new HostName("h3"), "bo", Sample.Now)])
        {
            PartsDisarmed = [new Disarmed("cy", "racks", Sample.Now) { Scope = WorkScope.Of(new SegmentName("s2")), Until = Sample.Now.AddDays(1) }],
            Pauses =
            [
                new Pause(WorkScope.Everything, "upgrade", "di", Sample.Now, null),
                new Pause(WorkScope.Of(new HostName("h2")), "upgrade", "di", Sample.Now, Sample.Now.AddTicks(3)),
            ],
            ReAdmissions = [new ReAdmissionRequest(new HostName("h4"), "ed", Sample.Now)],
            StateResets =
            [
                new StateReset(new InstanceId("i9"), new HostName("h4"), "gil", "nova-api died", Sample.Now),
                new StateReset(new InstanceId(Sample.Awkward), new HostName(Sample.Awkward), Sample.Awkward, Sample.Awkward, Sample.Now.AddTicks(5)),
            ],
            Answers =
            [
                new PlanAnswer(new StepId("inc-1/1/ask"), true, "flo", "", Sample.Now),
                new PlanAnswer(new StepId("inc-2/1/ask"), false, Sample.Awkward, Sample.Awkward, Sample.Now.AddTicks(4)),
            ],
        };
        await Store.State.CommitAsync(changes with { Incidents = [Sample.Incident()] }, None);
        await Store.State.CommitAsync(
            changes with { Incidents = [Sample.FullIncident()], Plans = [plan], FenceMarks = [mark], Reservations = [Taken, Taken with { Host = new("h8") }] }, None);
        await Store.State.SaveOperatorsAsync(operators, Sample.Line("disarmed"), None);

        await ReopenAsync();

        var expected = new OpenState([Sample.FullIncident() with { Version = 2 }], [plan], [mark], operators with { Version = 1 })
        {
            Recoveries = [new InstanceRecovery(Sample.FullIncident().Instance!.Value, plan.CreatedAt)],
            Fenced = [new FencedHost(mark.Host, mark.FencedAt)],
            Reservations = [Taken with { Host = new("h8") }, Taken],
        };
        AssertSame(expected, await Store.State.LoadOpenAsync(None));
        Assert.Equal(["disarmed"], await HistoryTextsAsync());
    }

    [Fact]
    public async Task That_a_host_was_fenced_is_remembered_when_it_is_back()
    {
        var changes = await LeasedAsync();
        var mark = new FenceMark(new HostName("h1"), new IncidentId("inc-1"), Sample.Now);
        await Store.State.CommitAsync(changes with { Incidents = [Sample.Incident("inc-1")], FenceMarks = [mark] }, None);
        await Store.State.CommitAsync(changes with { FenceMarksLifted = [mark.Host] }, None);

        await ReopenAsync();

        var open = await Store.State.LoadOpenAsync(None);
        Assert.Empty(open.FenceMarks);
        Assert.Equal([new FencedHost(mark.Host, mark.FencedAt)], open.Fenced);
    }

    [Fact]
    public async Task Incidents_that_were_closed_at_the_moment_they_were_opened_are_known_until_another_is_opened()
    {
        var changes = await LeasedAsync();
        Incident Opened(string id) => Sample.Incident(id) with { Host = new HostName(id), OpenedAt = Sample.Now };
        Incident[] opened = [Opened("inc-1"), Opened("inc-2"), Opened("inc-3")];
        await Store.State.CommitAsync(changes with { Incidents = opened }, None);
        await Store.State.CommitAsync(
            changes with
            {
                Incidents =
                [
                    (opened[0] with { Version = 1 }).Close("it moved", Sample.Now),
                    (opened[1] with { Version = 1 }).Close("it cleared", Sample.Now.AddTicks(1)),
                ],
            },
            None);

        await ReopenAsync();
        Assert.Equal([new ClosedAtOnce(new HostName("inc-1"), new IncidentId("inc-1"), Sample.Now)], (await Store.State.LoadOpenAsync(None)).ClosedAtOnce);

        await Store.State.CommitAsync(changes with { Incidents = [Opened("inc-4") with { OpenedAt = Sample.Now.AddTicks(1) }] }, None);
        Assert.Empty((await Store.State.LoadOpenAsync(None)).ClosedAtOnce);
    }

    [Fact]
    public async Task Storms_come_back_with_what_was_last_said_of_them()
    {
        var changes = await LeasedAsync();
        var storm = new StormRecord(
            changes.Segment, Sample.Awkward, new FailureDomain(LimitScope.Rack, Sample.Awkward), Sample.Now, null, 4, 10);
        var other = storm with { Domain = new FailureDomain(LimitScope.Cloud, ""), EndedAt = Sample.Now.AddMinutes(1) };
        await Store.State.CommitAsync(changes with { Storms = [storm, other] }, None);
        await Store.State.CommitAsync(changes with { Storms = [storm with { EndedAt = Sample.Now.AddHours(1), Missing = 3 }] }, None);

        await ReopenAsync();

        var known = (await Store.State.LoadOpenAsync(None)).Storms.OrderBy(s => s.Domain);
        Assert.Equal([storm with { EndedAt = Sample.Now.AddHours(1), Missing = 3 }, other], known);
    }

    [Fact]
    public async Task Proofs_of_several_kinds_and_none_at_all_come_back()
    {
        var person = new ProofOfDeath.PersonConfirmed(new HostName("h2"), Sample.Awkward, Sample.Now);
        var level = new ProofOfDeath.LevelReadOffTwice(new HostName("h3"), 2, ["a", Sample.Awkward], ["b"], Sample.Now, Sample.Now.AddSeconds(2), false);
        var timed = new ProofOfDeath.WatchdogElapsed(
            new HostName("h4"), TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(130_500), Sample.Now.AddMinutes(-3), Sample.Now.AddTicks(-1), Sample.Now);
        Incident[] incidents =
        [
            Sample.Incident("inc-1"), Sample.Incident("inc-2", "h2") with { Proof = person }, Sample.Incident("inc-3", "h3") with { Proof = level },
            Sample.Incident("inc-4", "h4") with { Proof = timed },
        ];
        await Store.State.CommitAsync(await LeasedAsync() with { Incidents = incidents }, None);

        AssertSame<IReadOnlyList<Incident>>([.. incidents.Select(i => i with { Version = 1 })], (await Store.State.LoadOpenAsync(None)).Incidents);
        var proof = (await Store.Incidents.FindAsync(new IncidentId("inc-2"), None))!.Proof;
        Assert.Equal(person, Assert.IsType<ProofOfDeath.PersonConfirmed>(proof));
        Assert.Equal(level, (await Store.Incidents.FindAsync(new IncidentId("inc-3"), None))!.Proof);
    }

    [Fact]
    public async Task An_empty_store_has_nothing_open_and_is_armed() =>
        AssertSame(new OpenState([], [], [], OperatorState.Initial), await Store.State.LoadOpenAsync(None));

    [Fact]
    public async Task Only_open_incidents_are_loaded_each_with_all_its_plans()
    {
        var done = Sample.Step("inc-2/1") with { State = StepState.Done };
        await CommitAsync(await LeasedAsync() with
        {
            Incidents =
            [
                Sample.Incident(),
                Sample.Incident("inc-2", "h2") with { State = IncidentState.Closed, ClosedAt = Sample.Now },
            ],
            Plans =
            [
                Sample.Plan(number: 9, steps: Sample.Step("inc-1/9") with { State = StepState.Cancelled }),
                Sample.Plan(number: 10),
                Sample.Plan("inc-2", steps: done),
            ],
        });

        var open = await Store.State.LoadOpenAsync(None);

        Assert.Equal("inc-1", Assert.Single(open.Incidents).Id.Value);
        Assert.Equal(["inc-1/10", "inc-1/9"], open.Plans.Select(p => p.Id.Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_older_plan_of_an_open_incident_is_loaded_with_what_it_did_when_it_is_over_too()
    {
        var moving = Sample.FullStep(1);
        var changes = await LeasedAsync();
        await Store.State.CommitAsync(
            changes with { Incidents = [Sample.Incident()], Plans = [Sample.Plan(steps: moving), Sample.Plan(number: 2)] }, None);
        await Store.State.CommitAsync(
            changes with { Steps = [new StepMove(moving.Fail("no answer", Sample.Now), StepState.Pending)] }, None);

        var plans = (await Store.State.LoadOpenAsync(None)).Plans;

        Assert.Equal(["inc-1/1", "inc-1/2"], plans.Select(p => p.Id.Value).Order(StringComparer.Ordinal));
        Assert.Equal(StepState.Failed, Assert.Single(plans, p => p.Id.Value == "inc-1/1").Steps[0].State);
    }

    [Fact]
    public async Task Saved_operators_replace_the_former_ones()
    {
        var at = Sample.Now;
        var window = new MaintenanceWindow(WorkScope.Of(new HostName("h1")), "ann", "disk", at, null);
        await Store.State.SaveOperatorsAsync(
            new OperatorState(new Disarmed("ann", "r", at), [window], []), Sample.Line("first"), None);
        await Store.State.SaveOperatorsAsync(OperatorState.Initial with { Version = 1 }, Sample.Line("second"), None);

        AssertSame(OperatorState.Initial with { Version = 2 }, (await Store.State.LoadOpenAsync(None)).Operators);
        Assert.Equal(["first", "second"], await HistoryTextsAsync());
    }

    [Fact]
    public async Task Operators_that_were_made_from_older_ones_are_refused_and_whoever_renews_hears_of_the_newer()
    {
        var disarmed = OperatorState.Initial with { Disarmed = new Disarmed("ann", "r", Sample.Now) };
        Assert.Equal(0, await OperatorsAtRenewalAsync());
        await Store.State.SaveOperatorsAsync(disarmed, Sample.Line("first"), None);

        await Assert.ThrowsAsync<StaleStateException>(
            () => Store.State.SaveOperatorsAsync(OperatorState.Initial, Sample.Line("second"), None));

        AssertSame(disarmed with { Version = 1 }, (await Store.State.LoadOpenAsync(None)).Operators);
        Assert.Equal(["first"], await HistoryTextsAsync());
        Assert.Equal(1, await OperatorsAtRenewalAsync());

        async Task<long> OperatorsAtRenewalAsync() =>
            (await Store.Leases.AcquireAsync([], "a", 1, Sample.Now, TimeSpan.FromSeconds(15), None)).Operators;
    }

    [Fact]
    public async Task Committing_a_plan_again_leaves_its_steps_as_far_as_they_have_come()
    {
        var changes = await LeasedAsync() with { Incidents = [Sample.Incident()], Plans = [Sample.Plan()] };
        await Store.State.CommitAsync(changes, None);
        var started = Waiting.Start(Sample.Now);
        await Store.State.CommitAsync(
            changes with { Incidents = [], Plans = [], Steps = [new StepMove(started, StepState.Waiting)] }, None);

        await Store.State.CommitAsync(changes with { Incidents = [] }, None);

        AssertSame(Sample.Plan(steps: started), await FindPlanAsync());
    }

    [Fact]
    public async Task New_steps_join_their_plan_by_number()
    {
        var changes = await LeasedAsync();
        await Store.State.CommitAsync(
            changes with { Incidents = [Sample.Incident()], Plans = [Sample.Plan(steps: [Waiting, Sample.FullStep(3)])] }, None);
        await Store.State.CommitAsync(changes with { NewSteps = [Sample.FullStep(2)] }, None);

        Assert.Equal([1, 2, 3], (await FindPlanAsync()).Steps.Select(s => s.Number));
    }

    [Fact]
    public async Task A_fence_mark_is_replaced_by_a_newer_one_and_lifted_when_the_host_is_back()
    {
        var changes = await LeasedAsync();
        var mark = new FenceMark(new HostName("h1"), new IncidentId("inc-1"), Sample.Now);
        var newer = mark with { Incident = new IncidentId("inc-2") };
        await Store.State.CommitAsync(changes with { FenceMarks = [mark] }, None);
        await Store.State.CommitAsync(changes with { FenceMarks = [newer] }, None);
        AssertSame<IReadOnlyList<FenceMark>>([newer], (await Store.State.LoadOpenAsync(None)).FenceMarks);

        await Store.State.CommitAsync(changes with { FenceMarksLifted = [mark.Host, new HostName("never marked")] }, None);
        Assert.Empty((await Store.State.LoadOpenAsync(None)).FenceMarks);
    }

    [Fact]
    public async Task Every_history_kind_can_be_kept()
    {
        var lines = Enum.GetValues<HistoryKind>().Select(k => new HistoryEntry(Sample.Now, k, k.ToString())).ToList();
        await Store.State.CommitAsync(await LeasedAsync() with { History = lines }, None);

        AssertSame(lines, [.. (await Store.Incidents.HistoryAsync(null, null, 0, 100, None)).Select(e => e.Entry)]);
    }

    async Task<RecoveryPlan> FindPlanAsync() => (await Store.Incidents.FindPlanAsync(new PlanId("inc-1/1"), None))!;
}
