using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Signals;
using PolicyHa.Simulation.Running;
using PolicyHa.Simulation.Scenarios;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Histories;

/// <summary>Draws what happens to a cloud, one thing after the other.</summary>
sealed class HappeningDrawer(
    Random random, PolicyShelf shelf, IReadOnlyList<ScenarioSegment> segments, IReadOnlyList<ScenarioInstance> instances,
    IReadOnlyList<string> observers, ScenarioWorld world, int controllers)
{
    static readonly Signal[] Signals =
        [Signal.AdminNetwork, Signal.TenantNetwork, Signal.StorageNetwork, Signal.NovaCompute, Signal.Libvirt];

    /// <summary>From here on two signals of a host say as much as five.</summary>
    const int ManyHosts = 10;

    readonly List<ScenarioStep> steps = [];
    readonly HashSet<string> dead = [];
    readonly List<string> booted = [];
    readonly OperatorDrawer operators = new(random);
    readonly Dictionary<string, TimeSpan> ahead = [];
    TimeSpan at = TimeSpan.FromSeconds(2);
    TimeSpan serviceUpAt;
    bool novaUp = true;

    /// <returns>In order of time.</returns>
    public IReadOnlyList<ScenarioStep> Draw()
    {
        for (var n = random.Next(3, 18); n > 0; n--)
        {
            at += TimeSpan.FromMilliseconds(random.Next(4) switch
            {
                0 => random.Next(0, 120_000),
                1 => random.Next(0, 30_000),
                2 => 100 * random.Next(0, 90),
                _ => random.Next(0, 5_000),
            });
            Happen(Any(segments));
        }

        return [.. steps.OrderBy(s => s.At)];
    }

    void Happen(ScenarioSegment segment)
    {
        var host = segment.Hosts[random.Next(segment.Hosts.Count)];
        if (controllers > 1 && random.Next(4) == 0)
        {
            TroubleController();
            return;
        }

        switch (random.Next(50))
        {
            case < 6:
                SaySomething(host);
                break;
            case < 14:
                Fall(host);
                break;
            case < 16:
                FallTogether(segment);
                break;
            case < 22:
                Return(host);
                break;
            case < 26:
                Break(host);
                break;
            case < 29:
                TroubleNova();
                break;
            case < 33:
                Crash();
                break;
            case < 40:
                Operate(segment, host);
                break;
            case < 42:
                TouchHost(segment, host);
                break;
            case < 44:
                FaultInside();
                break;
            case < 46:
                if (instances.Count > 0)
                    steps.Add(new ScenarioStep.Owner(at, (OwnerAct)random.Next(6), Any(instances).Name));
                break;
            case 46:
                steps.Add(random.Next(2) == 0 ? new ScenarioStep.RestartFails(at, host) : new ScenarioStep.Service(at, PolicyShelf.Healer, (ServiceManner)random.Next(5)));
                break;
            case < 49:
                ShutDown(host);
                break;
            default:
                SetClockOrPolicy();
                break;
        }
    }

    /// <summary>A fencing device of the host misbehaves, or all of them in the same way.</summary>
    void Break(string host)
    {
        var (manner, times) = ((DeviceManner)random.Next(1, 6), random.Next(3) == 0 ? (int?)null : random.Next(1, 4));
        var devices = world.Fencing.FirstOrDefault(f => f.Host == host)?.Devices ?? [];
        if (devices.Count == 0)
            steps.Add(new ScenarioStep.Fence(at, host, manner, times));
        else if (random.Next(3) > 0)
            steps.Add(new ScenarioStep.Fence(at, host, manner, times, Any(devices).Name));
        else
            steps.AddRange(devices.Select(d => new ScenarioStep.Fence(at, host, manner, times, d.Name)));
    }

    /// <summary>Some observers say something of a signal: late, twice, by a clock that is ahead.</summary>
    void SaySomething(string host)
    {
        var (signal, status) = (Signals[random.Next(Signals.Length)], (SignalStatus)random.Next(4));
        foreach (var observer in observers.Where(_ => random.Next(3) > 0))
        {
            var late = random.Next(6) switch { 0 => Seconds(0, 90), 1 => -Seconds(0, 40), _ => TimeSpan.Zero };
            steps.Add(new ScenarioStep.ReportSignal(at, host, signal, status, [observer], late, random.Next(3) == 0 ? 2 : 1));
        }
    }

    /// <summary>A host loses its power, or only everybody's sight; or one of its networks.</summary>
    void Fall(string host)
    {
        var kind = random.Next(4);
        if (world.Watchdogs.ContainsKey(host))
            TellWatchdog(host);
        if (kind < 2 && dead.Add(host))
            steps.Add(random.Next(6) == 0 ? new ScenarioStep.HostDumps(at, host) : new ScenarioStep.HostDies(at, host));
        foreach (var signal in kind == 3 ? [Signals[random.Next(3)]] : Signals.Where(_ => kind == 0 || random.Next(8) > 0))
            SayDown(host, signal);
    }

    /// <summary>Its agent has told of its watchdog shortly before, and now and then that is all there is to prove it off.</summary>
    void TellWatchdog(string host)
    {
        if (random.Next(2) == 0)
        {
            var devices = world.Fencing.FirstOrDefault(f => f.Host == host)?.Devices.Select(d => (string?)d.Name) ?? [null];
            steps.AddRange(devices.Select(d => new ScenarioStep.Fence(at, host, DeviceManner.Hangs, random.Next(3) == 0 ? 2 : null, d)));
        }

        var told = at - Seconds(0, 150);
        steps.Add(new ScenarioStep.ReportWatchdog(told > TimeSpan.Zero ? told : at, host, random.Next(10) > 0, random.Next(8) == 0 ? Seconds(0, 90) : TimeSpan.Zero));
        if (random.Next(6) == 0)
            steps.Add(new ScenarioStep.ReportWatchdog(at + Seconds(0, 200), host, Armed: true, TimeSpan.Zero));
    }

    /// <summary>A host says that it reboots or goes off, mostly does so, and mostly keeps its word about coming back.</summary>
    void ShutDown(string host)
    {
        var kind = (ShutdownKind)random.Next(2);
        steps.Add(new ScenarioStep.ReportShutdown(at, host, kind, random.Next(4) == 0 ? Seconds(0, 30) : TimeSpan.Zero));
        if (random.Next(6) == 0)
        {
            steps.Add(new ScenarioStep.ReportShutdown(at + Seconds(1, 60), host, null, TimeSpan.Zero));
            return;
        }

        at += Seconds(0, 20);
        foreach (var signal in Signals)
            SayDown(host, signal);
        if (random.Next(3) == 0 || !dead.Add(host))
            return;
        steps.Add(new ScenarioStep.HostDies(at, host));
        if (random.Next(4) == 0 || kind == ShutdownKind.Poweroff)
            return;
        dead.Remove(host);
        steps.Add(new HostStep(at + Seconds(60, 900), HostAct.Boots, host, null));
    }

    /// <summary>Part of a segment, or all of it.</summary>
    void FallTogether(ScenarioSegment segment)
    {
        var all = random.Next(2) == 0;
        foreach (var host in segment.Hosts.Where(_ => all || random.Next(3) == 0))
        {
            if (random.Next(2) == 0 && dead.Add(host))
                steps.Add(new ScenarioStep.HostDies(at, host));
            foreach (var signal in segment.Hosts.Count > ManyHosts ? [Signals[0], Signals[2]] : Signals)
                SayDown(host, signal);
        }
    }

    void SayDown(string host, Signal signal) => steps.Add(new ScenarioStep.ReportSignal(
        at, host, signal, SignalStatus.Down, [.. observers], random.Next(10) == 0 ? Seconds(0, 20) : TimeSpan.Zero, 1));

    /// <summary>It has power again. Whether anybody tells Nova so is another matter.</summary>
    void Return(string host)
    {
        var back = random.Next(3) > 0 ? Offline(host) : host;
        dead.Remove(back);
        if (random.Next(2) == 0)
        {
            steps.Add(new ScenarioStep.HostReturns(at, back));
            return;
        }

        booted.Add(back);
        steps.Add(new HostStep(at, at.Seconds % 3 == 0 ? HostAct.Powered : HostAct.Boots, back, null));
    }

    /// <summary>Somebody does something in Nova with a whole host.</summary>
    void TouchHost(ScenarioSegment segment, string host)
    {
        switch (random.Next(6))
        {
            case 0:
                steps.Add(new HostStep(at, HostAct.Leaves, host, null));
                break;
            case 1 when segments.FirstOrDefault(s => s != segment) is { } other:
                steps.Add(new HostStep(at, HostAct.Moves, host, other.Name));
                break;
            case 2:
                steps.Add(new HostStep(at, HostAct.Disabled, host, null));
                break;
            case 3:
                steps.Add(new HostStep(at, HostAct.Enabled, host, null));
                break;
            default:
                if (booted.Count > 0)
                    steps.Add(new HostStep(at, HostAct.Enabled, Any(booted), null));
                break;
        }
    }

    string Offline(string otherwise) => dead.Order(StringComparer.Ordinal).FirstOrDefault() ?? otherwise;

    void TroubleNova()
    {
        switch (random.Next(8))
        {
            case 0 or 1:
                novaUp = !novaUp;
                steps.Add(new ScenarioStep.Nova(at, novaUp));
                if (!novaUp)
                    steps.Add(new ScenarioStep.Nova(at + Seconds(1, 300), novaUp = true));
                break;
            case 2:
                steps.Add(new ScenarioStep.NovaUnclear(at, random.Next(1, 4)));
                break;
            case 3:
                steps.Add(new ScenarioStep.NovaRefuses(at, random.Next(1, 4)));
                break;
            case 4:
                steps.Add(new ScenarioStep.NovaServices(at, Up: false));
                steps.Add(new ScenarioStep.NovaServices(at + Seconds(1, 300), Up: true));
                break;
            case 5 or 6:
                WithoutLeaders();
                break;
            default:
                steps.Add(new ScenarioStep.NovaLags(at, Seconds(0, 20)));
                break;
        }
    }

    /// <summary>Schedulers or conductors are away, or are not told of, for a while.</summary>
    void WithoutLeaders()
    {
        var (which, back) = (random.Next(3), at + Seconds(1, 300));
        ScenarioStep[] both = which == 2
            ? [new ScenarioStep.Conductors(at, 0), new ScenarioStep.Conductors(back, 1)]
            : [new ScenarioStep.Schedulers(at, which == 0 ? null : 0), new ScenarioStep.Schedulers(back, 1)];
        steps.AddRange(both);
    }

    void Crash()
    {
        if (random.Next(3) > 0)
        {
            steps.Add(new ScenarioStep.CrashLater(at, random.Next(1, 30), (CrashPoint)random.Next(3)));
        }
        else if (at >= serviceUpAt)
        {
            var duration = Seconds(0, 40);
            serviceUpAt = at + duration + TimeSpan.FromSeconds(1);
            steps.Add(new ScenarioStep.Crash(at, duration));
        }
    }

    /// <summary>One of several is cut off, dies, or has a clock of its own.</summary>
    void TroubleController()
    {
        var name = ((char)('a' + random.Next(controllers))).ToString();
        switch (random.Next(4))
        {
            case 0 or 1:
                var (store, cloud) = random.Next(3) switch { 0 => (true, true), 1 => (true, false), _ => (false, true) };
                steps.Add(new ScenarioStep.Partition(at, name, store, cloud));
                steps.Add(new ScenarioStep.Partition(at + Seconds(1, 90), name, FromStore: false, FromCloud: false));
                break;
            case 2 when at >= serviceUpAt:
                var duration = Seconds(0, 40);
                serviceUpAt = at + duration + TimeSpan.FromSeconds(1);
                steps.Add(new ScenarioStep.Crash(at, duration, name));
                break;
            default:
                SetClock(name);
                break;
        }
    }

    void Operate(ScenarioSegment segment, string host)
    {
        at = at > serviceUpAt ? at : serviceUpAt;
        steps.Add(operators.Draw(at, segment, host, Offline(host), booted.Count > 0 ? booted[^1] : host));
    }

    void FaultInside()
    {
        if (instances.Count == 0)
            return;
        InstanceFaultKind? fault = random.Next(6) is var n && n < 5 ? (InstanceFaultKind)n : null;
        steps.Add(new ScenarioStep.ReportInstance(at, Any(instances).Name, fault, random.Next(4) == 0 ? Seconds(0, 30) : TimeSpan.Zero));
    }

    void SetClockOrPolicy()
    {
        if (random.Next(2) == 0)
        {
            SetClock("a");
            return;
        }

        var (policy, from) = shelf.AnyFile(random);
        steps.Add(new ScenarioStep.ChangePolicy(at, policy, from));
    }

    /// <summary>Clocks that are further apart than this the service does not promise to cope with.</summary>
    void SetClock(string name)
    {
        var most = (int)SignalBoard.SkewMax.TotalSeconds / controllers;
        var next = Seconds(-most, most);
        steps.Add(new ScenarioStep.ClockSteps(at, next - ahead.GetValueOrDefault(name), name));
        ahead[name] = next;
    }

    TimeSpan Seconds(int from, int to) => TimeSpan.FromSeconds(random.Next(from, to));

    T Any<T>(IReadOnlyList<T> many) => many[random.Next(many.Count)];
}
