using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Tests.Inference;

/// <summary>A fact about a host that only tests know.</summary>
sealed record Told(FactKind Of, ComputeHost Compute, int Number = 0) : HostFact(Of, Compute)
{
    public override string Text => $"{Kind}({Host}, {Number})";

    public static FactKind<Told> KindOf(string name, int index) => new(name, FactScope.Host, index);
}

/// <summary>A fact about no host in particular.</summary>
sealed record ToldWide(FactKind Of, int Number = 0) : Fact(Of)
{
    public override string Text => $"{Kind}({Number})";

    public static FactKind<ToldWide> KindOf(string name, FactScope scope, int index) => new(name, scope, index);
}
