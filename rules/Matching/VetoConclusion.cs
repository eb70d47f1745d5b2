using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Matching;

/// <summary><c>veto: {host: h.id, actions: [fence, evacuate]}</c>.</summary>
/// <param name="host">The item whose host it is about.</param>
/// <param name="actions">Which acts; none where the host is only refused as a target.</param>
sealed class VetoConclusion(int host, IReadOnlyList<RecoveryAction> actions, bool asTarget, BecauseText because) : Conclusion
{
    public override string Name => "veto";

    public override FactKind Derives => KnownKinds.Veto;

    public override CelValue? Draw(MatchScratch match, Conclusions conclusions)
    {
        var said = because.Of(match.Values);
        if (said.IsError)
            return said;
        var veto = new Veto(((HostFact)match.Bound[host]!).Compute, HoldReason.Vetoed, said.Text) { Actions = actions, AsTarget = asTarget };
        Add(veto, match, conclusions);
        return null;
    }
}
