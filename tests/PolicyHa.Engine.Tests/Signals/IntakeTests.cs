using Microsoft.Extensions.Logging.Abstractions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;
using PolicyHa.Simulation.Running;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Signals;

public sealed class IntakeTests
{
    readonly FailingJournal journal = new();
    readonly IntakeCounters counters = new();
    readonly SimClock clock = new();
    readonly List<HostName> woken = [];
    readonly ClusterState state;
    readonly Intake intake;

    public IntakeTests()
    {
        var host = Host(HostSignals.Unseen).Compute;
        state = new ClusterState(new SignalBoard(1)) { Fleet = new Fleet(Now, [new FailoverSegment(S1, RecoveryMethod.Auto)], [host], []) };
        clock.MoveTo(Now);
        intake = new Intake(state, new HostNames(["dc1.example"], []), journal, journal, counters, clock, NullLogger<Intake>.Instance);
        intake.Woken += woken.Add;
    }

    static IncomingEvent Down(HostName host, string id = "1") => new(
        new HostReport(new EventId("test", id), host, Signal.AdminNetwork, SignalStatus.Down, "mon1", Now), null, null, "test", default);

    Task<IReadOnlyList<RefusedEvent>> Take(params IncomingEvent[] events) =>
        intake.TakeAsync(events, [new SourceOffset("health", 0, 1)], CancellationToken.None);

    [Fact]
    public async Task The_loop_is_woken_only_after_the_journal_has_the_flip()
    {
        journal.IsDown = true;
        await Assert.ThrowsAsync<IOException>(() => Take(Down(H3)));
        Assert.Empty(woken);
        journal.IsDown = false;
        await Take(Down(H3));
        Assert.Equal([H3], woken);
    }

    [Fact]
    public async Task What_the_journal_did_not_take_comes_with_the_next_batch_though_its_event_is_a_duplicate_now()
    {
        journal.IsDown = true;
        await Assert.ThrowsAsync<IOException>(() => Take(Down(H3)));
        journal.IsDown = false;
        await Take(Down(H3));
        var batch = Assert.Single(journal.Taken);
        Assert.Single(batch.Flips);
        Assert.Single(batch.Observations);
        Assert.Single(batch.Offsets);                       // those of the failed poll are not claimed as read
    }

    [Fact]
    public async Task What_is_kept_back_is_written_even_when_nothing_new_comes()
    {
        journal.IsDown = true;
        await Assert.ThrowsAsync<IOException>(() => Take(Down(H3)));
        journal.IsDown = false;
        await intake.LapseAsync(CancellationToken.None);
        Assert.Single(Assert.Single(journal.Taken).Flips);
    }

    [Fact]
    public async Task A_host_may_go_by_another_name_and_is_journaled_by_Novas()
    {
        Assert.Empty(await Take(Down(new HostName("h3.dc1.example"))));
        Assert.Equal(H3, Assert.Single(Assert.Single(journal.Taken).Flips).Host);
        Assert.Equal([H3], woken);
    }

    [Fact]
    public async Task A_name_that_is_only_alike_is_put_aside_with_what_to_configure()
    {
        var refused = Assert.Single(await Take(Down(new HostName("h3.dc2.example"))));
        Assert.Equal("no host h3.dc2.example in the fleet; if h3 is meant, say so under openstack.host_domains or openstack.host_aliases", refused.Detail);
    }

    [Fact]
    public async Task What_is_refused_again_and_again_while_the_journal_is_away_is_written_once()
    {
        journal.IsDown = true;
        for (var poll = 0; poll < 3; poll++)
            await Assert.ThrowsAsync<IOException>(() => Take(Malformed("health[0]@7"), Malformed("health[0]@8")));
        journal.IsDown = false;
        await intake.LapseAsync(CancellationToken.None);
        Assert.Equal(["health[0]@7", "health[0]@8"], Assert.Single(journal.Taken).Refused.Select(r => r.Origin));
    }

    [Fact]
    public async Task What_waits_for_a_journal_that_is_away_has_a_bound()
    {
        journal.IsDown = true;
        for (var offset = 0; offset <= Intake.RefusedWaitingMax; offset++)
            await Assert.ThrowsAsync<IOException>(() => Take(Malformed($"health[0]@{offset}")));
        journal.IsDown = false;
        await intake.LapseAsync(CancellationToken.None);
        Assert.Equal(Intake.RefusedWaitingMax, Assert.Single(journal.Taken).Refused.Count);
    }

    static IncomingEvent Malformed(string origin) => new(null, "malformed", "not JSON", origin, new byte[] { 1, 2, 3 });

    [Fact]
    public async Task A_host_nobody_knows_is_put_aside()
    {
        var refused = Assert.Single(await Take(Down(new HostName("h99"))));
        Assert.Equal("unknown-host", refused.Reason);
        Assert.Contains("h99", refused.Detail, StringComparison.Ordinal);
        Assert.Equal(refused, Assert.Single(journal.Quarantined));
        Assert.Empty(woken);
    }

