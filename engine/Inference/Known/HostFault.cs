using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Inference.Known;

/// <summary>Derived: a host is faulty, by this row. Its plan covers every instance on it.</summary>
public sealed record HostFault(HostName Host, RowMatch Row) : Fact(Host)
{
    public override string Text => $"HostFault({Host}, {Row.Row})";
}
