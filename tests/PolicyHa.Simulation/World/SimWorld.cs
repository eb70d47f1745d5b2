using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;
using PolicyHa.Simulation.Running;

namespace PolicyHa.Simulation.World;

/// <summary>
/// The cloud as it really is: power, guests, what Nova believes. Knows nothing of the service; acts come in through the
/// simulated ports, later effects through its own queue.
/// </summary>
public sealed class SimWorld(SimClock clock, SimTrace trace, WorldTimes times)
{
    readonly SortedDictionary<HostName, SimHost> hosts = [];
    readonly SortedDictionary<InstanceId, SimInstance> instances = [];
    readonly Dictionary<SegmentName, FailoverSegment> segments = [];
    readonly PriorityQueue<Action, (DateTimeOffset At, long Sequence)> effects = new();
    readonly List<WorldAct> acts = [];
    readonly List<SimMigration> migrations = [];
    long sequence;

    /// <summary>A restarted service is up again: the monitors will see it.</summary>
    public event Action<HostName, Signal>? ServiceCameUp;

    public WorldTimes Times { get; set; } = times;

    /// <summary>The Nova API answers.</summary>
    public bool NovaUp { get; set; } = true;

    public IReadOnlyCollection<SimHost> Hosts => hosts.Values;

    public IReadOnlyCollection<SimInstance> Instances => instances.Values;

    public IReadOnlyCollection<FailoverSegment> Segments => segments.Values;

    /// <summary>Counts up with each effect that came about.</summary>
    public long Changes { get; private set; }

    public IReadOnlyList<WorldAct> Acts => acts;

    public IReadOnlyList<SimMigration> Migrations => migrations;

    public DateTimeOffset? NextAt => effects.TryPeek(out _, out var next) ? next.At : null;

    public SimHost Host(HostName name) => hosts[name];

    public bool Has(HostName name) => hosts.ContainsKey(name);

    public SimInstance? Instance(InstanceId id) => instances.GetValueOrDefault(id);

    public void Add(FailoverSegment segment) => segments.Add(segment.Name, segment);

    public void Add(SimHost host) => hosts.Add(host.Name, host);

    public void Add(SimInstance instance)
    {
        instances.Add(instance.Id, instance);
        if (instance.State != VmState.Stopped)
            instance.Guests.Add(instance.Host);
    }

    /// <summary>It is gone, and so is its guest.</summary>
    public void Delete(SimInstance instance)
    {
        instance.Guests.Clear();
        instances.Remove(instance.Id);
    }

    /// <summary>Lets everything happen that is due.</summary>
    public void Settle()
    {
        while (effects.TryPeek(out var effect, out var next) && next.At <= clock.GetUtcNow())
        {
            effects.Dequeue();
            effect();
            Changes++;
        }
    }

    public void Record(string kind, HostName host, string? instance)
    {
        var act = new WorldAct(acts.Count, clock.Elapsed, kind, host, instance);
        acts.Add(act);
        trace.Add("act", host.Value, kind, act.ToString());
    }

    public void After(TimeSpan delay, Action effect) => effects.Enqueue(effect, (clock.GetUtcNow() + delay, sequence++));

    public void PowerOff(SimHost host)
    {
        if (!host.PowerOn)
            return;
        host.PowerOn = false;
        trace.Add("world", host.Name.Value, "power-off", $"{host.Name} has no power");
    }

    /// <summary>
    /// A fenced or dead host boots. What ran there before does not start by itself; its nova-compute removes the old copies of what was
    /// evacuated once it has started. Nova keeps what it believes of the host.
    /// </summary>
    public void Boot(SimHost host)
    {
        foreach (var instance in instances.Values.Where(_ => !host.PowerOn))
            instance.Guests.Remove(host.Name);
        (host.PowerOn, host.IsDumping) = (true, false);
        trace.Add("world", host.Name.Value, "power-on", $"{host.Name} has booted");
        After(Times.Restart, () =>
        {
            foreach (var migration in migrations.Where(m => m.Source == host.Name && m is { Kind: MoveKind.Evacuation, State: MoveState.Done }))
                migration.IsCleaned = true;
        });
    }

