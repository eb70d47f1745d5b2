using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Signals;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Running;

/// <summary>What observers send, and how it comes to the service.</summary>
public sealed partial class Simulation
{
    /// <summary>Those who watch this signal, by name.</summary>
    public IReadOnlyList<string> ObserversOf(HostName host, Signal signal) =>
        observers.TryGetValue((host, signal), out var named) ? [.. named.Order(StringComparer.Ordinal)] : [];

    /// <summary>Every monitor has seen everything up for a minute; the service has taken that in.</summary>
    /// <param name="byDefault">Observers of signals that nobody is named for.</param>
    public void ReportAllUp(IReadOnlyList<string> byDefault)
    {
        Together(() =>
        {
            foreach (var host in World.Hosts.Where(h => h.HasReported))
                ReportAllUp(host.Name, byDefault);
        });
    }

    /// <summary>The events that <paramref name="report"/> sends come with one poll of the source.</summary>
    public void Together(Action report)
    {
        if (poll is not null)
        {
            report();
            return;
        }

        poll = [];
        report();
        var events = poll;
        poll = null;
        if (events.Count > 0)
            TakeAll(events);
    }

    /// <summary>Nova is an observer of nova-compute: who is not named to watch it leaves it to Nova.</summary>
    public bool IsNovaAnObserver { get; set; }

    bool IsLeftToNova(Signal signal) => IsNovaAnObserver && signal == Signal.NovaCompute;

    void ReportAllUp(HostName host, IReadOnlyList<string> byDefault)
    {
        foreach (var signal in SignalNames.All.Where(s => s is not (Signal.Power or Signal.Cluster)))
        {
            foreach (var observer in IsLeftToNova(signal) ? [] : byDefault)
                NameObserver(host, signal, observer);
            foreach (var observer in ObserversOf(host, signal))
                Report(host, signal, SignalStatus.Up, observer, TimeSpan.FromSeconds(59));
        }
    }

    /// <summary>This observer watches this signal, and sees it up until it says otherwise.</summary>
    public void NameObserver(HostName host, Signal signal, string observer)
    {
        if (!observers.TryGetValue((host, signal), out var named))
            observers[(host, signal)] = named = [];
        named.Add(observer);
    }

    /// <summary>An observer reports a signal it has seen <paramref name="late"/> ago.</summary>
    /// <param name="repeat">The id of an event sent before, to send it again; null for a new one.</param>
    /// <returns>The event's id.</returns>
    public string Report(HostName host, Signal signal, SignalStatus status, string observer, TimeSpan late = default, string? repeat = null)
    {
        var id = repeat ?? $"e{++events}";
        TellWatchdog(host, signal, status, observer, late);
        Take(new HostReport(new EventId($"sim/{observer}", id), host, signal, status, observer, Clock.GetUtcNow() - late));
        return id;
    }

    /// <summary>The host's agent reports its watchdog, as it is, and has seen it so <paramref name="late"/> ago.</summary>
    public void ReportWatchdog(SimHost host, SimWatchdog watchdog, TimeSpan late = default)
    {
        World.Told(host, watchdog, isLife: true);
        Take(new WatchdogReport(
            new EventId($"sim/agent-{host.Name}", $"e{++events}"), host.Name, watchdog.Timeout, watchdog.IsArmed ? SignalStatus.Up : SignalStatus.Down,
            $"agent-{host.Name}", Clock.GetUtcNow() - late));
    }

    /// <summary>
    /// A host is out of contact as long as anybody has reason to think so. When nobody has any more, its agent repeats itself, as it
    /// did before it was of any interest.
    /// </summary>
    void TellWatchdog(HostName name, Signal signal, SignalStatus status, string observer, TimeSpan late)
    {
        if (!World.Has(name) || World.Host(name) is not { Watchdog: { } watchdog } host)
            return;
        if (signal == Signal.AdminNetwork && status == SignalStatus.Down)
            watchdog.CutOffBy.Add(observer);
        else if (signal == Signal.AdminNetwork && late == TimeSpan.Zero && watchdog.CutOffBy.Remove(observer) && watchdog.CutOffBy.Count == 0 && !watchdog.Repeats)
            Repeat(host, watchdog);
        World.Told(host, watchdog, status == SignalStatus.Up);
    }

