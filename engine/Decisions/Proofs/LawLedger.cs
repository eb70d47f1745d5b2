using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Decisions.Proofs;

/// <summary>Keeps what one law said of the situations so far.</summary>
sealed class LawLedger(IProofLaw law, RecoveryPolicy policy)
{
    readonly string? notClaimed = law.WhyNotClaimed(policy);
    int looked;
    (ProofSituation Situation, ProofScene Scene, LawRuling Ruling)? smallest;

    public void Judge(ProofSituation situation, ProofScene scene)
    {
        if (notClaimed is not null)
            return;
        var ruling = law.Judge(scene);
        looked += ruling.Looked;
        if (ruling.Broken is not null && (smallest is not { } known || situation.Size.CompareTo(known.Situation.Size) < 0))
            smallest = (situation, scene, ruling);
    }

    /// <param name="isBlind">No instance on any host was protected.</param>
    public LawProof Close(bool isBlind)
    {
        var why = notClaimed ?? (isBlind ? "no instance that could be made up is protected under the policy's classes" : null);
        var outcome = smallest is not null ? LawOutcome.Refuted : why is null ? LawOutcome.Proved : LawOutcome.NotClaimed;
        var counter = smallest is { } s ? Told(s.Situation, s.Scene, s.Ruling) : null;
        return new LawProof(law.Name, law.Title, outcome, looked, law.LooksAt, why, counter);
    }

    static CounterExample Told(ProofSituation situation, ProofScene scene, LawRuling ruling) => new(
        situation.ToString(),
        situation.Age,
        situation.Content.Name,
        scene.Instances.Count == 0 ? "nothing protected" : string.Join(", ", scene.Instances),
        RowOf(scene) is { } row ? $"{row.Table}/{row.Row} ({row.At})" : null,
        [.. scene.Decisions.Select(Line)],
        ruling.Broken!,
        ruling.Hint!);

    static RowMatch? RowOf(ProofScene scene) => scene.HostRow ?? scene.Decisions.Select(d => d switch
    {
        Decision.Recover recover => recover.Row,
        Decision.Hold hold => hold.Row,
        _ => null,
    }).FirstOrDefault(r => r is not null);

    static string Line(Decision decision) => decision switch
    {
        Decision.Recover recover => $"{decision.Subject.Text}: {recover.Plan.Text}",
        Decision.Hold hold => $"{decision.Subject.Text}: hold: {hold.Reason.Name()}: {hold.Because}",
        _ => $"{decision.Subject.Text}: {decision.GetType().Name}",
    };
}
