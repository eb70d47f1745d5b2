using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Signals;

/// <summary>
/// The latest word of every observer on every signal, and what they agree on. Events that say nothing new cost a look-up;
/// only flips leave it. Thread-safe.
/// </summary>
/// <param name="observers">How many must agree; see <see cref="Policies.RecoveryPolicy.Observers"/>.</param>
public sealed partial class SignalBoard(int observers)
{
    /// <summary>Reports observed longer ago than this are history, not news. 60 s: two rounds of the slowest usual monitors.</summary>
    public static readonly TimeSpan AgeMax = TimeSpan.FromSeconds(60);

    /// <summary>An observer's clock may be ahead of ours by this much before its time is replaced by ours.</summary>
    public static readonly TimeSpan SkewMax = TimeSpan.FromSeconds(30);

    /// <summary>An observer silent for so long after its word lapsed has been taken away: it need not agree any more.</summary>
    public static readonly TimeSpan ForgetAfter = TimeSpan.FromHours(1);

    readonly Lock gate = new();
    readonly Dictionary<HostName, HostBoard> hosts = [];
    readonly HashSet<HostName> touched = [];
    readonly Voices voices = new();
    readonly RecentEvents recent = new(capacity: 100_000);
    int observers = observers;

    /// <summary>Takes a report. Never acts, never writes.</summary>
    /// <param name="deadAsOf">
    /// When the host was proven dead; null: it does not count as dead. Life that we hear of now we hear of after that, also where our clock was set back in
    /// between, or a clock that was ahead of ours made the proof.
    /// </param>
    public Reception Accept(HealthReport report, DateTimeOffset now, DateTimeOffset? deadAsOf = null)
    {
        lock (gate)
        {
            var isTooOld = now - report.ObservedAt > AgeMax;
            if (isTooOld ? recent.Knows(report.Id) : !recent.Add(report.Id))        // what is refused is refused each time it is given
                return new Reception(ReceptionOutcome.Duplicate, null, null, false);
            if (!NovaWord.Is(report.Id))                        // what we read ourselves comes also while all monitors are silent
                voices.Heard(now);
            var isFirstLife = report.IsSignOfLife && LastLife(report.Host) is null;
            var isNewestLife = report.IsSignOfLife
                && BoardOf(report.Host).SawLife(Seen(report), report.Observer, AliveAt(report, deadAsOf > now ? deadAsOf.Value : now, now));
            if (isTooOld)
                return new Reception(ReceptionOutcome.TooOld, null, null, false) { IsNewestLife = isNewestLife, IsLife = report.IsSignOfLife, IsFirstLife = isFirstLife };
            var fromTheFuture = report.ObservedAt - now > SkewMax;
            var observedAt = fromTheFuture ? now : report.ObservedAt;
            var reception = report switch
            {
                HostReport host => AcceptHost(host, observedAt, fromTheFuture, now),
                InstanceReport instance => AcceptInstance(instance, observedAt, fromTheFuture, now),
                WatchdogReport => new Reception(ReceptionOutcome.Taken, null, null, fromTheFuture),
                ShutdownReport shutdown => AcceptShutdown(shutdown, Earlier(observedAt, now), fromTheFuture),
                _ => throw new ArgumentException($"no such kind of report: {report.GetType().Name}", nameof(report)),
            };
            return reception with { IsNewestLife = isNewestLife, IsLife = report.IsSignOfLife, IsFirstLife = isFirstLife };
        }
    }

    /// <summary>
    /// The newest sign of life of the host, whatever the observers agree on: old reports and reports out of order are evidence too.
    /// Null: nobody ever saw it alive.
    /// </summary>
    public LifeSign? LastLifeOf(HostName host)
    {
        lock (gate)
            return LastLife(host);
    }

    /// <summary>A device that switches the host says that it is on.</summary>
    /// <returns>The sign of life; null: a newer one is known.</returns>
    public LifeSign? SeePowerOn(HostName host, string device, DateTimeOffset at)
    {
        lock (gate)
        {
            if (!BoardOf(host).SawLife(Signal.Power.Name(), device, at))
                return null;
            touched.Add(host);
            return LastLife(host);
        }
    }

    /// <summary>What the host last said about shutting down; null: it never did.</summary>
    public ShutdownNotice? ShutdownOf(HostName host)
    {
        lock (gate)
            return hosts.TryGetValue(host, out var board) ? board.Shutdown : null;
    }

    /// <summary>That observers who used to repeat themselves have all fallen silent, in words; null: they have not.</summary>
    public string? SilenceAt(DateTimeOffset now)
    {
        lock (gate)
            return voices.SilenceAt(now);
    }

    /// <summary>An observer whose word on the host is from before the start, says down, and should have been repeated; null: there is none.</summary>
    public string? UnheardOn(HostName host)
    {
        lock (gate)
            return hosts.TryGetValue(host, out var board) ? board.Unheard : null;
    }

    /// <summary>Something that decisions look at has changed about the host beside its signals.</summary>
    public void Touch(HostName host)
    {
        lock (gate)
            touched.Add(host);
    }

