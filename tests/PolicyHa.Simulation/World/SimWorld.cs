using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;
using PolicyHa.Simulation.Running;

namespace PolicyHa.Simulation.World;

/// <summary>
/// The cloud as it really is: power, guests, what Nova believes. Knows nothing of the service; acts come in through the
/// simulated ports, later effects through its own queue.
/// </summary>
public sealed partial class SimWorld(SimClock clock, SimTrace trace, WorldTimes times)
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

    /// <summary>A host that was switched on has booted: the monitors will see it.</summary>
    public event Action<HostName>? HostCameUp;

    /// <summary>From the start.</summary>
    public TimeSpan Now => clock.Elapsed;

    public WorldTimes Times { get; set; } = times;

    /// <summary>The Nova API answers.</summary>
    public bool NovaUp { get; set; } = true;

    /// <summary>So many of the next acts Nova does, and its answer is lost.</summary>
    public int NovaUnclear { get; set; }

    /// <summary>So many of the next acts Nova refuses.</summary>
    public int NovaRefuses { get; set; }

    /// <summary>From an accepted move to its migration record.</summary>
    public TimeSpan NovaLag { get; set; }

    /// <summary>Neither Nova nor a device answers the process that calls.</summary>
    public bool IsCallerCutOff { get; set; }

    /// <summary>The process whose call is being answered.</summary>
    public string Caller { get; set; } = "";

    /// <summary>Processes that have read the whole cloud.</summary>
    public HashSet<string> HaveReadTheFleet { get; } = [];

    /// <summary>Its machine's clock.</summary>
    public TimeProvider CallerClock { get; set; } = clock;

    /// <summary>Told after an act has come about, before its answer: throws to end the calling process there.</summary>
    public Action? AfterAct { get; set; }

    /// <summary>Nova hears from its compute services.</summary>
    public bool NovaServicesUp { get; set; } = true;

    /// <summary>
    /// Nova calls a service down whose last heart-beat is older. Null: it has every service up that is not forced down, whatever becomes of the host.
    /// </summary>
    public TimeSpan? ServiceDownTime { get; set; }

    /// <summary>Schedulers that are up; null: Nova does not answer that question.</summary>
    public int? SchedulersUp { get; set; } = 1;

    /// <summary>Conductors that are up; null: Nova does not answer that question.</summary>
    public int? ConductorsUp { get; set; } = 1;

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

    /// <summary>Nova has heard from its nova-compute lately.</summary>
    public bool NovaHears(SimHost host) => NovaServicesUp && (ServiceDownTime is not { } downTime || host.HasBeaten(clock.Elapsed, downTime));

    public void Add(FailoverSegment segment) => segments.Add(segment.Name, segment);

    public void Add(SimHost host) => hosts.Add(host.Name, host);

    public void Add(SimInstance instance)
    {
        instances.Add(instance.Id, instance);
        instance.Begin();
        if (instance.State != VmState.Stopped)
            instance.Guests.Add(instance.Host);
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

    public void Record(string kind, HostName host, string? instance, ActionContext context, string? device = null, bool isNeedless = false, HostName? target = null)
    {
        var act = new WorldAct(acts.Count, clock.Elapsed, kind, host, instance, Caller, context)
        {
            CallerNow = CallerClock.GetUtcNow(),
            Device = device,
            IsNeedless = isNeedless,
            Target = target,
        };
        acts.Add(act);
        trace.Add("act", host.Value, kind, act.ToString());
    }

    public void After(TimeSpan delay, Action effect) => effects.Enqueue(effect, (clock.GetUtcNow() + delay, sequence++));

    public void ServiceUp(HostName host, Signal signal)
    {
        if (signal == Signal.NovaCompute)
            hosts[host].ComputeEndedAt = null;
        ServiceCameUp?.Invoke(host, signal);
    }

    /// <summary>Its nova-compute ends; its guests run on.</summary>
    public void EndCompute(SimHost host)
    {
        if (!host.Runs || host.ComputeEndedAt is not null)
            return;
        host.ComputeEndedAt = clock.Elapsed;
        trace.Add("world", host.Name.Value, "service", $"nova-compute of {host.Name} has ended");
    }

    /// <summary>The newest record of a move of this instance away from <paramref name="source"/>.</summary>
    public SimMigration? NewestMigration(InstanceId instance, HostName source, MoveKind kind) =>
        migrations.FindLast(m => !m.IsHidden && m.Instance == instance && m.Source == source && m.Kind == kind);

    /// <summary>Begins a move; its end comes later.</summary>
    /// <param name="unrecorded">So long only the instance itself shows it; its record comes after.</param>
    public void BeginMove(SimInstance instance, MoveKind kind, HostName? wanted, TimeSpan unrecorded = default)
    {
        instance.TaskState = kind switch
        {
            MoveKind.Evacuation => "rebuilding",
            MoveKind.LiveMigration => "migrating",
            _ => "resize_prep",
        };
        if (kind == MoveKind.Migration)
            instance.Guests.Remove(instance.Host);              // it does not run meanwhile
        var began = clock.Elapsed;
        if (unrecorded > TimeSpan.Zero)
            After(unrecorded, () => RecordMove(instance, kind, wanted, began));
        else
            RecordMove(instance, kind, wanted, began);
    }

    /// <summary>The instance is on another host, by no act of the service; where that has no power it does not run.</summary>
    public void Place(SimInstance instance, string host)
    {
        var target = hosts[new HostName(host)];
        instance.Guests.Clear();
        instance.Host = target.Name;
        if (target.PowerOn && instance.State != VmState.Stopped)
            instance.Guests.Add(target.Name);
        if (!migrations.Exists(m => m.Instance == instance.Id && m.State == MoveState.UnderWay))
            instance.TaskState = null;
        trace.Add("world", target.Name.Value, "placed", $"{instance.Name} is on {target.Name}, by no act of ours");
    }

    void RecordMove(SimInstance instance, MoveKind kind, HostName? wanted, TimeSpan began)
    {
        var migration = new SimMigration(migrations.Count + 1, instance.Id, instance.Host, kind) { BeganAt = began };
        migrations.Add(migration);
        var duration = kind == MoveKind.Evacuation ? Times.Evacuate : Times.Migrate;
        if (NovaLag > TimeSpan.Zero)
        {
            migration.IsHidden = true;
            After(NovaLag, () => migration.IsHidden = false);
        }

        After(duration > NovaLag ? duration : NovaLag, () => EndMove(instance, migration, wanted));
    }

    /// <summary>Its owner does something with an instance; while Nova is at work on it, Nova refuses; so it does where there is nothing to do.</summary>
    public void OwnerActs(SimInstance instance, OwnerAct act)
    {
        if (instance.State == VmState.Deleted || instance.TaskState is not null || instance.Resized is not null)
            return;
        trace.Add("world", instance.Host.Value, "owner", $"the owner of {instance.Name}: {act.ToString().ToLowerInvariant()}");
        switch (act)
        {
            case OwnerAct.Stops when instance.State is VmState.Active or VmState.Error:
                (instance.State, instance.StoppedByOwner) = (VmState.Stopped, true);
                instance.Guests.Clear();
                break;
            case OwnerAct.Starts when instance.State == VmState.Stopped && hosts[instance.Host].Runs:
                (instance.State, instance.StoppedByOwner) = (VmState.Active, false);
                instance.Guests.Add(instance.Host);
                break;
            case OwnerAct.Deletes:
                instance.State = VmState.Deleted;
                instance.Guests.Clear();
                break;
            case OwnerAct.Migrates when instance.State == VmState.Active && hosts[instance.Host].Runs:
                BeginMove(instance, MoveKind.LiveMigration, null);
                break;
            case OwnerAct.Protects:
                instance.Metadata["HA_Enabled"] = "True";
                break;
            case OwnerAct.Unprotects:
                instance.Metadata["HA_Enabled"] = "False";
                break;
            case OwnerAct.Locks:
                instance.Locked = true;
                break;
            default:
                break;                                  // Nova refuses: not in that state
        }
    }

    void EndMove(SimInstance instance, SimMigration migration, HostName? wanted)
    {
        if (migration.State != MoveState.UnderWay)
            return;                                     // it was aborted
        instance.TaskState = null;
        if (instance.State == VmState.Deleted)
        {
            (migration.State, migration.Detail) = (MoveState.Failed, "its owner deleted it");
            return;
        }

        var target = wanted is { } name ? hosts[name] : Roomiest(instance, migration.Source);
        migration.Target = target?.Name;
        if (WhyMoveFails(instance, migration, target) is { } why)
        {
            (migration.State, migration.Detail) = (MoveState.Failed, why);
            if (migration.Kind == MoveKind.Migration && instance.State == VmState.Active)
                ComeBack(instance);
            trace.Add("world", migration.Source.Value, "move-failed", $"{instance.Name} stays on {instance.Host}: {why}");
            return;
        }

        instance.Host = target!.Name;
        if (migration.Kind == MoveKind.LiveMigration)
            instance.Guests.Remove(migration.Source);
        instance.State = StateAfter(instance, migration.Kind);
        if (instance.State is not (VmState.Stopped or VmState.Error))
            instance.Guests.Add(target.Name);
        (migration.State, migration.Detail) = (MoveState.Done, instance.State == VmState.Error ? "its guest did not start" : $"on {target.Name}");
        if (migration.Kind == MoveKind.Migration)
        {
            migration.State = MoveState.ToConfirm;
            (instance.Resized, instance.State) = (instance.State, VmState.Other);
        }

        trace.Add("world", target.Name.Value, "moved", $"{instance.Name} is on {target.Name}");
    }

    static VmState StateAfter(SimInstance instance, MoveKind kind)
    {
        if (instance is { MovesEndIn: { } end, MovesEndSo: null or > 0 })
        {
            instance.MovesEndSo -= 1;
            return end;
        }

        return kind == MoveKind.Evacuation && instance.State == VmState.Error ? VmState.Active : instance.State;
    }

    string? WhyMoveFails(SimInstance instance, SimMigration migration, SimHost? target)
    {
        if (instance.MovesFail is null or > 0)
        {
            instance.MovesFail -= 1;
            return "it was told to fail";
        }

        if (migration.Kind == MoveKind.LiveMigration && instance.Needs.Contains(HostNeed.Pci))
            return "Migration pre-check error: This request does not explicitly request live-migratable devices.";
        if (migration.Kind != MoveKind.Evacuation && (!hosts[migration.Source].Runs || hosts[migration.Source].BootedAt > migration.BeganAt))
            return "the source died";                       // back by now or not: what ran there ended then
        return target is not { Runs: true } || !Takes(target, instance, migration.Source) ? "no valid host was found" : null;
    }

    SimHost? Roomiest(SimInstance instance, HostName source) => hosts.Values
        .Where(h => h.Segment == hosts[source].Segment && h.Runs && Takes(h, instance, source))
        .OrderBy(h => SoftRank(h, instance)).ThenBy(LoadOf).ThenBy(h => h.Name).FirstOrDefault();

    /// <summary>What Nova's filters say, whoever asks for the host; whether it runs they do not know.</summary>
    bool Takes(SimHost host, SimInstance instance, HostName source) =>
        host.Name != source && host is { IsInNova: true, Disabled: false, ForcedDown: false }
        && (host.Capacity is not { } capacity || LoadOf(host) < capacity)
        && RoomLeft(host)?.Holds(instance.Claim) is not false
        && instance.ServerGroup switch
        {
            { Policy: ServerGroupPolicy.AntiAffinity } group => MatesOn(host, instance) < group.MaxPerHost,
            { Policy: ServerGroupPolicy.Affinity } => MatesOn(host, instance) > 0,
            _ => true,
        };

    int LoadOf(SimHost host) => instances.Values.Count(i => i.Host == host.Name);

    int SoftRank(SimHost host, SimInstance instance) => instance.ServerGroup?.Policy switch
    {
        ServerGroupPolicy.SoftAntiAffinity => MatesOn(host, instance),
        ServerGroupPolicy.SoftAffinity => -MatesOn(host, instance),
        _ => 0,
    };

    int MatesOn(SimHost host, SimInstance instance) => instances.Values.Count(
        i => i != instance && i.Host == host.Name && i.State != VmState.Deleted && i.ServerGroup?.Id == instance.ServerGroup!.Id);
}
