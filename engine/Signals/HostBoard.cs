using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Signals;

/// <summary>The board's page for one host. Not thread-safe; the board's lock covers it.</summary>
sealed class HostBoard(HostName host, ISet<HostName> touched)
{
    readonly List<ObserverWord>[] words = [.. SignalNames.All.Select(_ => new List<ObserverWord>())];
    readonly SignalReading[] readings = [.. SignalNames.All.Select(_ => SignalReading.Unseen)];
    readonly SortedDictionary<InstanceId, FaultEntry> faults = [];
    DateTimeOffset[] falls = [];
    HostSignals? picture;
    (string Seen, string Observer, DateTimeOffset At)? life;
    long version;

    public HostSignals Signals => picture ??= new HostSignals([.. readings], version, falls);

    public IReadOnlyCollection<FaultEntry> Faults => faults.Values;

    /// <summary>What the host last said about shutting down; null: it never did.</summary>
    public ShutdownNotice? Shutdown { get; private set; }

    /// <summary>The newest there is; null: nobody ever saw it alive.</summary>
    public LifeSign? LastLife => life is { } sign ? new LifeSign(host, sign.Seen, sign.Observer, sign.At) : null;

    /// <summary>
    /// An observer whose word is from before the start, says down, and is due to be repeated or to lapse: what it says may long be
    /// otherwise. By name; null: there is none. What Nova says is read before anything is done.
    /// </summary>
    public string? Unheard
    {
        get
        {
            string? first = null;
            foreach (var all in words)
            {
                foreach (var word in all)
                {
                    if (word is { IsRestored: true, IsOfNova: false, Status: SignalStatus.Down, HasLapsed: false, Ttl: not null }
                        && (first is null || string.CompareOrdinal(word.Observer, first) < 0))
                        first = word.Observer;
                }
            }

            return first;
        }
    }

    /// <summary>The observer is heard again.</summary>
    public void Heard(ObserverWord word)
    {
        if (!word.IsRestored)
            return;
        word.IsRestored = false;
        touched.Add(host);
    }

    /// <summary>Somebody saw it alive.</summary>
    /// <returns>Nobody has seen it so more lately.</returns>
    public bool SawLife(string seen, string observer, DateTimeOffset at)
    {
        if (life is { } last && at <= last.At)
            return false;
        life = (seen, observer, at);
        return true;
    }

    /// <summary>The host says something about shutting down.</summary>
    /// <returns>It is news.</returns>
    public bool Announce(ShutdownNotice notice)
    {
        if (Shutdown is { } known && (notice.At < known.At || (notice.At == known.At && known.IsOver) || notice == known))
            return false;
        Shutdown = notice;
        touched.Add(host);
        return true;
    }

    /// <summary>It has come up since it said that it shuts down: that is over. Null: nothing has ended.</summary>
    public ShutdownNotice? EndShutdown() =>
        Shutdown is { IsOver: false } known && Signals is { AllUp: true, ChangedAt: { } up } && up > known.At
            && Announce(known with { IsOver = true }) ? Shutdown : null;

    public ObserverWord? WordOf(Signal signal, string observer)
    {
        foreach (var word in words[(int)signal])
        {
            if (word.Observer == observer)
                return word;
        }

        return null;
    }

    public ObserverWord AddWord(Signal signal, string observer)
    {
        var word = new ObserverWord(observer);
        words[(int)signal].Add(word);
        return word;
    }

    public FaultEntry? FaultOf(InstanceId instance) => faults.GetValueOrDefault(instance);

    public void SetFault(FaultEntry entry)
    {
        faults[entry.Instance] = entry;
        version++;
        touched.Add(host);
    }

    public bool ClearFault(InstanceId instance)
    {
        touched.Add(host);
        return faults.Remove(instance);
    }

    /// <summary>Agrees again on one signal; a flip when the answer differs from before.</summary>
    public Flip? Settle(Signal signal, int observers, DateTimeOffset now, DateTimeOffset observedAt, EventId cause)
    {
        var before = readings[(int)signal];
        var (status, agree, of) = Agreement.Of(words[(int)signal], observers);
        if (status == before.Status && before.ChangedAt is not null)
        {
            if ((agree, of) != (before.Agree, before.Of))
                Put(signal, before with { Agree = agree, Of = of });
            return null;
        }

        var wasDown = Signals.AnyDown;
        Put(signal, new SignalReading(status, now, observedAt, cause, agree, of));

        // one failing host makes several signals fall; it is the first that counts
        if (!wasDown && Signals.AnyDown)
        {
            falls = [.. falls.Where(f => f + HostSignals.FallsWindow > now).TakeLast(HostSignals.FallsMax - 1), now];
            picture = null;
        }

        return new Flip(host, signal, null, null, before.Status, status, now, observedAt, cause);
    }

    /// <summary>What the signals would read if this many observers had to agree. Changes nothing.</summary>
    public HostSignals SignalsIf(int observers, DateTimeOffset now) => Signals.With(
        [.. SignalNames.All.Select(s => readings[(int)s]).Select((known, i) =>
        {
            var (status, agree, of) = Agreement.Of(words[i], observers);
            return known.ChangedAt is null || status == known.Status
                ? known
                : known with { Status = status, ChangedAt = now, Agree = agree, Of = of };
        })]);

    /// <summary>Puts a remembered reading back after a restart, without a flip.</summary>
    public void Restore(Signal signal, int observers, DateTimeOffset changedAt, DateTimeOffset observedAt, EventId cause)
    {
        var (status, agree, of) = Agreement.Of(words[(int)signal], observers);
        Put(signal, new SignalReading(status, changedAt, observedAt, cause, agree, of));
    }

    /// <summary>Puts back when it fell ill.</summary>
    public void RestoreFalls(DateTimeOffset[] past)
    {
        falls = past;
        picture = null;
        touched.Add(host);
    }

    /// <summary>Words whose time to live has run out become unknown; long silent ones are forgotten.</summary>
    public IEnumerable<Signal> Lapse(DateTimeOffset now)
    {
        foreach (var signal in SignalNames.All)
        {
            var changed = words[(int)signal].RemoveAll(w => w.HasLapsed && now - w.ReceivedAt > SignalBoard.ForgetAfter) > 0;
            foreach (var word in words[(int)signal])
            {
                if (word.HasLapsed || word.Ttl is not { } ttl || now - word.ReceivedAt <= ttl)
                    continue;
                word.HasLapsed = true;
                Heard(word);
                word.Status = SignalStatus.Unknown;
                changed = true;
            }

            if (changed)
                yield return signal;
        }
    }

    void Put(Signal signal, SignalReading reading)
    {
        readings[(int)signal] = reading;
        version++;
        picture = null;
        touched.Add(host);
    }
}
