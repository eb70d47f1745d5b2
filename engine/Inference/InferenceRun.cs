using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Inference;

/// <summary>Turns a snapshot into facts and runs a policy's rules over them. Pure.</summary>
public static class InferenceRun
{
    /// <summary>More facts than this for each host and fault of the segment means that a rule multiplies them.</summary>
    const int FactsPerGiven = 20;

    /// <summary>Same snapshot and policy, same beliefs.</summary>
    public static Beliefs Over(ClusterSnapshot snapshot, RecoveryPolicy policy)
    {
        var facts = new FactSet();
        foreach (var host in snapshot.Hosts)
            AddGiven(facts, host, snapshot.TakenAt);
        try
        {
            var firings = ForwardChainer.Run(policy.Rules, facts, (facts.Count + 10) * FactsPerGiven);
            return new Beliefs(facts, firings, null);
        }
        catch (RulesDidNotSettleException e)
        {
            return new Beliefs(facts, e.Firings, e.Message);
        }
    }

    static void AddGiven(FactSet facts, HostView host, DateTimeOffset now)
    {
        facts.Add(new HostState(host.Compute, host.Signals, host.SignalsAge(now), host.Maintenance));
        foreach (var fault in host.Faults)
        {
            if (host.Instances.FirstOrDefault(i => i.Id == fault.Instance) is { } instance)
                facts.Add(new InstanceFault(instance, fault.Kind, now - fault.Since, fault.Cause));
        }
    }
}
