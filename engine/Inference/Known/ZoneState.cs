namespace PolicyHa.Engine.Inference.Known;

/// <summary>Given: an availability zone.</summary>
/// <param name="Hosts">How many it has, in all segments.</param>
public sealed record ZoneState(string Name, int Hosts) : Fact(KnownKinds.Zone)
{
    public override string Text => $"Zone({Name}, {Hosts} hosts)";
}
