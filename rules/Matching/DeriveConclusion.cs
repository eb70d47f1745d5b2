using PolicyHa.Engine.Inference;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Matching;

/// <summary><c>derive: {Suspicion: {host: h.id, of: storage}}</c>.</summary>
/// <param name="host">The item whose host it is about; null for kinds that are about no host.</param>
/// <param name="fields">In the order of the kind: an expression, or a value as it stands.</param>
sealed class DeriveConclusion(RuleKind kind, int? host, IReadOnlyList<(CelProgram? Program, CelValue Value)> fields) : Conclusion
{
    public override string Name => $"derive {kind.Name}";

    public override FactKind Derives => kind.Type.Kind;

    public RuleKind Kind => kind;

    public override CelValue? Draw(MatchScratch match, Conclusions conclusions)
    {
        var values = new CelValue[fields.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = fields[i].Program?.EvaluateWithin(match.Values) ?? fields[i].Value;
            if (values[i].IsError)
                return values[i];
        }

        var compute = host is { } item ? ((HostFact)match.Bound[item]!).Compute : null;
        Add(kind.NewFact(compute, values), match, conclusions);
        return null;
    }
}
