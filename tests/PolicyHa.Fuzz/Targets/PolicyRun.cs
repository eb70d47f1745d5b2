using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Fuzz.Targets;

/// <summary>Runs a policy on a made-up segment to which things happen: what is kept must be what a fresh run gives.</summary>
static class PolicyRun
{
    static readonly TimeSpan Age = TimeSpan.FromSeconds(30);

    static readonly HostName Other = new("h2");

    static readonly IReadOnlyList<ClusterSnapshot> Turns = [.. MakeTurns()];

    /// <summary>Null when every promise was kept.</summary>
    public static string? FaultOf(RecoveryPolicy policy)
    {
        var kept = new SegmentInference(policy);
        for (var turn = 0; turn < Turns.Count; turn++)
        {
            var (held, fresh) = (kept.Update(Turns[turn], FleetFacts.None).Text(), InferenceRun.Over(Turns[turn], policy).Text());
            if (held != fresh)
                return $"what is kept is stale in turn {turn}:\n{held}\ninstead of\n{fresh}";
            if (InferenceRun.Over(Turns[turn], policy).Text() != fresh)
                return $"the same twice is not the same in turn {turn}";
        }

        foreach (var host in Turns[0].Hosts)
        {
            foreach (var instance in host.Instances)
            {
                policy.Classes.Classify(instance, host.Compute);
                policy.Classes.Classify(instance, null);
            }
        }

        return null;
    }

    static IEnumerable<ClusterSnapshot> MakeTurns()
    {
        var now = Begin();
        yield return now;
        yield return now = Flip(now, MadeUpSegment.Host, Signal.StorageNetwork, SignalStatus.Down);
        yield return now = Flip(Later(now, TimeSpan.FromSeconds(20)), Other, Signal.Power, SignalStatus.Down);
        yield return now = Later(now, TimeSpan.FromMinutes(6));
        yield return now = Flip(now, MadeUpSegment.Host, Signal.StorageNetwork, SignalStatus.Up);
        yield return now = Without(now, MadeUpSegment.Host);
        yield return Flip(Later(now, TimeSpan.FromSeconds(1)), Other, Signal.AdminNetwork, SignalStatus.Unknown);
    }

    /// <summary>Five hosts in two racks, one of them with instances in trouble.</summary>
    static ClusterSnapshot Begin()
    {
        var made = MadeUpSegment.With(s => s == Signal.AdminNetwork ? SignalStatus.Down : SignalStatus.Up, Age, cattle: 2, pets: 2);
        var kinds = Enum.GetValues<InstanceFaultKind>();
        return made with
        {
            Hosts =
            [
                .. made.Hosts.Select((host, number) => host with
                {
                    Compute = host.Compute with
                    {
                        Aggregates = number < 4 ? ["ssd"] : [],
                        AggregateMetadata = number < 4
                            ? new Dictionary<string, string> { ["rack"] = $"r{number % 2}" }
                            : new Dictionary<string, string>(),
                    },
                    Faults = [.. host.Instances.Select((i, n) => FaultOf(i, kinds[n % kinds.Length], made.TakenAt - Age))],
                }),
            ],
        };
    }

    static FaultEntry FaultOf(Instance instance, InstanceFaultKind kind, DateTimeOffset since) =>
        new(instance.Id, kind, since, since, new EventId("fuzz", instance.Name));

    static ClusterSnapshot Later(ClusterSnapshot now, TimeSpan time) => now with { TakenAt = now.TakenAt + time };

    static ClusterSnapshot Flip(ClusterSnapshot now, HostName host, Signal signal, SignalStatus status) =>
        SnapshotCopies.With(now, host, new Dictionary<Signal, SignalStatus> { [signal] = status }, TimeSpan.Zero);

    /// <summary>The instances are well again.</summary>
    static ClusterSnapshot Without(ClusterSnapshot now, HostName host) =>
        now with { Hosts = [.. now.Hosts.Select(h => h.Name == host ? h with { Faults = [] } : h)] };
}
