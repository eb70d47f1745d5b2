using System.Text;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Signals;

namespace PolicyHa.Adapters.Tests.Storage.Contracts;

/// <summary>What every <see cref="Engine.Ports.IJournal"/> promises.</summary>
public abstract class JournalContract(StorageHome home) : StorageContract(home)
{
    static readonly JournalBatch Empty = new([], [], [], []);
    static readonly HostName Host = new(Sample.Awkward);
    static readonly InstanceId Instance = new("i1");

    [Fact]
    public async Task Every_field_comes_back_after_reopening()
    {
        Flip[] flips =
        [
            SignalFlip(Signal.NovaCompute, SignalStatus.Down),
            new(Host, null, Instance, InstanceFaultKind.IoError, SignalStatus.Unknown, SignalStatus.Down, Sample.Now,
                Sample.Now.AddTicks(-1), new EventId("s", "i")),
        ];
        Observation[] words =
        [
            Word() with { Sequence = long.MaxValue, Ttl = TimeSpan.FromMilliseconds(1_500), Votes = 3 },
            Word() with { Signal = null, Instance = Instance, Fault = InstanceFaultKind.Watchdog, Sequence = null, Ttl = null },
        ];
        RefusedEvent[] refused =
        [
            new("malformed", Sample.Awkward, "topic/0/17", [0, 255, 10, 39], Sample.Now),
            new("too-large", "", "", [], Sample.Now.AddTicks(1)),
        ];
        await Store.Journal.AppendAsync(new JournalBatch(flips, words, refused, [new SourceOffset("t", 0, 18)]), None);

        await ReopenAsync();

        Assert.Equal(flips, await Store.Journal.LoadLatestFlipsAsync(None));
        Assert.Equal(words.ToHashSet(), (await Store.Journal.LoadObservationsAsync(None)).ToHashSet());
        AssertSame<IReadOnlyList<RefusedEvent>>(refused, await Store.Journal.RefusedAsync(DateTimeOffset.MinValue, 10, None));
    }

    [Fact]
    public async Task Every_signal_status_and_fault_can_be_kept()
    {
        var flips = SignalNames.All.SelectMany(s => Enum.GetValues<SignalStatus>().Select(to => SignalFlip(s, to)))
            .Concat(Enum.GetValues<InstanceFaultKind>().Select(f => SignalFlip(Signal.Power, SignalStatus.Down) with
            {
                Signal = null,
                Instance = new InstanceId($"i-{f}"),
                Fault = f,
            }))
            .ToList();
        foreach (var flip in flips)
            await Store.Journal.AppendAsync(Empty with { Flips = [flip] }, None);

        var latest = await Store.Journal.LoadLatestFlipsAsync(None);

        Assert.Equal(flips.GroupBy(f => (f.Signal, f.Instance)).Select(g => g.Last()), latest);
    }

    [Fact]
    public async Task An_event_delivered_again_changes_nothing()
    {
        var down = SignalFlip(Signal.StorageNetwork, SignalStatus.Down);
        var up = SignalFlip(Signal.StorageNetwork, SignalStatus.Up) with { Cause = new EventId("s", "later") };
        await Store.Journal.AppendAsync(Empty with { Flips = [down] }, None);
        await Store.Journal.AppendAsync(Empty with { Flips = [up] }, None);

        await Store.Journal.AppendAsync(Empty with { Flips = [down, down] }, None);

        Assert.Equal([up], await Store.Journal.LoadLatestFlipsAsync(None));
    }

    [Fact]
    public async Task One_event_may_flip_several_subjects()
    {
        Flip[] flips = [SignalFlip(Signal.AdminNetwork, SignalStatus.Down), SignalFlip(Signal.TenantNetwork, SignalStatus.Down)];
        await Store.Journal.AppendAsync(Empty with { Flips = flips }, None);

        Assert.Equal(flips, await Store.Journal.LoadLatestFlipsAsync(None));
    }

