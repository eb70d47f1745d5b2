using System.Collections.Concurrent;
using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Signals;

/// <summary>
/// Which hosts have told that they are dumping their memory after a crash: their kernel is dead and writes to no guest's disk any
/// more. Not kept over a restart: a dumping host repeats itself. Thread-safe.
/// </summary>
public sealed class KdumpBoard
{
    /// <summary>A host that dumps repeats itself every 10 s (fence_kdump_send's default); three missed, and the dump may have ended.</summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(30);

    readonly ConcurrentDictionary<HostName, KdumpMessages> heard = new();
    readonly ConcurrentDictionary<HostName, TimeSpan> waits = new();

    /// <summary>These hosts are set up to tell when they dump: before one is switched off, a message is waited for so long.</summary>
    public void Expect(IEnumerable<HostName> hosts, TimeSpan wait)
    {
        foreach (var host in hosts)
            waits[host] = wait;
    }

    /// <summary>How long a message of the host is to be waited for; zero: it is not set up to send one.</summary>
    public TimeSpan WaitFor(HostName host) => waits.GetValueOrDefault(host, TimeSpan.Zero);

    /// <summary>The host has told, at this moment, that it dumps.</summary>
    /// <param name="from">Where the message came from, for the proof.</param>
    public void Heard(HostName host, string from, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var (at, stamp) = (clock.GetUtcNow(), clock.GetTimestamp());
        heard.AddOrUpdate(
            host,
            _ => new KdumpMessages(from, at, at, stamp),
            (_, known) => IsFresh(known, clock) ? known with { LastAt = at, LastStamp = stamp } : new KdumpMessages(from, at, at, stamp));
    }

    /// <summary>When the host last told that it dumps; null: never since the start.</summary>
    public DateTimeOffset? LastOf(HostName host) => heard.GetValueOrDefault(host)?.LastAt;

    /// <summary>What a host that dumps at this moment has told; null: nothing fresh.</summary>
    public KdumpMessages? FreshOf(HostName host, TimeProvider clock) =>
        heard.GetValueOrDefault(host) is { } messages && IsFresh(messages, clock) ? messages : null;

    /// <summary>By a clock that nobody can set: a step of the other one does not end a dump.</summary>
    static bool IsFresh(KdumpMessages messages, TimeProvider clock) => clock.GetElapsedTime(messages.LastStamp) <= FreshFor;
}

/// <summary>The messages of one dump.</summary>
/// <param name="LastStamp">Of the last of them, by the clock that only runs.</param>
public sealed record KdumpMessages(string From, DateTimeOffset FirstAt, DateTimeOffset LastAt, long LastStamp);
