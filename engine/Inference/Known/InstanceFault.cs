using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Inference.Known;

/// <summary>Given: something is wrong inside one instance.</summary>
/// <param name="Age">Since the board accepted it.</param>
/// <param name="Cause">The event that told.</param>
public sealed record InstanceFault(Instance Instance, InstanceFaultKind Kind, TimeSpan Age, EventId Cause)
    : Fact(Instance.Host)
{
    public override string Text => $"InstanceFault({Instance.Name}, {Kind.Name()} on {Host})";
}