    [Fact]
    public async Task A_huge_payload_is_kept_only_in_part()
    {
        var refused = Assert.Single(await Take(new IncomingEvent(null, "too-large", null, "health[0]@7", new byte[100_000])));
        Assert.Equal(("too-large", "health[0]@7", 64 * 1024), (refused.Reason, refused.Origin, refused.Payload.Length));
    }

    [Fact]
    public async Task Nothing_new_is_not_worth_a_write()
    {
        await Take(Down(H3));
        await Take(Down(H3));
        Assert.Single(journal.Taken);
    }

    [Fact]
    public async Task Every_event_is_counted_by_what_became_of_it()
    {
        await Take(Down(H3), Down(H3), Down(H3, "2"), Down(new HostName("h99")), new IncomingEvent(null, null, null, "test", default));
        Assert.Equal([("duplicate", 1L), ("informational", 1), ("refreshed", 1), ("taken", 1), ("unknown-host", 1)], counters.All);
    }

    [Fact]
    public async Task A_word_on_a_watchdog_is_journaled_and_a_sign_of_life()
    {
        await Take(Watchdog(SignalStatus.Up, Now));

        Assert.Equal(WatchdogState.Armed, Assert.Single(Assert.Single(journal.Taken).Watchdogs).State);
        Assert.Equal(Now, state.Watchdogs.LastHeardOf(H3)?.At);
        Assert.Equal("the agent", state.Board.LastLifeOf(H3)?.Seen);
    }

    [Fact]
    public async Task An_old_word_arms_nothing_though_it_is_a_sign_of_life_and_disarms_at_any_age()
    {
        await Take(Watchdog(SignalStatus.Up, After(-90), "1"));
        Assert.Null(state.Watchdogs.WordOf(H3));
        await Take(Watchdog(SignalStatus.Up, Now, "2"), Watchdog(SignalStatus.Down, After(-90), "3"));
        Assert.Equal(WatchdogState.Disarmed, state.Watchdogs.WordOf(H3)?.State);
    }

    [Fact]
    public async Task The_same_word_twice_is_one()
    {
        await Take(Watchdog(SignalStatus.Up, Now), Watchdog(SignalStatus.Down, After(1), "2"), Watchdog(SignalStatus.Up, Now));

        Assert.Equal(WatchdogState.Disarmed, state.Watchdogs.WordOf(H3)?.State);
    }

    [Fact]
    public async Task A_host_that_can_be_reached_again_must_tell_anew_that_its_watchdog_is_armed()
    {
        await Take(Watchdog(SignalStatus.Up, Now), Down(H3));
        clock.MoveTo(After(50));
        await Take(new IncomingEvent(
            new HostReport(new EventId("test", "2"), H3, Signal.AdminNetwork, SignalStatus.Up, "mon1", After(50)), null, null, "test", default));

        Assert.Equal(WatchdogState.Doubtful, state.Watchdogs.WordOf(H3)?.State);
        Assert.Equal(WatchdogState.Doubtful, journal.Taken[^1].Watchdogs[^1].State);
    }

    static IncomingEvent Watchdog(SignalStatus status, DateTimeOffset observedAt, string id = "1") => new(
        new WatchdogReport(new EventId("agent", id), H3, TimeSpan.FromSeconds(10), status, "agent", observedAt), null, null, "test", default);

    sealed class FailingJournal : IJournal, IEventQuarantine
    {
        public bool IsDown { get; set; }

        public List<JournalBatch> Taken { get; } = [];

        public List<RefusedEvent> Quarantined { get; } = [];

        public Task AppendAsync(JournalBatch batch, CancellationToken ct)
        {
            if (IsDown)
                throw new IOException("the disk is full");
            Taken.Add(batch);
            return Task.CompletedTask;
        }

        public Task PutAsync(IReadOnlyList<RefusedEvent> events, CancellationToken ct)
        {
            Quarantined.AddRange(events);
            return Task.CompletedTask;
        }

        public Task<IReadOnlyList<Observation>> LoadObservationsAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<Observation>>([]);

        public Task<IReadOnlyList<Observation>> LoadObservationsAfterAsync(long number, CancellationToken ct) => Task.FromResult<IReadOnlyList<Observation>>([]);

        public Task<IReadOnlyList<Flip>> LoadLatestFlipsAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<Flip>>([]);

        public Task<IReadOnlyList<ShutdownNotice>> LoadShutdownsAsync(CancellationToken ct) => throw new NotSupportedException();

        public Task<IReadOnlyList<LifeSign>> LoadLifeSignsAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<LifeSign>>([]);

        public Task<IReadOnlyList<WatchdogWord>> LoadWatchdogsAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<WatchdogWord>>([]);

        public Task<IReadOnlyList<RefusedEvent>> RefusedAsync(DateTimeOffset after, int max, CancellationToken ct) =>
            Task.FromResult<IReadOnlyList<RefusedEvent>>(Quarantined);
    }
}
