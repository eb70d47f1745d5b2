using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Inference.Known;

/// <summary>Derived: nothing new may be done to this host now.</summary>
public sealed record Veto(HostName Host, HoldReason Reason, string Because) : Fact(Host)
{
    public override string Text => $"Veto({Host}, {Because})";
}
