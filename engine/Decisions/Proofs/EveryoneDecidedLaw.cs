using PolicyHa.Engine.Explain;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Decisions.Proofs;

/// <summary>
/// On a faulty host every protected instance has a step of its own, or a sentence that says why not, in a decision about its host.
/// Who is fenced without being evacuated is told why. An instance with a fault of its own on a host that is well has a decision
/// of its own.
/// </summary>
public sealed class EveryoneDecidedLaw : IProofLaw
{
    public string Name => "everyone-decided";

    public string Title => "every protected instance has a decision";

    public string LooksAt => "instances in trouble";

    public LawRuling Judge(ProofScene scene)
    {
        if (scene.Broken is { } broken)
            return new LawRuling(0, broken, "let the conditions of that rule hold for every host and segment, whatever they are called");
        if (scene.Refused is { } refused)
            return new LawRuling(0, refused, Report);
        var looked = 0;
        var ofHost = scene.Decisions.FirstOrDefault(d => d.Subject is { Instance: null, Scope: null });
        foreach (var one in scene.Instances)
        {
            if (scene.HostRow is not null)
            {
                looked++;
                if (WhyUncovered(scene.HostRow, one, ofHost) is { } why)
                    return new LawRuling(looked, why, HintOf(scene.HostRow, one));
            }

            if (one.OfFault is { } asked)
            {
                looked++;
                if (!scene.Decisions.Any(d => d is Decision.Recover or Decision.Hold && d.Subject.Instance?.Id == one.Instance.Id))
                    return new LawRuling(looked, $"{one} has a fault, its cell asks {asked}, and nothing is decided", Report);
            }
        }

        return new LawRuling(looked);
    }

    const string Report = "no change of the policy makes this right: report it";

    static string? WhyUncovered(RowMatch row, ProofInstance one, Decision? decision)
    {
        switch (decision)
        {
            case Decision.Recover { Plan: var plan } recover:
                if (plan.Steps.Any(s => s.Instance == one.Instance.Id))
                    return null;
                return IsFenced(plan) && new InstanceWish(one.Instance, one.Class, one.OfHost).WhyNotEvacuate is null
                    ? $"{one} is fenced with its host and neither moved nor evacuated"
                    : Unsaid(one, recover.Explanation);
            case Decision.Hold hold:
                return Unsaid(one, hold.Explanation);
            default:
                var asksNothing = one.OfHost is null && row.Row is not (RowMatch.OnError or RowMatch.Conflict);
                return asksNothing ? null : $"{one} is on a faulty host, and nothing is decided about the host";
        }
    }

    static bool IsFenced(RecoveryPlan plan) => plan.Steps.Any(s => s.Kind == StepKind.Fence);

    static string? Unsaid(ProofInstance one, Explanation explanation) =>
        explanation.Instances.Any(n => n.Id == one.Instance.Id.Value && !string.IsNullOrWhiteSpace(n.Text))
            ? null
            : $"the decision about its host says nothing of {one}";

    static string HintOf(RowMatch row, ProofInstance one) => one.OfHost is null
        ? $"let the column '{one.Class.Class.Name()}' of {row.Table}/{row.Row} ({row.At}) ask for something, such as notify"
        : Report;
}
