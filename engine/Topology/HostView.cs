using System.Collections.Frozen;
using System.Text;
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

    public HostName Name => Compute.Name;

    /// <summary>The open incident of the host itself.</summary>
    public Incident? Incident => Incidents.FirstOrDefault(i => i.IsOfHost);

    public RecoveryPlan? PlanOf(Incident? incident) =>
        incident?.Plan is { } id ? Plans.FirstOrDefault(p => p.Id == id) : null;

    /// <summary>A superseded plan has still a step under way, such as a migration that the cloud has not ended yet.</summary>
    public bool HasOlderPlanUnderWay(Incident incident) =>
        Plans.Any(p => p.Incident == incident.Id && p.Id != incident.Plan && p.IsUnderWay);

    public IReadOnlyList<DateTimeOffset> RecoveriesOf(InstanceId instance) => Recoveries.GetValueOrDefault(instance, []);

    /// <summary>How long none of its table signals has changed; zero when none was ever reported.</summary>
    public TimeSpan SignalsAge(DateTimeOffset now) =>
        Signals.ChangedAt is { } at && at < now ? now - at : TimeSpan.Zero;

    /// <summary>May be given instances: nobody sees trouble on it, Nova places there, and nobody works on it.</summary>
    public bool CanTakeInstances =>
        !Signals.AnyTrouble && Compute is { ServiceUp: true, Disabled: false, ForcedDown: false } && !Maintenance && Mark is null;

    internal void AppendTo(StringBuilder text)
    {
        text.Append(Name).Append(' ').Append(Compute).Append(' ').Append(Maintenance).Append(' ').Append(Mark).Append('\n');
        foreach (var signal in SignalNames.All)
            text.Append(Signals[signal].Status.Name()).Append('@').Append(Signals[signal].ChangedAt?.UtcTicks).Append(' ');
        text.Append('\n');
        foreach (var i in Instances)
            text.Append(i.Id).Append(' ').Append(i.State).Append(' ').Append(i.TaskState).Append(' ').Append(i.HaEnabled).Append('\n');
        foreach (var f in Faults)
            text.Append(f).Append('\n');
        foreach (var incident in Incidents)
            text.Append(incident.Id).Append(' ').Append(incident.State).Append(' ').Append(incident.Plan).Append('\n');
    }
}