    [Fact]
    public async Task A_word_that_expires_flips_to_unknown_by_the_event_that_said_it()
    {
        var down = SignalFlip(Signal.AdminNetwork, SignalStatus.Down);
        var expired = down with { From = SignalStatus.Down, To = SignalStatus.Unknown, At = Sample.Now.AddMinutes(1) };
        await Store.Journal.AppendAsync(Empty with { Flips = [down] }, None);
        await Store.Journal.AppendAsync(Empty with { Flips = [expired] }, None);

        Assert.Equal([expired], await Store.Journal.LoadLatestFlipsAsync(None));
    }

    [Fact]
    public async Task The_newest_word_of_each_observer_stays_whatever_order_they_come_in()
    {
        var newest = Word() with { Status = SignalStatus.Up, ReceivedAt = Sample.Now.AddSeconds(2) };
        var other = Word() with { Observer = "mon2" };
        await Store.Journal.AppendAsync(Empty with { Observations = [Word(), newest, other] }, None);
        await Store.Journal.AppendAsync(
            Empty with { Observations = [Word() with { ReceivedAt = Sample.Now.AddSeconds(1) }] }, None);

        Assert.Equal([newest, other], await Store.Journal.LoadObservationsAsync(None));
    }

    [Fact]
    public async Task A_word_that_was_observed_later_stays_though_the_clock_of_who_heard_it_is_behind()
    {
        await Store.Journal.AppendAsync(Empty with { Observations = [Word() with { ReceivedAt = Sample.Now.AddSeconds(20) }] }, None);
        var later = Word() with { Status = SignalStatus.Up, ObservedAt = Sample.Now.AddSeconds(10), ReceivedAt = Sample.Now.AddSeconds(10) };
        await Store.Journal.AppendAsync(Empty with { Observations = [later] }, None);

        Assert.Equal([later], await Store.Journal.LoadObservationsAsync(None));
    }

    [Fact]
    public async Task Words_that_came_later_can_be_read_without_the_others_and_whoever_renews_hears_of_them()
    {
        var other = Word() with { Observer = "mon2" };
        Assert.Equal(0, await WordsAtRenewalAsync());
        await Store.Journal.AppendAsync(Empty with { Observations = [Word()] }, None);
        var known = await WordsAtRenewalAsync();
        await Store.Journal.AppendAsync(Empty with { Flips = [SignalFlip(Signal.Power, SignalStatus.Down)] }, None);
        Assert.Equal(known, await WordsAtRenewalAsync());
        await Store.Journal.AppendAsync(Empty with { Observations = [other] }, None);

        Assert.True(await WordsAtRenewalAsync() > known);
        Assert.Equal([other], await Store.Journal.LoadObservationsAfterAsync(known, None));

        await Store.Journal.AppendAsync(Empty with { Observations = [Word() with { ReceivedAt = Sample.Now.AddSeconds(-1) }] }, None);
        await ReopenAsync();
        Assert.Equal([other], await Store.Journal.LoadObservationsAfterAsync(known, None));
        Assert.Equal([Word(), other], await Store.Journal.LoadObservationsAfterAsync(0, None));

        async Task<long> WordsAtRenewalAsync() =>
            (await Store.Leases.AcquireAsync([], "a", 1, Sample.Now, TimeSpan.FromSeconds(15), None)).Words;
    }

    [Fact]
    public async Task An_instance_has_one_word_an_observer_wherever_it_runs()
    {
        var crashed = Word() with { Signal = null, Instance = Instance, Fault = InstanceFaultKind.Crashed };
        var elsewhere = crashed with { Host = new HostName("h2"), Fault = InstanceFaultKind.Failed };
        await Store.Journal.AppendAsync(Empty with { Observations = [crashed] }, None);
        await Store.Journal.AppendAsync(Empty with { Observations = [elsewhere] }, None);

        Assert.Equal([elsewhere], await Store.Journal.LoadObservationsAsync(None));
    }

    [Fact]
    public async Task The_newest_sign_of_life_of_each_host_stays_whatever_order_they_come_in()
    {
        var newest = new LifeSign(Host, "storage", "mon'1", Sample.Now);
        var other = new LifeSign(new HostName("h2"), "instance i1", Sample.Awkward, Sample.Now.AddTicks(1));
        await Store.Journal.AppendAsync(Empty with { LifeSigns = [newest, other] }, None);
        await Store.Journal.AppendAsync(Empty with { LifeSigns = [newest with { Seen = "admin", At = Sample.Now.AddTicks(-1) }] }, None);

        await ReopenAsync();

        Assert.Equal([newest, other], (await Store.Journal.LoadLifeSignsAsync(None)).OrderBy(s => s.Host == other.Host));
    }

