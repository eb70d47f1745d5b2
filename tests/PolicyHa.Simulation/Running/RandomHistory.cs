using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Running;

/// <summary>
/// A cloud and half an hour of its life, made from a seed: faults, lies, hangs, duplicates, late events, crashes of the service,
/// operators' switches. The same seed gives the same history.
/// </summary>
public sealed class RandomHistory
{
    static readonly Signal[] Signals =
        [Signal.AdminNetwork, Signal.TenantNetwork, Signal.StorageNetwork, Signal.NovaCompute, Signal.Libvirt];

    static readonly string[] Observers = ["mon1", "mon2", "mon3"];

    readonly Random random;
    readonly Simulation simulation;
    readonly List<string> story = [];

    RandomHistory(Random random, Simulation simulation)
    {
        (this.random, this.simulation) = (random, simulation);
        simulation.World.Times = new WorldTimes
        {
            Fence = TimeSpan.FromSeconds(random.Next(1, 15)),
            Evacuate = TimeSpan.FromSeconds(random.Next(1, 60)),
            Migrate = TimeSpan.FromSeconds(random.Next(1, 40)),
            Restart = TimeSpan.FromSeconds(random.Next(1, 20)),
        };
    }

    /// <returns>The simulation as it ended, and what was done to it, line by line.</returns>
    public static (Simulation Simulation, IReadOnlyList<string> Story) Play(int seed, RecoveryPolicy policy)
    {
        var history = new RandomHistory(new Random(seed), new Simulation(policy));
        history.Build();
        history.Play();
        return (history.simulation, history.story);
    }

    void Build()
    {
        var segment = new SegmentName("s1");
        simulation.World.Add(new FailoverSegment(segment, RecoveryMethod.Auto));
        var hosts = random.Next(2, 9);
        for (var h = 1; h <= hosts; h++)
        {
            simulation.World.Add(new SimHost(new HostName($"h{h}"), segment)
            {
                Fenceable = random.Next(10) > 0,
                Capacity = random.Next(3) == 0 ? random.Next(1, 6) : null,
            });
            for (var i = random.Next(0, 4); i > 0; i--)
                simulation.World.Add(RandomInstance($"h{h}", i));
        }
    }

    SimInstance RandomInstance(string host, int number)
    {
        var state = (VmState[])[VmState.Active, VmState.Active, VmState.Active, VmState.Stopped, VmState.Error, VmState.Paused];
        var instance = new SimInstance($"{host}-i{number}", new HostName(host))
        {
            State = state[random.Next(state.Length)],
            Boot = random.Next(8) == 0 ? BootSource.LocalDisk : BootSource.SharedDisk,
            MovesFail = random.Next(6) == 0 ? random.Next(1, 4) : 0,
            RestartFails = random.Next(6) == 0,
        };
        if (random.Next(5) > 0)
            instance.Metadata["HA_Enabled"] = "True";
        instance.Metadata["HA_Class"] = random.Next(2) == 0 ? "pet" : "cattle";
        return instance;
    }

    void Play()
    {
        simulation.StartService();
        simulation.ReportAllUp(Observers[..random.Next(1, 4)]);
        var at = TimeSpan.Zero;
        for (var n = random.Next(4, 25); n > 0; n--)
        {
            at += TimeSpan.FromMilliseconds(random.Next(4) == 0 ? random.Next(0, 120_000) : random.Next(0, 9_000));
            at = at > simulation.Clock.Elapsed ? at : simulation.Clock.Elapsed;
            simulation.RunUntil(at);
            Happen();
        }

        simulation.RunUntil(simulation.Clock.Elapsed + TimeSpan.FromMinutes(20));
    }