    /// <summary>Lets words lapse whose time to live has run out: silence becomes unknown, never down.</summary>
    public IReadOnlyList<Flip> Lapse(DateTimeOffset now)
    {
        lock (gate)
        {
            var flips = new List<Flip>();
            foreach (var (host, board) in hosts.OrderBy(h => h.Key))
            {
                foreach (var signal in board.Lapse(now).ToList())
                {
                    var cause = new EventId("policyha/silence", $"{host}/{signal.Name()}/{now.UtcTicks}");
                    if (board.Settle(signal, observers, now, now, cause) is { } flip)
                        flips.Add(flip);
                }
            }

            return flips;
        }
    }

    /// <summary>The instance is well again, or gone: its fault is over. Null when it had none.</summary>
    public Flip? ClearFault(HostName host, InstanceId instance, DateTimeOffset now, EventId cause)
    {
        lock (gate)
        {
            if (!hosts.TryGetValue(host, out var board) || board.FaultOf(instance) is not { } fault)
                return null;
            board.ClearFault(instance);
            return new Flip(host, null, instance, fault.Kind, SignalStatus.Down, SignalStatus.Up, now, now, cause);
        }
    }

    public HostSignals SignalsOf(HostName host)
    {
        lock (gate)
            return hosts.TryGetValue(host, out var board) ? board.Signals : HostSignals.Unseen;
    }

    /// <summary>What the signals would read if this many observers had to agree. Changes nothing.</summary>
    public HostSignals SignalsIf(HostName host, int required, DateTimeOffset now)
    {
        lock (gate)
            return hosts.TryGetValue(host, out var board) ? board.SignalsIf(required, now) : HostSignals.Unseen;
    }

    /// <summary>Of every host, by host and instance.</summary>
    public IReadOnlyList<(HostName Host, FaultEntry Fault)> AllFaults()
    {
        lock (gate)
            return [.. from host in hosts where host.Value.Faults.Count > 0 orderby host.Key from fault in host.Value.Faults select (host.Key, fault)];
    }

    /// <summary>By instance id.</summary>
    public IReadOnlyList<FaultEntry> FaultsOn(HostName host)
    {
        lock (gate)
            return hosts.TryGetValue(host, out var board) ? [.. board.Faults] : [];
    }

    /// <summary>Adds the hosts whose signals or faults changed since the last call.</summary>
    internal void MoveTouchedTo(ICollection<HostName> changed)
    {
        lock (gate)
        {
            foreach (var host in touched)
                changed.Add(host);
            touched.Clear();
        }
    }

    /// <summary>A policy wants another number of observers to agree: every signal is agreed on anew.</summary>
    public IReadOnlyList<Flip> RequireObservers(int required, DateTimeOffset now)
    {
        lock (gate)
        {
            if (required == observers)
                return [];
            observers = required;
            var cause = new EventId("policyha/policy", $"observers={required}/{now.UtcTicks}");
            return
            [
                .. from entry in hosts.OrderBy(h => h.Key)
                   from signal in SignalNames.All
                   let seen = entry.Value.Signals[signal].ChangedAt is not null
                   let flip = seen ? entry.Value.Settle(signal, required, now, now, cause) : null
                   where flip is not null
                   select flip,
            ];
        }
    }

    /// <summary>Fills an empty board from the journal. A word's time to live starts anew: while we were away nobody could refresh it.</summary>
    /// <param name="latestFlips">The newest of each signal and instance.</param>
    /// <param name="recentFlips">All of the last <see cref="HostSignals.FallsWindow"/>, oldest first.</param>
    public void Restore(
        IEnumerable<Observation> observations, IEnumerable<Flip> latestFlips, IEnumerable<Flip> recentFlips, IEnumerable<LifeSign> lifeSigns,
        IEnumerable<ShutdownNotice> shutdowns, DateTimeOffset now)
    {
        lock (gate)
        {
            foreach (var notice in shutdowns)
                BoardOf(notice.Host).Announce(notice);
            foreach (var sign in lifeSigns)
                BoardOf(sign.Host).SawLife(sign.Seen, sign.Observer, sign.At);
            foreach (var observation in observations.Where(o => o.Signal is not null))
            {
                Fill(BoardOf(observation.Host).AddWord(observation.Signal!.Value, observation.Observer), observation, now);
                if (observation.AsHostReport()!.IsSignOfLife)
                {
                    BoardOf(observation.Host).SawLife(
                        observation.Signal.Value.Name(), observation.Observer, Earlier(observation.ObservedAt, observation.ReceivedAt));
                }
            }

            foreach (var flip in latestFlips)
            {
                recent.Add(flip.Cause);
                if (flip.Signal is { } signal)
                    BoardOf(flip.Host).Restore(signal, observers, flip.At, flip.ObservedAt, flip.Cause);
                else if (flip.To == SignalStatus.Down)
                    BoardOf(flip.Host).SetFault(new(flip.Instance!.Value, flip.Fault!.Value, flip.At, flip.ObservedAt, flip.Cause));
            }

            foreach (var (host, falls) in PastFalls.Of(recentFlips))
                BoardOf(host).RestoreFalls(falls);
        }
    }

