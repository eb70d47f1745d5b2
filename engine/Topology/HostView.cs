using System.Collections.Frozen;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Signals;

namespace PolicyHa.Engine.Topology;

/// <summary>One host as a decision sees it.</summary>
/// <param name="Instances">By id.</param>
/// <param name="Faults">Faults inside instances, by instance id; an instance that is no longer here has none.</param>
/// <param name="Mark">We fenced it, and it has not come back.</param>
/// <param name="Incidents">Open incidents of the host and of instances on it, oldest first.</param>
/// <param name="Plans">Their plans, superseded ones too.</param>
public sealed record HostView(
    ComputeHost Compute,
    HostSignals Signals,
    bool Maintenance,
    FenceMark? Mark,
    IReadOnlyList<Instance> Instances,
    IReadOnlyList<FaultEntry> Faults,
    IReadOnlyList<Incident> Incidents,
    IReadOnlyList<RecoveryPlan> Plans)
{
    /// <summary>When instances on it were last recovered from faults of their own, oldest first; of the last hour at least.</summary>
    public IReadOnlyDictionary<InstanceId, IReadOnlyList<DateTimeOffset>> Recoveries { get; init; } =
        FrozenDictionary<InstanceId, IReadOnlyList<DateTimeOffset>>.Empty;

    /// <summary>The newest sign of life; only known of a host that counts as dead, or is about to.</summary>
    public LifeSign? LastLife { get; init; }

    /// <summary>An observer whose word is from before the start, says down, and should have been repeated; null: there is none.</summary>
    public string? UnheardObserver { get; init; }

    /// <summary>When it was last proven off, whether it is back or not; null: not within memory.</summary>
    public DateTimeOffset? LastFencedAt { get; init; }

    /// <summary>Of a host that has left the segment: the one it is in now. Null for any other, and where the cloud has no such host any more.</summary>
    public SegmentName? MovedTo { get; init; }

    /// <summary>It is a reserved host, and is taken; null: it is free, or none.</summary>
    public Reservation? Reservation { get; init; }

    /// <summary>The newest incidents of it that were closed at the moment they were opened: their ids are taken.</summary>
    public IReadOnlyList<ClosedAtOnce> ClosedAtOnce { get; init; } = [];

    /// <summary>What it last said about shutting down; null: it never did.</summary>
    public ShutdownNotice? Shutdown { get; init; }

    /// <summary>Instances that a failed recovery of it, or of one of its instances, did not bring to an end, by name; none while none has failed.</summary>
    public IReadOnlyList<UndoneInstance> Undone { get; init; } = [];

    /// <summary>Somebody has seen something of it up, some time.</summary>
    public bool WasSeenUp { get; init; } = true;

    /// <summary>It has joined the fleet, and neither Nova nor any observer has ever seen it up: it may never have run.</summary>
    public bool IsRegistering => !WasSeenUp && !Compute.HasReported;

    public HostName Name => Compute.Name;

    /// <summary>The open incident of the host itself.</summary>
    public Incident? Incident => Incidents.FirstOrDefault(i => i.IsOfHost);

    public RecoveryPlan? PlanOf(Incident? incident) =>
        incident?.Plan is { } id ? Plans.FirstOrDefault(p => p.Id == id) : null;

    /// <summary>A superseded plan has still a step under way, such as a migration that the cloud has not ended yet.</summary>
    public bool HasOlderPlanUnderWay(Incident incident) =>
        Plans.Any(p => p.Incident == incident.Id && p.Id != incident.Plan && p.IsUnderWay);

    public IReadOnlyList<DateTimeOffset> RecoveriesOf(InstanceId instance) => Recoveries.GetValueOrDefault(instance, []);

    /// <summary>The end of the instance's fault will be reported: it waits for its disk, or somebody listens for its next heartbeat.</summary>
    public bool HasLastingFault(InstanceId instance) =>
        FaultOf(instance) is InstanceFaultKind.IoError or InstanceFaultKind.NoHeartbeat;

    /// <summary>It stays whatever we do about it: a guest that cannot write cannot after a restart, until its disk is back.</summary>
    public bool HasFaultThatOutlivesRecovery(InstanceId instance) => FaultOf(instance) == InstanceFaultKind.IoError;

    InstanceFaultKind? FaultOf(InstanceId instance)
    {
        foreach (var fault in Faults)
        {
            if (fault.Instance == instance)
                return fault.Kind;
        }

        return null;
    }

    /// <inheritdoc cref="HostSignals.AgeAt"/>
    public TimeSpan SignalsAge(DateTimeOffset now) => Signals.AgeAt(now);

    /// <summary>May be given instances: nobody sees trouble on it, Nova places there, and nobody works on it.</summary>
    public bool CanTakeInstances =>
        !Signals.AnyTrouble && Compute is { ServiceUp: true, Disabled: false, ForcedDown: false } && !Maintenance && Mark is null;

    /// <summary>It fell ill within the last hour, or was fenced within the last day: what it is now is not what it always was.</summary>
    public bool HasFallen => LastFencedAt is not null || Signals.HasFallen;

    internal void AppendTo(DigestText text)
    {
        text.Add(Name.Value);
        text.Add(Compute.Zone);
        text.Add(Compute.AggregateMetadata);
        foreach (var membership in Compute.Memberships)
        {
            text.Add(membership.Name);
            text.Add(membership.Metadata);
        }

        text.Add(Compute.CarriesControlPlane);
        if (Compute.Room is { } room)
        {
            text.Add(room.Vcpus);
            text.Add(room.RamMiB);
            text.Add(room.DiskGiB ?? long.MinValue);
        }

        text.Add(Compute.ServiceUp);
        text.Add(Compute.Disabled);
        text.Add(Compute.ForcedDown);
        text.Add(Compute.Fenceable);
        text.Add(Compute.IsReserved);
        text.Add(Reservation?.Incident.Value);
        text.Add(Reservation?.SettledAt?.UtcTicks ?? 0);
        text.Add(Maintenance);
        text.Add(Mark?.FencedAt.UtcTicks ?? 0);
        text.Add(Mark?.ContradictedAt?.UtcTicks ?? 0);
        text.Add(Mark?.SwitchedOnAt?.UtcTicks ?? 0);
        text.Add(UnheardObserver);
        text.Add(LastLife?.At.UtcTicks ?? 0);
        text.Add(LastFencedAt?.UtcTicks ?? 0);
        if (IsRegistering)
            text.Add("registering");
        if (Shutdown is { IsOver: false } notice)
            text.Add($"{notice.Kind} {notice.At.UtcTicks}");
        foreach (var signal in SignalNames.All)
        {
            text.Add((long)Signals[signal].Status);
            text.Add(Signals[signal].ChangedAt?.UtcTicks ?? 0);
        }

        foreach (var fault in Faults)
        {
            text.Add(fault.Instance.Value);
            text.Add((long)fault.Kind);
            text.Add(fault.Since.UtcTicks);
        }

        foreach (var incident in Incidents)
        {
            text.Add(incident.Id.Value);
            text.Add((long)incident.State);
            text.Add(incident.Plan?.Value);
        }

        foreach (var closed in ClosedAtOnce)
            text.Add(closed.Id.Value);
    }

    internal void AppendInstancesTo(DigestText text)
    {
        foreach (var instance in Instances)
        {
            text.Add(instance.Id.Value);
            text.Add((long)instance.State);
            text.Add(instance.TaskState);
            text.Add(instance.Locked);
            text.Add((long)instance.Boot);
            text.Add(instance.HaEnabled);
            text.Add(instance.Name);
            text.Add(instance.Project);
            text.Add(instance.Flavor.Name);
            text.Add(instance.Image);
            text.Add(instance.Metadata);
            text.Add(instance.ServerGroup?.Id);
        }

        foreach (var undone in Undone)
        {
            text.Add(undone.Id.Value);
            text.Add(undone.Seen?.Host.Value);
            text.Add((long?)undone.Seen?.State ?? -1);
            text.Add(undone.Seen?.TaskState);
        }
    }
}
