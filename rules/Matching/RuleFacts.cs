using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Topology;
using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Matching;

/// <summary>What a fact of a rule file holds: a value for each field of its kind but <c>host</c>.</summary>
readonly struct FactValues(RuleKind kind, CelValue[] values) : IEquatable<FactValues>
{
    readonly RuleKind kind = kind;

    public CelValue this[int field] => values[field];

    public bool Equals(FactValues other)
    {
        if (!ReferenceEquals(kind, other.kind))
            return false;
        for (var i = 0; i < values.Length; i++)
        {
            if (!values[i].IsEqualTo(other[i]))
                return false;
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is FactValues other && Equals(other);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var value in values)
            hash.Add(CelMapKey.IsAllowed(value) ? CelMapKey.Comparer.GetHashCode(value) : 0);
        return hash.ToHashCode();
    }

    /// <summary>For example <c>network=storage</c>.</summary>
    public IEnumerable<string> Texts()
    {
        for (var i = 0; i < values.Length; i++)
            yield return $"{kind.Fields[i].Name}={ParamLiteral.Print(values[i])}";
    }
}

/// <summary>Derived by a rule of a file, about one host.</summary>
sealed record RuleHostFact(RuleKind Of, FactKind<RuleHostFact> FactKind, ComputeHost Compute, FactValues Values)
    : HostFact(FactKind, Compute)
{
    public override string Text => $"{Of.Name}({string.Join(", ", Values.Texts().Prepend(Host.Value))})";

    public bool Equals(RuleHostFact? other) => other is not null && Compute.Equals(other.Compute) && Values.Equals(other.Values);

    public override int GetHashCode() => HashCode.Combine(Host, Values);
}

/// <summary>Derived by a rule of a file, about more than a host.</summary>
sealed record RuleWideFact(RuleKind Of, FactKind<RuleWideFact> FactKind, FactValues Values) : Fact(FactKind)
{
    public override string Text => $"{Of.Name}({string.Join(", ", Values.Texts())})";

    public bool Equals(RuleWideFact? other) => other is not null && Values.Equals(other.Values);

    public override int GetHashCode() => Values.GetHashCode();
}
