using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Inference;

/// <summary>
/// Something the engine holds true in one turn: given by the snapshot, or derived by a rule. Immutable; two equal facts have
/// equal <see cref="Text"/>.
/// </summary>
public abstract record Fact(FactKind Kind)
{
    /// <summary>One line for traces, such as <c>HostFault(c7, dead)</c>.</summary>
    public abstract string Text { get; }

    public sealed override string ToString() => Text;
}

/// <summary>A fact about one host, or about an instance on it.</summary>
public abstract record HostFact(FactKind Kind, ComputeHost Compute) : Fact(Kind)
{
    public HostName Host => Compute.Name;
}
