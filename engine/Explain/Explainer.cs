using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Explain;

/// <summary>Writes down why. Pure.</summary>
static class Explainer
{
    public static Explanation ForHost(
        DecisionScene scene, RowMatch row, HostWish wish, IReadOnlyList<string> outcome, IReadOnlyList<GuardAnswer> guards,
        RecoveryPlan? plan) =>
        Basis(scene, row, scene.Host.Name.Value, outcome, guards) with
        {
            Instances = [.. scene.Host.Instances.Select(i => NoteOf(i, wish, scene.Policy, plan))],
        };

    public static Explanation ForInstance(
        DecisionScene scene, Subject subject, RowMatch row, InstanceWish wish, IReadOnlyList<string> outcome,
        IReadOnlyList<GuardAnswer> guards) =>
        Basis(scene, row, subject.Text, outcome, guards) with
        {
            Instances =
            [
                new InstanceNote(
                    wish.Instance.Id.Value, wish.Instance.Name, wish.Class.Class.Name(), wish.Class.At.ToString(),
                    $"the row asks: {wish.Rung?.ToString() ?? "nothing"}"),
            ],
        };

    public static Explanation ForOutage(ClusterSnapshot now, Law law, Outage outage) => new()
    {
        Subject = outage.Subject,
        At = now.TakenAt,
        Policy = law.Policy.Version.ToString(),
        Domain = $"segment/{now.Segment.Name}",
        Outcome = [$"hold: {HoldReason.WideOutage.Name()}: {outage.Because}"],
        Because = new BecauseRow(RowMatch.OfRules, outage.Rule, outage.At.ToString(), [], outage.Because),
        Derived = [.. law.Beliefs.FiringsOf(outage).Select(Line)],
    };

    static DerivedFact Line(Firing f) => new(f.Fact.Text, f.Rule, f.At.ToString(), [.. f.Support.Select(s => s.Text)]);

    static Explanation Basis(
        DecisionScene scene, RowMatch row, string subject, IReadOnlyList<string> outcome, IReadOnlyList<GuardAnswer> guards) =>
        new()
        {
            Subject = subject,
            At = scene.Now,
            Policy = scene.Policy.Version.ToString(),
            Domain = $"segment/{scene.Snapshot.Segment.Name}",
            Outcome = outcome,
            Because = new BecauseRow(row.Table, row.Row, row.At.ToString(), [.. row.Inputs.Select(i => InputOf(scene.Host, i))], row.Because),
            NearMisses = row.NearMisses,
            Derived = [.. scene.Beliefs.FiringsOf(scene.Host.Name).Select(Line)],
            Guards = guards,
        };

    static InputValue InputOf(HostView host, (string Column, string Value) input)
    {
        var signals = input.Column switch
        {
            "compute" => [Signal.NovaCompute, Signal.Libvirt],
            _ when SignalNames.TryParseSignal(input.Column, out var signal) => new[] { signal },
            _ => [],
        };
        var latest = signals.Select(s => host.Signals[s]).MaxBy(r => r.ChangedAt);
        return new InputValue(input.Column, input.Value, latest?.ChangedAt, latest?.Cause?.ToString());
    }

    static InstanceNote NoteOf(Instance instance, HostWish wish, RecoveryPolicy policy, RecoveryPlan? plan)
    {
        if (wish.Protected.FirstOrDefault(w => w.Instance.Id == instance.Id) is not { } mine)
        {
            var verdict = policy.Classes.Classify(instance);
            return new InstanceNote(
                instance.Id.Value, instance.Name, verdict.Class.Name(), verdict.At.ToString(), "left alone: it is not protected");
        }

        return new InstanceNote(
            instance.Id.Value, instance.Name, mine.Class.Class.Name(), mine.Class.At.ToString(), Sentence(mine, wish, plan));
    }

    static string Sentence(InstanceWish mine, HostWish wish, RecoveryPlan? plan)
    {
        var asked = $"the row asks: {mine.Rung?.ToString() ?? "nothing"}";
        var step = plan?.Steps.FirstOrDefault(s => s.Instance == mine.Instance.Id);
        if (step is not null)
            return $"{step.Kind.Name()}; {asked}";
        if (wish.Strength == PlanStrength.Fence && plan is not null && mine.WhyNotEvacuate is { } whyNot)
            return $"not evacuated: {whyNot}; {asked}";
        return plan is null ? $"nothing is done now; {asked}" : $"no step of its own; {asked}";
    }
}