    void Repeat(SimHost host, SimWatchdog watchdog)
    {
        watchdog.Repeats = host.Runs && watchdog is { CutOffBy.Count: 0, IsArmed: true };
        if (!watchdog.Repeats)
            return;
        World.After(TimeSpan.FromSeconds(30), () =>
        {
            if (host.Runs && watchdog is { CutOffBy.Count: 0, IsArmed: true })
                ReportWatchdog(host, watchdog);
            Repeat(host, watchdog);
        });
    }

    public void ReportUp(HostName host) => Together(() =>
    {
        foreach (var signal in SignalNames.All.Where(s => s is not (Signal.Power or Signal.Cluster)))
            ReportAll(host, signal, SignalStatus.Up);
    });

    /// <summary>All observers of the signal report it.</summary>
    public void ReportAll(HostName host, Signal signal, SignalStatus status)
    {
        foreach (var observer in observers.GetValueOrDefault((host, signal), IsLeftToNova(signal) ? [] : ["monitor"]).Order(StringComparer.Ordinal))
            Report(host, signal, status, observer);
    }

    /// <summary>The host's agent reports a fault inside an instance, or its end.</summary>
    public void ReportInstance(SimInstance instance, InstanceFaultKind fault, SignalStatus status, TimeSpan late = default) =>
        Take(new InstanceReport(
            new EventId("sim/agent", $"e{++events}"), instance.Host, instance.Id, fault, status, "agent", Clock.GetUtcNow() - late));

    /// <summary>The host's agent reports that it shuts down; null: that it does not after all.</summary>
    public void ReportShutdown(HostName host, ShutdownKind? kind, TimeSpan late = default) => Take(new ShutdownReport(
        new EventId("sim/agent", $"e{++events}"), host, kind ?? ShutdownKind.Reboot, kind is null ? SignalStatus.Up : SignalStatus.Down, "agent",
        Clock.GetUtcNow() - late));

    /// <summary>An event arrives that the decoder could not read.</summary>
    public void ReportMalformed() => Take(new IncomingEvent(null, "malformed", "not JSON", $"sim e{++events}", default));

    /// <summary>A host's kernel crashes; the one that dumps says so now, and again every 10 s while it dumps.</summary>
    public void Dump(SimHost host)
    {
        World.Dump(host);
        Say();

        void Say()
        {
            if (host is not { IsDumping: true, PowerOn: true })
                return;
            foreach (var controller in controllers)
            {
                if (controller.Service is not { } service)
                    continue;
                service.State.Kdump.Heard(host.Name, $"address-of-{host.Name}", controller.Clock);
                host.DumpHeardBy.Add(service.Name);
            }

            World.After(TimeSpan.FromSeconds(10), Say);
        }
    }

    void Take(HealthReport report) => Take(new IncomingEvent(report, null, null, $"sim {report.Id}", default));

    void Take(IncomingEvent incoming)
    {
        if (poll is not null)
            poll.Add(incoming);
        else
            TakeAll([incoming]);
    }

    /// <summary>Each controller reads every event.</summary>
    void TakeAll(IReadOnlyList<IncomingEvent> events)
    {
        foreach (var controller in controllers)
            TakeAll(controller, events);
    }

    void TakeAll(Controller controller, IReadOnlyList<IncomingEvent> events)
    {
        if (controller.Service is not { } service || !controller.Broker.IsJoined)
        {
            controller.Broker.Keep(events);         // they are read when it is back
            return;
        }

        Let(controller);
        events = [.. controller.Broker.TakeAll(), .. events];   // first what could not be written down before
        try
        {
            var taking = service.Intake.TakeAsync(events, [], CancellationToken.None);
            SimService.Now(taking);
            controller.Broker.Commit();
            var refused = taking.Result.Select(r => r.Origin).ToHashSet();
            foreach (var report in events.Where(e => !refused.Contains(e.Origin)).Select(e => e.Report).OfType<HostReport>())
                watch.Hear(report, Clock.Elapsed);
        }
        catch (Exception e) when (e is SimCrashException or CutOffException)
        {
            controller.Broker.Keep(events);             // their offset was not committed: all of them come again
        }

        Work();
    }
}
