using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Policies;

namespace PolicyHa.Rules.BuiltIn;

/// <summary>
/// The fault of an instance on a host that is faulty or suspect is not acted on by itself: restarting an instance on a
/// dying host helps nobody, and the host's plan covers it.
/// </summary>
sealed class HostPreEmptsInstanceRule : IRule
{
    public string Name => "host-pre-empts-instance";

    public RuleSource Source => RuleSource.BuiltIn;

    public FactScope Scope => FactScope.Host;

    public FactKinds Reads { get; } =
        FactKinds.Of(KnownKinds.InstanceFault, KnownKinds.HostFault, KnownKinds.HostSuspect);

    /// <summary>A fault is the better reason than a suspicion, so it must be known first.</summary>
    public FactKinds Awaits { get; } = FactKinds.Of(KnownKinds.HostFault);

    public FactKinds Needs { get; } = FactKinds.Of(KnownKinds.InstanceFault);

    public FactKinds Derives { get; } = FactKinds.Of(KnownKinds.Suppression);

    public void Derive(FactView facts, Conclusions conclusions)
    {
        foreach (var fault in facts.Of(KnownKinds.InstanceFault))
        {
            if (facts.Of(KnownKinds.HostFault).First is { } host)
            {
                Suppress(conclusions, fault, host,
                    $"host {fault.Host} is itself faulty ({host.Row.Row}); its plan covers {fault.Instance.Name}");
            }
            else if (facts.Of(KnownKinds.HostSuspect).First is { } suspect)
            {
                Suppress(conclusions, fault, suspect,
                    $"host {fault.Host} may be failing; {fault.Instance.Name} waits until that is clear");
            }
        }
    }

    static void Suppress(Conclusions conclusions, InstanceFault fault, Fact host, string because) =>
        conclusions.Add(new Suppression(fault.Compute, fault.Instance.Id, because), fault, host);
}