    Reception AcceptHost(HostReport report, DateTimeOffset observedAt, bool fromTheFuture, DateTimeOffset now)
    {
        var board = BoardOf(report.Host);
        var word = board.WordOf(report.Signal, report.Observer);
        if (word is not null && word.IsNewerThan(observedAt, report.Sequence))
            return new Reception(ReceptionOutcome.OutOfOrder, null, null, fromTheFuture);
        var says = word is null || word.HasLapsed || word.Status != report.Status || word.Votes != report.Votes;
        word ??= board.AddWord(report.Signal, report.Observer);
        board.Heard(word);
        word.IsOfNova = NovaWord.Is(report.Id);
        word.Status = report.Status;
        word.ObservedAt = observedAt;
        word.Sequence = report.Sequence;
        word.Ttl = report.Ttl;
        word.Votes = report.Votes;
        word.ReceivedAt = now;
        word.HasLapsed = false;
        if (!says)
        {
            if (!word.IsOfNova)
                voices.Repeated(report.Observer, now);
            return new Reception(ReceptionOutcome.Refreshed, null, null, fromTheFuture);
        }

        var flip = board.Settle(report.Signal, observers, now, observedAt, report.Id);
        var observation = new Observation(
            report.Host, report.Signal, null, null, report.Observer, report.Status, observedAt, report.Sequence,
            report.Ttl, report.Votes, now, report.Id);
        return new Reception(ReceptionOutcome.Taken, flip, observation, fromTheFuture) { Shutdown = flip is null ? null : board.EndShutdown() };
    }

    Reception AcceptShutdown(ShutdownReport report, DateTimeOffset at, bool fromTheFuture)
    {
        var notice = new ShutdownNotice(report.Host, report.Kind, report.Observer, at, IsOver: report.Status != SignalStatus.Down);
        return BoardOf(report.Host).Announce(notice)
            ? new Reception(ReceptionOutcome.Taken, null, null, fromTheFuture) { Shutdown = notice }
            : new Reception(ReceptionOutcome.OutOfOrder, null, null, fromTheFuture);
    }

    Reception AcceptInstance(InstanceReport report, DateTimeOffset observedAt, bool fromTheFuture, DateTimeOffset now)
    {
        var board = BoardOf(report.Host);
        var known = board.FaultOf(report.Instance);
        if (known is not null && observedAt < known.ObservedAt)
            return new Reception(ReceptionOutcome.OutOfOrder, null, null, fromTheFuture);
        var isFault = report.Status == SignalStatus.Down;
        if (isFault == (known is not null) && (known is null || known.Kind == report.Fault))
            return new Reception(ReceptionOutcome.Refreshed, null, null, fromTheFuture);
        if (isFault)
            board.SetFault(new FaultEntry(report.Instance, report.Fault, now, observedAt, report.Id));
        else
            board.ClearFault(report.Instance);
        var flip = new Flip(
            report.Host, null, report.Instance, report.Fault, isFault ? SignalStatus.Up : SignalStatus.Down,
            isFault ? SignalStatus.Down : SignalStatus.Up, now, observedAt, report.Id);
        return new Reception(ReceptionOutcome.Taken, flip, null, fromTheFuture);
    }

    LifeSign? LastLife(HostName host) => hosts.TryGetValue(host, out var board) ? board.LastLife : null;

    HostBoard BoardOf(HostName host)
    {
        if (!hosts.TryGetValue(host, out var board))
            hosts[host] = board = new HostBoard(host, touched);
        return board;
    }

    /// <summary>
    /// When an observer that did not say up before says so now, the host came up after that earlier word: it counts from when we
    /// heard of it, for the observer's clock may be behind ours. That costs at most another proof; the other way round costs an instance.
    /// </summary>
    /// <param name="heardAt">Now, or what is known to have been before.</param>
    DateTimeOffset AliveAt(HealthReport report, DateTimeOffset heardAt, DateTimeOffset now) =>
        now - report.ObservedAt <= AgeMax && TurnsUp(report) ? heardAt : Earlier(report.ObservedAt, heardAt);

    bool TurnsUp(HealthReport report) => report switch
    {
        HostReport host => BoardOf(host.Host).WordOf(host.Signal, host.Observer) is { Status: not SignalStatus.Up } word
            && !word.IsNewerThan(host.ObservedAt, host.Sequence),
        InstanceReport instance => BoardOf(instance.Host).FaultOf(instance.Instance) is { } fault && instance.ObservedAt >= fault.ObservedAt,
        _ => false,
    };

    static string Seen(HealthReport report) => report switch
    {
        HostReport host => host.Signal.Name(),
        InstanceReport instance => $"instance {instance.Instance}",
        _ => "the agent",
    };

    static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    static void Fill(ObserverWord word, Observation observation, DateTimeOffset now)
    {
        word.IsOfNova = NovaWord.Is(observation.Cause);
        word.Status = observation.Status;
        word.ObservedAt = observation.ObservedAt;
        word.Sequence = observation.Sequence;
        word.Ttl = observation.Ttl;
        word.Votes = observation.Votes;
        word.ReceivedAt = now;
        word.IsRestored = true;
    }
}
