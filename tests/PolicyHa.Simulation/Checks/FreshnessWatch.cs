using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference;
using PolicyHa.Simulation.Running;

namespace PolicyHa.Simulation.Checks;

/// <summary>
/// What is kept from turn to turn must be what is found by beginning from nothing: the service's views of hosts, and all that
/// rules conclude from them. It keeps conclusions of its own, so that looking does not change the service.
/// </summary>
sealed class FreshnessWatch
{
    readonly Dictionary<SegmentName, SegmentInference> kept = [];

    /// <summary>The first segment whose kept picture is stale, with what differs; null when all are fresh.</summary>
    public string? Stale(SimService service, DateTimeOffset now)
    {
        var policy = service.Policies.Current;
        foreach (var segment in service.State.Fleet.Segments)
        {
            var (known, fresh) = (service.State.SnapshotOf(segment.Name, now)!, service.State.FreshSnapshotOf(segment.Name, now)!);
            if (known.Digest() != fresh.Digest())
                return $"the kept picture of segment {segment.Name} is not what a fresh one shows";
            if (!kept.TryGetValue(segment.Name, out var inference) || !ReferenceEquals(inference.Policy, policy))
                kept[segment.Name] = inference = new SegmentInference(policy);
            var (held, found) = (inference.Update(known, service.Memory.Fleet).Text(), InferenceRun.Over(fresh, policy, service.Memory.Fleet).Text());
            if (held != found)
                return $"the kept conclusions about segment {segment.Name} are stale:\n{held}\ninstead of\n{found}";
        }

        return null;
    }
}
