using PolicyHa.Api.Contracts;
using PolicyHa.Api.Operating;
using PolicyHa.Engine.Explain;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Api.Answers;

/// <summary>Answers what is known of hosts and instances right now, from memory.</summary>
sealed class HostAnswers(ClusterState state, PolicyHolder policies, IFencing fencing, TimeProvider clock)
{
    /// <summary>By name.</summary>
    public IReadOnlyList<HostSummary> List(string? segment)
    {
        var incidents = state.Book.Open.Where(i => i.IsOfHost).ToDictionary(i => i.Host);
        var (policy, now) = (policies.Current, clock.GetUtcNow());
        return
        [
            .. from host in state.Fleet.Hosts
               where segment is null || host.Segment.Value == segment
               let instances = state.Fleet.InstancesOn(host.Name)
               let incident = incidents.GetValueOrDefault(host.Name)
               select new HostSummary(
                   host.Name.Value,
                   host.Segment.Value,
                   host.Zone,
                   StateOf(host, incident, now),
                   instances.Count,
                   instances.Count(i => policy.Classes.Classify(i, host).Class != InstanceClass.None),
                   host.Fenceable,
                   incident?.Id.Value),
        ];
    }

    /// <summary>Null when there is no such host.</summary>
    public HostDetails? Find(HostName name)
    {
        if (SceneOf(name) is not var (snapshot, host))
            return null;
        var now = snapshot.TakenAt;
        var explanation = ExplanationOf(snapshot, host);
        var notes = explanation.Instances.ToDictionary(i => i.Id, i => i.Text);
        return new HostDetails(
            host.Name.Value,
            host.Compute.Segment.Value,
            host.Compute.Zone,
            StateOf(host.Compute, host.Incident, now),
            new ServiceView(
                host.Compute.ServiceId,
                host.Compute.ServiceUp,
                host.Compute.Disabled,
                host.Compute.DisabledReason,
                host.Compute.ForcedDown),
            host.Compute.Fenceable,
            [.. SignalNames.All.Select(s => SignalOf(host, s))],
            state.Operators.WindowOf(name, host.Compute.Segment, now) is { } window
                ? MaintenanceView.Of(window, InFlight.In(state, window.Scope))
                : null,
            host.Mark?.FencedAt,
            host.Incident is { } incident ? IncidentView.Of(incident) : null,
            [.. host.Instances.Select(i => View(i, notes.GetValueOrDefault(i.Id.Value)))],
            ExplanationView.Of(explanation))
        {
            Watchdog = WatchdogOf(name),
            Room = RoomView.Of(host.Compute.Room),
            Fencing = FenceCheckView.Of(state.FenceChecks.Of(name)),
        };
    }

    /// <summary>Why something is done about the host, or why nothing is. Null when there is no such host.</summary>
    public Explanation? Explain(HostName name) =>
        SceneOf(name) is var (snapshot, host) ? ExplanationOf(snapshot, host) : null;

    /// <summary>Why something is done about the instance, or why nothing is.</summary>
    public Explanation Explain(Instance instance)
    {
        if (IncidentOf(instance) is { } incident)
            return incident.Explanation;
        var hostly = Explain(instance.Host);
        var verdict = ClassOf(instance);
        return new Explanation
        {
            Subject = $"{instance.Name} on {instance.Host}",
            At = clock.GetUtcNow(),
            Policy = policies.Current.Version.ToString(),
            Domain = hostly?.Domain ?? "fleet",
            Outcome =
            [
                hostly?.Instances.FirstOrDefault(n => n.Id == instance.Id.Value)?.Text
                ?? "nothing: its host is not known",
            ],
            Because = hostly?.Because,
            NearMisses = hostly?.NearMisses ?? [],
            Instances =
            [
                new InstanceNote(
                    instance.Id.Value,
                    instance.Name,
                    Words.Of(verdict.Class),
                    verdict.At.ToString(),
                    $"on {instance.Host}"),
            ],
        };
    }

    /// <summary>By id, or by a name that only one instance has.</summary>
    public Instance? FindInstance(string idOrName) =>
        state.Fleet.Instance(new InstanceId(idOrName.ToLowerInvariant()))
        ?? (state.Fleet.Instances.Where(i => i.Name == idOrName).Take(2).ToArray() is [var only] ? only : null);

    public InstanceView View(Instance instance, string? note = null)
    {
        var verdict = ClassOf(instance);
        var fault = state.Board.FaultsOn(instance.Host).FirstOrDefault(f => f.Instance == instance.Id);
        return new InstanceView(
            instance.Id.Value,
            instance.Name,
            instance.Host.Value,
            instance.Project,
            Words.Of(instance.State),
            instance.TaskState,
            Words.Of(instance.Boot),
            instance.HaEnabled,
            Words.Of(verdict.Class),
            verdict.Class != InstanceClass.None,
            verdict.At.ToString(),
            fault?.Kind.Name(),
            IncidentOf(instance)?.Id.Value,
            note ?? Explain(instance.Host)?.Instances.FirstOrDefault(n => n.Id == instance.Id.Value)?.Text,
            instance.Locked,
            instance.LockedReason,
            Words.Of(instance.HaSource));
    }

    WatchdogView? WatchdogOf(HostName host)
    {
        if (state.Watchdogs.WordOf(host) is not { } word)
            return null;
        DateTimeOffset?[] heard = [word.ReceivedAt, state.Watchdogs.LastHeardOf(host)?.At, state.Board.LastLifeOf(host)?.At];
        return new WatchdogView(
            Words.Of(word.State), word.Timeout.TotalSeconds, word.ReceivedAt, heard.Max()!.Value,
            fencing.TopologyOf(host).Watchdog?.BoundFor(word.Timeout).TotalSeconds);
    }

    ClassVerdict ClassOf(Instance instance) =>
        policies.Current.Classes.Classify(instance, state.Fleet.Host(instance.Host));

    Explanation ExplanationOf(ClusterSnapshot snapshot, HostView host) =>
        host.Incident?.Explanation ?? WhyNothing.Of(snapshot, host, policies.Current);

    Incident? IncidentOf(Instance instance) => state.Book.Open.FirstOrDefault(i => i.Instance == instance.Id);

    (ClusterSnapshot Snapshot, HostView Host)? SceneOf(HostName name) =>
        state.Fleet.Host(name) is { } known
        && state.SnapshotOf(known.Segment, clock.GetUtcNow()) is { } snapshot
        && snapshot.Host(name) is { } host
            ? (snapshot, host)
            : null;

    string StateOf(ComputeHost host, Incident? incident, DateTimeOffset now)
    {
        if (incident is not null)
            return Words.Of(incident.State);
        if (state.Book.Mark(host.Name) is not null)
            return "fenced";
        if (state.Operators.WindowOf(host.Name, host.Segment, now) is not null)
            return "maintenance";
        var signals = state.Board.SignalsOf(host.Name);
        return signals.AnyTrouble ? "trouble" : signals.AllUp ? "healthy" : "unknown";
    }

    static SignalView SignalOf(HostView host, Signal signal)
    {
        var reading = host.Signals[signal];
        return new SignalView(
            signal.Name(),
            reading.Status.Name(),
            reading.ChangedAt,
            reading.Cause?.ToString(),
            reading.Agree,
            reading.Of);
    }
}
