using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>What is decided about: a host, or one instance on a healthy host; with its open incident, if it has one.</summary>
/// <param name="Cause">The event that made the fault; the incident's id derives from it.</param>
/// <param name="FaultSince">When the fault began, by our clock.</param>
/// <param name="At">When it is decided about; an incident that has none yet opens then.</param>
public sealed record Subject(
    HostView Host, Instance? Instance, Incident? Incident, EventId Cause, DateTimeOffset FaultSince, DateTimeOffset At)
{
    /// <summary>Something larger than a host, such as <c>rack r7</c>; null for a host or an instance.</summary>
    public string? Scope { get; init; }

    /// <summary>With <see cref="Scope"/>: which rule tells it; two may tell different things about one rack.</summary>
    public string? Row { get; init; }

    public string Name => Scope is not null ? $"{Scope}/{Row}" : (Instance is { } instance ? instance.Id.Value : Host.Name.Value);

    /// <summary>For people.</summary>
    public string Text => Scope ?? (Instance is { } instance ? $"{instance.Name} on {Host.Name}" : Host.Name.Value);

    /// <summary>What an open incident is about, for what no fault began.</summary>
    /// <param name="cause">The word after <c>policyha/</c> that the event is named by.</param>
    internal static Subject OfOpen(ClusterSnapshot now, HostView host, Incident incident, string cause) => new(
        host,
        host.Instances.FirstOrDefault(i => i.Id == incident.Instance),
        incident,
        new EventId($"policyha/{cause}", host.Name.Value),
        incident.FaultSince,
        now.TakenAt)
    {
        Scope = incident.Scope,
        Row = incident.Row,
    };

    public IncidentId IncidentId => Incident?.Id ?? IncidentId.From(Name, Cause, At).OtherThan(Host.ClosedAtOnce);

    /// <summary>
    /// The mark of the fence that the incident was about, once its recovery is over: from now on the host may come back, and these were
    /// evacuated. Null: it was about none.
    /// </summary>
    internal FenceMark? SettledMark => Host.Mark is { } mark && mark.Incident == Incident?.Id
        ? mark with
        {
            SettledAt = At,
            Evacuated =
            [
                .. Host.Plans.Where(p => p.Incident == mark.Incident).SelectMany(p => p.Steps)
                    .Where(s => s is { Kind: StepKind.Evacuate, State: StepState.Done }).Select(s => s.Instance!.Value).Distinct().Order(),
            ],
            Left = Host.PlanOf(Incident) is { } plan
                ? [.. plan.Steps.Where(s => HadNoPlace(s, plan) && s.Former != VmState.Stopped).Select(s => s.Instance!.Value).Order()] : [],
        }
        : null;

    static bool HadNoPlace(PlanStep step, RecoveryPlan plan) => step.Kind == StepKind.Evacuate
        && (step.HasNoPlace || (step.State == StepState.Cancelled && plan.Steps.Any(s => s is { Kind: StepKind.ReserveHost, HasNoPlace: true })));
}
