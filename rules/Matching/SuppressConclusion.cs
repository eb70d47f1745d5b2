using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Matching;

/// <summary><c>suppress: {fault: i}</c>.</summary>
/// <param name="fault">The item that finds the fault of an instance.</param>
sealed class SuppressConclusion(int fault, BecauseText because) : Conclusion
{
    public override string Name => "suppress";

    public override FactKind Derives => KnownKinds.Suppression;

    public override CelValue? Draw(MatchScratch match, Conclusions conclusions)
    {
        var said = because.Of(match.Values);
        if (said.IsError)
            return said;
        var about = (InstanceFault)match.Bound[fault]!;
        Add(new Suppression(about.Compute, about.Instance.Id, said.Text), match, conclusions);
        return null;
    }
}