    [Fact]
    public async Task The_last_word_on_each_host_s_watchdog_stays()
    {
        var first = new WatchdogWord(Host, TimeSpan.FromSeconds(10), WatchdogState.Armed, "agent'1", Sample.Now, Sample.Now.AddTicks(1));
        var last = first with { State = WatchdogState.Doubtful, Timeout = TimeSpan.FromMilliseconds(60_500), ReceivedAt = Sample.Now };
        var other = first with { Host = new HostName("h2"), Observer = Sample.Awkward, State = WatchdogState.Disarmed };
        await Store.Journal.AppendAsync(Empty with { Watchdogs = [first, other, last] }, None);

        await ReopenAsync();

        Assert.Equal([last, other], (await Store.Journal.LoadWatchdogsAsync(None)).OrderBy(w => w.Host == other.Host));
    }

    [Fact]
    public async Task What_each_host_last_said_about_shutting_down_stays_and_that_it_is_over()
    {
        var reboot = new ShutdownNotice(Host, ShutdownKind.Reboot, "agent'1", Sample.Now, false);
        var off = new ShutdownNotice(new HostName("h2"), ShutdownKind.Poweroff, Sample.Awkward, Sample.Now.AddTicks(1), false);
        await Store.Journal.AppendAsync(Empty with { Shutdowns = [reboot, off, reboot with { IsOver = true }] }, None);
        await Store.Journal.AppendAsync(Empty with { Shutdowns = [reboot with { At = Sample.Now.AddTicks(-1) }] }, None);

        await ReopenAsync();

        Assert.Equal([reboot with { IsOver = true }, off], (await Store.Journal.LoadShutdownsAsync(None)).OrderBy(s => s.Host == off.Host));
    }

    [Fact]
    public async Task A_refused_event_delivered_again_is_kept_once_and_one_from_elsewhere_beside_it()
    {
        var payload = Encoding.UTF8.GetBytes("{");
        var refused = new RefusedEvent("malformed", "no end", "topic/0/17", payload, Sample.Now);
        var again = refused with { At = Sample.Now.AddSeconds(5) };
        var elsewhere = refused with { Origin = "topic/0/18" };
        await Store.Journal.AppendAsync(Empty with { Refused = [refused, elsewhere] }, None);
        await Store.Journal.AppendAsync(Empty with { Refused = [again] }, None);

        AssertSame<IReadOnlyList<RefusedEvent>>(
            [elsewhere, again], await Store.Journal.RefusedAsync(DateTimeOffset.MinValue, 10, None));
        AssertSame<IReadOnlyList<RefusedEvent>>([again], await Store.Journal.RefusedAsync(Sample.Now, 10, None));
        AssertSame<IReadOnlyList<RefusedEvent>>(
            [elsewhere], await Store.Journal.RefusedAsync(DateTimeOffset.MinValue, 1, None));
    }

    [Fact]
    public async Task A_flip_about_nothing_is_refused_and_nothing_of_its_batch_is_written()
    {
        var nothing = SignalFlip(Signal.Power, SignalStatus.Down) with { Signal = null };

        await Assert.ThrowsAsync<ArgumentException>(
            () => Store.Journal.AppendAsync(Empty with { Flips = [nothing], Observations = [Word()] }, None));

        Assert.Empty(await Store.Journal.LoadObservationsAsync(None));
    }

    static Flip SignalFlip(Signal signal, SignalStatus to) => new(
        Host, signal, null, null, SignalStatus.Unknown, to, Sample.Now, Sample.Now.AddSeconds(-3), Sample.Cause);

    static Observation Word() => new(
        Host, Signal.AdminNetwork, null, null, "mon'1", SignalStatus.Down, Sample.Now.AddSeconds(-3), 7,
        TimeSpan.FromSeconds(30), 1, Sample.Now, Sample.Cause);
}