    void Happen()
    {
        var host = simulation.World.Hosts.ElementAt(random.Next(simulation.World.Hosts.Count));
        switch (random.Next(13))
        {
            case 0 or 1 or 2:
                Report(host);
                break;
            case 3 or 4:
                Die(host);
                break;
            case 5:
                Say($"{host.Name} comes back");
                simulation.World.Return(host);
                foreach (var signal in Signals)
                    simulation.ReportAll(host.Name, signal, SignalStatus.Up);
                break;
            case 6:
                host.Fence = (DeviceManner)random.Next(4);
                host.FenceTimes = random.Next(2) == 0 ? null : random.Next(1, 4);
                Say($"fence device of {host.Name}: {host.Fence} x {host.FenceTimes}");
                break;
            case 7:
                simulation.World.NovaUp = !simulation.World.NovaUp;
                Say($"nova {(simulation.World.NovaUp ? "up" : "down")}");
                break;
            case 8 or 9:
                Crash();
                break;
            case 10:
                Switch(host);
                break;
            case 11:
                ReportInstance();
                break;
            default:
                host.RestartFails = !host.RestartFails;
                Say($"restarts on {host.Name} fail: {host.RestartFails}");
                break;
        }
    }

    void Report(SimHost host)
    {
        var (signal, status) = (Signals[random.Next(Signals.Length)], (SignalStatus)random.Next(4));
        foreach (var observer in Observers.Where(_ => random.Next(3) > 0))
        {
            var late = random.Next(4) == 0 ? TimeSpan.FromSeconds(random.Next(0, 90)) : TimeSpan.Zero;
            Say($"{observer}: {host.Name} {signal.Name()} {status.Name()} late {late.TotalSeconds}");
            var id = simulation.Report(host.Name, signal, status, observer, late);
            if (random.Next(3) == 0)
                simulation.Report(host.Name, signal, status, observer, late, id);
        }
    }

    void Die(SimHost host)
    {
        Say($"{host.Name} {(random.Next(2) == 0 ? "dies" : "is cut off, and lives")}");
        if (story[^1].EndsWith("dies", StringComparison.Ordinal))
            simulation.World.PowerOff(host);
        foreach (var signal in Signals.Where(_ => random.Next(8) > 0))
            simulation.ReportAll(host.Name, signal, SignalStatus.Down);
    }

    void Crash()
    {
        if (simulation.Service is null)
            return;
        Say("the service is killed");
        simulation.CrashService();
        simulation.RunUntil(simulation.Clock.Elapsed + TimeSpan.FromSeconds(random.Next(0, 40)));
        simulation.StartService();
        simulation.CrashAtWrite(random.Next(1, 30), random.Next(2) == 0);
    }

    void Switch(SimHost host)
    {
        if (random.Next(2) == 0)
        {
            Say("armed or disarmed");
            simulation.Operate(
                (o, now) => o with { Disarmed = o.Disarmed is null ? new Disarmed("somebody", "seed", now) : null }, "switched", "disarm switched");
            return;
        }

        Say($"maintenance of {host.Name}");
        simulation.Operate(
            (o, now) => o.WindowOf(host.Name, host.Segment, now) is null
                ? o.BeginMaintenance(new MaintenanceWindow(WorkScope.Of(host.Name), "somebody", "seed", now, null))
                : o.EndMaintenance(WorkScope.Of(host.Name)),
            "switched", $"maintenance of {host.Name} switched");
    }

    void ReportInstance()
    {
        if (simulation.World.Instances.Count == 0)
            return;
        var instance = simulation.World.Instances.ElementAt(random.Next(simulation.World.Instances.Count));
        var fault = (InstanceFaultKind)random.Next(4);
        Say($"{instance.Name} {fault.Name()}");
        if (fault is InstanceFaultKind.Crashed or InstanceFaultKind.Failed)
            instance.Guests.Remove(instance.Host);
        simulation.ReportInstance(instance, fault, SignalStatus.Down);
    }

    void Say(string what) => story.Add($"{simulation.Clock.Elapsed.TotalSeconds,9:0.000} {what}");
}
