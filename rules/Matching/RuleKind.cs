using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Topology;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Matching;

/// <summary>A kind of facts that rules of the policy derive.</summary>
sealed class RuleKind
{
    readonly FactKind<RuleHostFact>? hostKind;
    readonly FactKind<RuleWideFact>? wideKind;

    /// <param name="scope">Host: it is about a host, and has the fields of its host beside its own.</param>
    /// <param name="index">Among the kinds of the policy.</param>
    /// <param name="fields">Its own, without <c>host</c>.</param>
    public RuleKind(string name, FactScope scope, int index, IReadOnlyList<(string Name, CelType Type)> fields)
    {
        (Name, Fields) = (name, fields);
        if (scope == FactScope.Host)
        {
            hostKind = new FactKind<RuleHostFact>(name, scope, index);
            Type = new FactType<RuleHostFact>(name, CelObjectType.Declare<RuleHostFact>(name, DeclareHost), hostKind);
        }
        else
        {
            wideKind = new FactKind<RuleWideFact>(name, scope, index);
            Type = new FactType<RuleWideFact>(name, CelObjectType.Declare<RuleWideFact>(name, DeclareWide), wideKind);
        }
    }

    public string Name { get; }

    public IReadOnlyList<(string Name, CelType Type)> Fields { get; }

    public FactType Type { get; }

    /// <param name="compute">The host it is about; only for kinds about a host.</param>
    public Fact NewFact(ComputeHost? compute, CelValue[] values) => hostKind is not null
        ? new RuleHostFact(this, hostKind, compute!, new FactValues(this, values))
        : new RuleWideFact(this, wideKind!, new FactValues(this, values));

    void DeclareHost(CelObjectTypeBuilder<RuleHostFact> type)
    {
        KnownTypes.DeclareHostOf(type, f => f.Compute, Fields.Select(f => f.Name));
        for (var i = 0; i < Fields.Count; i++)
        {
            var field = i;
            type.Value(Fields[i].Name, Fields[i].Type, f => f.Values[field]);
        }
    }

    void DeclareWide(CelObjectTypeBuilder<RuleWideFact> type)
    {
        for (var i = 0; i < Fields.Count; i++)
        {
            var field = i;
            type.Value(Fields[i].Name, Fields[i].Type, f => f.Values[field]);
        }
    }
}
