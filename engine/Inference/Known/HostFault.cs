namespace PolicyHa.Engine.Inference.Known;

/// <summary>Derived: a host is faulty, by this row. Its plan covers every instance on it.</summary>
public sealed record HostFault(RowMatch Row) : HostFact(KnownKinds.HostFault, Row.Compute)
{
    public override string Text => $"HostFault({Host}, {Row.Row})";
}
