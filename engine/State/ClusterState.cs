using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.State;

/// <summary>The one picture of the world that snapshots are taken of: fleet, signals, incidents, operators' switches.</summary>
/// <param name="sources">That keep events for us while we are away; null: none.</param>
public sealed class ClusterState(SignalBoard board, IEnumerable<IEventSource>? sources = null)
{
    readonly IReadOnlyList<IEventSource> sources = [.. sources ?? []];
    readonly Lock gate = new();
    readonly Dictionary<SegmentName, SegmentPicture> pictures = [];
    readonly List<HostName> touched = [];
    volatile Fleet fleet = Fleet.Empty;
    volatile OperatorState operators = OperatorState.Initial;
    volatile bool sawEverything;
    volatile string? cloudDoubt;

    public SignalBoard Board { get; } = board;

    /// <summary>Hosts that dump their memory after a crash.</summary>
    public KdumpBoard Kdump { get; } = new();

    /// <summary>Hosts that are reset by their watchdogs when they lose contact.</summary>
    public WatchdogBoard Watchdogs { get; } = new();

    public IncidentBook Book { get; } = new();

    /// <summary>What each segment's hosts add to the counts of limits.</summary>
    public FleetLoads Loads { get; } = new();

    /// <summary>How each segment would stand if hosts of it died now.</summary>
    public Outlooks Outlooks { get; } = new();

    /// <summary>The machine this service runs on; null: not known.</summary>
    public HostName? OwnHost { get; set; }

    /// <summary>What is known of each host's fencing devices.</summary>
    public FenceChecks FenceChecks { get; } = new();

    /// <summary>Hosts and instances, as last read.</summary>
    public Fleet Fleet
    {
        get => fleet;
        set
        {
            lock (gate)
            {
                fleet = value.SharingWith(fleet);
                foreach (var gone in pictures.Keys.Where(s => value.Segment(s) is null).ToList())
                    pictures.Remove(gone);
                Loads.Keep(value);
                Outlooks.Keep(value);
                FenceChecks.Keep(value);
            }
        }
    }

    public OperatorState Operators
    {
        get => operators;
        set => operators = value;
    }

    /// <summary>Takes over what the store has, unless an operator has switched something since it was read.</summary>
    internal void ReplaceOperators(OperatorState known, OperatorState stored)
    {
#pragma warning disable CS0420 // an exchange is as good as a volatile read and write
        Interlocked.CompareExchange(ref operators, stored, known);
#pragma warning restore CS0420
    }

    /// <summary>
    /// What is missing of the first full picture since the service started, in words: the fleet as the cloud has it, and every event
    /// that was waiting in a source. Null: nothing. Until then nothing is fenced.
    /// </summary>
    public string? WhatIsUnseen() =>
        sawEverything ? sources.Select(s => s.WhatIsUnread).OfType<string>().FirstOrDefault()
        : "the fleet has not been read from the cloud since the service started";

    /// <summary>The service has read the fleet from the cloud since it started.</summary>
    public bool SawEverything
    {
        get => sawEverything;
        set => sawEverything = value;
    }

    /// <summary>That the cloud could not be read again and again, in words; null: it could. Meanwhile nothing is fenced.</summary>
    public string? CloudDoubt
    {
        get => cloudDoubt;
        set => cloudDoubt = value;
    }

    /// <inheritdoc cref="HostPage.DeadAsOf"/>
    public DateTimeOffset? DeadAsOf(HostName host) => Book.PageOf(host).DeadAsOf(host, operators);

    /// <summary>Something that counts, or is about to count, rests on the host being dead: each sign of life of it is news.</summary>
    public bool IsDeathAtIssue(HostName host) => Book.PageOf(host).IsDeathAtIssueWith(operators);

    /// <summary>
    /// The segment at this moment; null when no such segment is known. A host nothing changed about keeps its view: the same
    /// object as in the snapshot before.
    /// </summary>
    public ClusterSnapshot? SnapshotOf(SegmentName segment, DateTimeOffset now)
    {
        lock (gate)
        {
            var (seen, switches) = (fleet, operators);
            if (seen.Segment(segment) is not { } known)
                return LeftOver(segment, seen, switches, now);
            HandOutTouched(seen);
            if (!pictures.TryGetValue(segment, out var picture))
                pictures[segment] = picture = new SegmentPicture(Board, Book);
            return new ClusterSnapshot(now, known, picture.HostsAt(segment, seen, switches, now), switches, sawEverything)
            {
                Unseen = WhatIsUnseen(),
                Silence = Board.SilenceAt(now),
                CloudDoubt = CloudDoubt,
                SchedulersUp = seen.SchedulersUp,
                Own = OwnHost,
                ConductorsUp = seen.ConductorsUp,
                Sizes = seen.Sizes,
                Elsewhere = LoadsBeside(segment, now),
                Storms = Book.StormsOf(segment),
                FleetReadAt = seen.ReadAt,
                Strays = Book.StraysOf(segment, seen),
            };
        }
    }

    /// <summary>
    /// What the other segments' hosts add to the counts of limits, by segment. Of a segment that has not had a turn yet it is what
    /// signals, marks and plans say.
    /// </summary>
    internal IReadOnlyList<SegmentLoad> LoadsBeside(SegmentName segment, DateTimeOffset now)
    {
        var seen = fleet;
        return
        [
            .. from other in seen.Segments
               where other.Name != segment
               select Loads.Of(other.Name)
                   ?? SegmentLoad.Of(other.Name, new SegmentPicture(Board, Book).HostsAt(other.Name, seen, operators, now), null, now),
        ];
    }

    /// <summary>The same, with every view made anew: what <see cref="SnapshotOf"/> must be equal to. For checks.</summary>
    public ClusterSnapshot? FreshSnapshotOf(SegmentName segment, DateTimeOffset now)
    {
        var (seen, switches) = (fleet, operators);
        return seen.Segment(segment) is { } known
            ? new ClusterSnapshot(now, known, new SegmentPicture(Board, Book).HostsAt(segment, seen, switches, now), switches, sawEverything)
            {
                Unseen = WhatIsUnseen(),
                Silence = Board.SilenceAt(now),
                CloudDoubt = CloudDoubt,
                SchedulersUp = seen.SchedulersUp,
                Own = OwnHost,
                ConductorsUp = seen.ConductorsUp,
                Sizes = new DomainSizes(seen.Hosts),
                Elsewhere = LoadsBeside(segment, now),
                Storms = Book.StormsOf(segment),
                FleetReadAt = seen.ReadAt,
                Strays = Book.StraysOf(segment, seen),
            }
            : null;
    }

    /// <summary>The cloud has no such segment any more; what was begun in it must still come to its end.</summary>
    ClusterSnapshot? LeftOver(SegmentName segment, Fleet seen, OperatorState switches, DateTimeOffset now) =>
        Book.StraysOf(segment, seen) is { Count: > 0 } strays
            ? new ClusterSnapshot(now, new FailoverSegment(segment, RecoveryMethod.Auto, false), [], switches, sawEverything)
            {
                FleetReadAt = seen.ReadAt,
                Strays = strays,
            }
            : null;

    /// <summary>Tells each segment's picture which of its hosts changed. A host that moved or left comes with a new fleet.</summary>
    void HandOutTouched(Fleet seen)
    {
        Board.MoveTouchedTo(touched);
        Book.MoveTouchedTo(touched);
        foreach (var host in touched)
        {
            if (seen.Host(host) is { } known && pictures.TryGetValue(known.Segment, out var picture))
                picture.Touch(host);
        }

        touched.Clear();
    }
}
