namespace PolicyHa.Engine.Inference.Known;

/// <summary>Given: the whole cloud.</summary>
public sealed record CloudState(int Hosts, int Segments) : Fact(KnownKinds.Cloud)
{
    public override string Text => $"Cloud({Hosts} hosts)";
}
