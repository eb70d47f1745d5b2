using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>
/// Plays past flips over today's fleet and finds the moments at which two policies would have asked different things. Nothing that
/// was done then is played: each moment is asked afresh. Pure.
/// </summary>
public static class FlipReplay
{
    /// <summary>Looks at one segment, each with both policies; some seconds of work.</summary>
    public const int LooksMax = 10_000;

    /// <summary>Moments that are told; who wants more takes a shorter time.</summary>
    public const int MomentsMax = 200;

    static readonly TimeSpan Beyond = TimeSpan.FromMilliseconds(1);

    /// <param name="today">Every segment as it stands.</param>
    /// <param name="flips">Oldest first.</param>
    public static ReplayReport Run(
        IReadOnlyList<ClusterSnapshot> today, IReadOnlyList<Flip> flips, DateTimeOffset since, RecoveryPolicy before,
        RecoveryPolicy after, DecisionOptions options, CancellationToken ct)
    {
        var horizons = before.Horizons.Concat(after.Horizons).Distinct().Order().Select(h => h + Beyond).ToList();
        var (moments, looks) = (new List<ReplayMoment>(), 0);
        foreach (var segment in today.OrderBy(s => s.Segment.Name.Value, StringComparer.Ordinal))
        {
            var names = segment.Hosts.Select(h => h.Name).ToHashSet();
            var mine = flips.Where(f => names.Contains(f.Host)).OrderBy(f => f.At).ToList();
            var board = new PastBoard(mine, since);
            var (fleet, next, last) = (SnapshotCopies.Armed(segment), 0, "");
            foreach (var at in Looks(mine, horizons, segment.TakenAt))
            {
                ct.ThrowIfCancellationRequested();
                if (looks == LooksMax || moments.Count == MomentsMax)
                    return Report(moments, looks, isCut: true);
                looks++;
                while (next < mine.Count && mine[next].At <= at)
                    board.Apply(mine[next++]);
                var then = fleet with { TakenAt = at, Hosts = [.. fleet.Hosts.Select(board.Past)] };
                var diff = VerdictDiff.Between(
                    Verdicts.AtOnce(then, before, options), Verdicts.AtOnce(then, after, options));
                var text = string.Join('\n', diff.Changes.Select(c => $"{c.Subject}: {c.Before} -> {c.After}"));
                if (text.Length > 0 && text != last)
                    moments.Add(new ReplayMoment(at, segment.Segment.Name, diff.Changes));
                last = text;
            }
        }

        return Report(moments, looks, isCut: false);
    }

    /// <summary>At each flip, and when what it began has grown as old as a policy asks for.</summary>
    static IEnumerable<DateTimeOffset> Looks(IReadOnlyList<Flip> flips, List<TimeSpan> horizons, DateTimeOffset now) =>
        flips.SelectMany(f => horizons.Select(h => f.At + h).Prepend(f.At)).Where(at => at <= now).Distinct().Order();

    static ReplayReport Report(List<ReplayMoment> moments, int looks, bool isCut) =>
        new([.. moments.OrderBy(m => m.At).ThenBy(m => m.Segment.Value, StringComparer.Ordinal)], looks, isCut);
}

/// <summary>What a replay found.</summary>
/// <param name="Moments">Oldest first.</param>
/// <param name="Looks">How often both policies were asked.</param>
/// <param name="IsCut">There was more to look at than is done at once.</param>
public sealed record ReplayReport(IReadOnlyList<ReplayMoment> Moments, int Looks, bool IsCut);

/// <summary>From this moment on the policies would have differed so.</summary>
public sealed record ReplayMoment(DateTimeOffset At, SegmentName Segment, IReadOnlyList<VerdictChange> Changes);
