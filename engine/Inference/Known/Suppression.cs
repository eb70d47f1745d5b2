using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Inference.Known;

/// <summary>Derived: an instance's fault is not acted on by itself.</summary>
public sealed record Suppression(ComputeHost Compute, InstanceId Instance, string Because)
    : HostFact(KnownKinds.Suppression, Compute)
{
    public override string Text => $"Suppression({Instance}, {Because})";
}
