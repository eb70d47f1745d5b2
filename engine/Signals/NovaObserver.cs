using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Signals;

/// <summary>
/// Nova as an observer of nova-compute: makes a report of each service that Nova has up or down, and none where what Nova says tells nothing. Pure: the same
/// readings give the same reports. No report is silence, which is unknown and never down.
/// </summary>
public static class NovaObserver
{
    /// <summary>
    /// A service counts as down when readings so far apart have it so without a break. 20 s: when Nova loses its message queue, services go down one after the
    /// other within their <c>report_interval</c> (10 s by default), and one reading may see only the first of them.
    /// </summary>
    public static readonly TimeSpan StandsFor = TimeSpan.FromSeconds(20);

    /// <summary>
    /// For so long after most services looked down none is called down: they come back one after the other. 2 min: nova-compute tries to reach the queue again at
    /// least every 30 s (oslo.messaging's <c>rabbit_interval_max</c>).
    /// </summary>
    public static readonly TimeSpan CalmFor = TimeSpan.FromMinutes(2);

    /// <summary>What Nova says of the services, as reports observed when the reading began, by our clock: Nova's may be another.</summary>
    /// <param name="fleet">As just read.</param>
    /// <param name="former">From the reading before.</param>
    /// <param name="countsAsDead">A host that is proven off or fenced: what Nova still says of it is old.</param>
    /// <param name="ttl">How long each word holds without being repeated.</param>
    /// <returns>The reports, by host, and what is to be kept for the next reading.</returns>
    public static (IReadOnlyList<HostReport> Reports, NovaMemory Memory) Look(
        Fleet fleet, NovaMemory former, Func<HostName, bool> countsAsDead, TimeSpan ttl)
    {
        var heard = fleet.Hosts.Where(h => NovaDoubt.ShouldHear(h) && !countsAsDead(h.Name)).ToList();
        var doubted = Doubted(heard, fleet.ReadAt, former);
        var isNext = former.ReadAt < fleet.ReadAt && fleet.ReadAt - former.ReadAt <= ttl;      // else nobody knows what was in between
        var downSince = new Dictionary<HostName, DateTimeOffset>();
        var reports = new List<HostReport>(heard.Count);
        foreach (var host in heard)
        {
            if (host.ServiceUp)
            {
                reports.Add(Report(host.Name, SignalStatus.Up, fleet.ReadAt, ttl));
                continue;
            }

            if (doubted.ContainsKey(host.Name))
                continue;
            var since = isNext && former.DownSince.TryGetValue(host.Name, out var first) ? first : fleet.ReadAt;
            downSince[host.Name] = since;
            if (fleet.ReadAt - since >= StandsFor)
                reports.Add(Report(host.Name, SignalStatus.Down, fleet.ReadAt, ttl));
        }

        return (reports, new NovaMemory(fleet.ReadAt, downSince, doubted));
    }

    /// <summary>
    /// The hosts about which Nova cannot be trusted, or could not be a while ago, each with the last reading in which it was so. A part of the cloud may have
    /// its own queue and database: segment, zone and cloud are looked at each for itself.
    /// </summary>
    static Dictionary<HostName, DateTimeOffset> Doubted(List<ComputeHost> heard, DateTimeOffset readAt, NovaMemory former)
    {
        IEnumerable<IReadOnlyCollection<ComputeHost>> parts =
        [
            heard,
            .. heard.GroupBy(h => h.Zone).Select(z => z.ToList()),
            .. heard.GroupBy(h => h.Segment).Select(s => s.ToList()),
        ];
        var doubted = former.DoubtedAt.Where(d => d.Value <= readAt && readAt - d.Value < CalmFor).ToDictionary();
        foreach (var host in parts.Where(p => NovaDoubt.Holds(p.Count(h => !h.ServiceUp), p.Count)).SelectMany(p => p))
            doubted[host.Name] = readAt;
        return doubted;
    }

    /// <summary>The id is made of what was read and when: the same reading twice is one event, the next one refreshes the word.</summary>
    static HostReport Report(HostName host, SignalStatus status, DateTimeOffset readAt, TimeSpan ttl) => new(
        new EventId(NovaWord.Source, $"{host}/{status.Name()}/{readAt.UtcTicks}"), host, Signal.NovaCompute, status, NovaWord.Observer, readAt)
    {
        Ttl = ttl,
        Reason = $"os-services: {status.Name()}",
    };
}