    /// <summary>The same, and a person has told Nova that it is fine.</summary>
    public void Return(SimHost host)
    {
        if (!host.PowerOn)
        {
            foreach (var instance in instances.Values)
                instance.Guests.Remove(host.Name);
        }

        host.PowerOn = true;
        host.IsDumping = false;
        host.ForcedDown = false;
        (host.Disabled, host.DisabledReason) = (false, null);
        foreach (var migration in migrations.Where(m => m.Source == host.Name && m is { Kind: MoveKind.Evacuation, State: MoveState.Done }))
            migration.IsCleaned = true;
        trace.Add("world", host.Name.Value, "power-on", $"{host.Name} is back");
    }

    /// <summary>The host's kernel crashes and begins to dump: it has power, and its guests are dead.</summary>
    public void Dump(SimHost host)
    {
        host.IsDumping = true;
        foreach (var instance in instances.Values)
            instance.Guests.Remove(host.Name);
        trace.Add("world", host.Name.Value, "kdump", $"{host.Name} has crashed and dumps its memory");
    }

    public void ServiceUp(HostName host, Signal signal) => ServiceCameUp?.Invoke(host, signal);

    /// <summary>The newest record of a move of this instance away from <paramref name="source"/>.</summary>
    public SimMigration? NewestMigration(InstanceId instance, HostName source, MoveKind kind) =>
        migrations.LastOrDefault(m => m.Instance == instance && m.Source == source && m.Kind == kind);

    /// <summary>Begins a move; its end comes later.</summary>
    /// <param name="unrecorded">So long only the instance itself shows it; its record comes after.</param>
    public void BeginMove(SimInstance instance, MoveKind kind, HostName? wanted, TimeSpan unrecorded = default)
    {
        instance.TaskState = kind == MoveKind.Evacuation ? "rebuilding" : "migrating";
        if (unrecorded > TimeSpan.Zero)
            After(unrecorded, () => RecordMove(instance, kind, wanted));
        else
            RecordMove(instance, kind, wanted);
    }

    void RecordMove(SimInstance instance, MoveKind kind, HostName? wanted)
    {
        var migration = new SimMigration(migrations.Count + 1, instance.Id, instance.Host, kind);
        migrations.Add(migration);
        var duration = kind == MoveKind.Evacuation ? Times.Evacuate : Times.Migrate;
        After(duration, () => EndMove(instance, migration, wanted));
    }

    void EndMove(SimInstance instance, SimMigration migration, HostName? wanted)
    {
        instance.TaskState = null;
        if (WhyMoveFails(instance, migration, wanted) is { } why)
        {
            (migration.State, migration.Detail) = (MoveState.Failed, why);
            trace.Add("world", migration.Source.Value, "move-failed", $"{instance.Name} stays on {instance.Host}: {why}");
            return;
        }

        var target = (wanted is { } name ? hosts[name] : Roomiest(migration.Source))!;
        instance.Host = target.Name;
        if (instance.State != VmState.Stopped)
            instance.Guests.Add(target.Name);
        if (migration.Kind == MoveKind.LiveMigration)
            instance.Guests.Remove(migration.Source);
        if (migration.Kind == MoveKind.Evacuation && instance.State == VmState.Error)
            instance.State = VmState.Active;
        (migration.State, migration.Detail) = (MoveState.Done, $"on {target.Name}");
        trace.Add("world", target.Name.Value, "moved", $"{instance.Name} is on {target.Name}");
    }

    string? WhyMoveFails(SimInstance instance, SimMigration migration, HostName? wanted)
    {
        if (instance.MovesFail is null or > 0)
        {
            instance.MovesFail -= 1;
            return "it was told to fail";
        }

        if (migration.Kind == MoveKind.LiveMigration && !hosts[migration.Source].PowerOn)
            return "the source died";
        var target = wanted is { } name ? hosts[name] : Roomiest(migration.Source);
        return target is not { PowerOn: true } ? "no valid host was found" : null;
    }

    SimHost? Roomiest(HostName source) => hosts.Values
        .Where(h => h.Name != source && h is { PowerOn: true, Disabled: false, ForcedDown: false } && h.Segment == hosts[source].Segment)
        .Select(h => (Host: h, Load: instances.Values.Count(i => i.Host == h.Name)))
        .Where(h => h.Host.Capacity is not { } capacity || h.Load < capacity)
        .OrderBy(h => h.Load).ThenBy(h => h.Host.Name)
        .Select(h => h.Host).FirstOrDefault();
}
