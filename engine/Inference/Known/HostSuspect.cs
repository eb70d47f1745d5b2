using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Inference.Known;

/// <summary>Derived: a signal of the host is not up, but has not stood long enough to be a fault.</summary>
public sealed record HostSuspect(ComputeHost Compute) : HostFact(KnownKinds.HostSuspect, Compute)
{
    public override string Text => $"HostSuspect({Host})";
}
