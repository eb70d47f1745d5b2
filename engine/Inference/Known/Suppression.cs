using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Inference.Known;

/// <summary>Derived: an instance's fault is not acted on by itself.</summary>
public sealed record Suppression(HostName Host, InstanceId Instance, string Because) : Fact(Host)
{
    public override string Text => $"Suppression({Instance}, {Because})";
}
