using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Inference.Known;

/// <summary>Derived: somebody works on the host, as a maintenance window says.</summary>
public sealed record AtWork(ComputeHost Compute) : HostFact(KnownKinds.AtWork, Compute)
{
    public override string Text => $"AtWork({Host})";
}
