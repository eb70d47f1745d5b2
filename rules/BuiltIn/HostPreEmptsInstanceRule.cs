using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Compilation;

namespace PolicyHa.Rules.BuiltIn;

/// <summary>
/// The fault of an instance on a host that is faulty or suspect is not acted on by itself: restarting an instance on a
/// dying host helps nobody, and the host's plan covers it.
/// </summary>
sealed class HostPreEmptsInstanceRule : IRule
{
    public string Name => "host-pre-empts-instance";

    public RuleSource Source => RuleSource.BuiltIn;

    public int Stratum => Strata.Guards;

    public IEnumerable<Conclusion> Derive(FactSet facts)
    {
        foreach (var fault in facts.Of<InstanceFault>())
        {
            if (facts.Of<HostFault>(fault.Host) is [var host, ..])
            {
                yield return Suppress(fault, host,
                    $"host {fault.Host} is itself faulty ({host.Row.Row}); its plan covers {fault.Instance.Name}");
            }
            else if (facts.Of<HostSuspect>(fault.Host) is [var suspect, ..])
            {
                yield return Suppress(fault, suspect,
                    $"host {fault.Host} may be failing; {fault.Instance.Name} waits until that is clear");
            }
        }
    }

    static Conclusion Suppress(InstanceFault fault, Fact host, string because) =>
        new(new Suppression(fault.Host, fault.Instance.Id, because), [fault, host]);
}
