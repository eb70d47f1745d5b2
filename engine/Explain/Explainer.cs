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
            Instances = NotesOf(scene, wish, plan),
            Patience = PatienceOf(scene, plan),
        };

    public static Explanation ForInstance(
        DecisionScene scene, Subject subject, RowMatch row, InstanceWish wish, IReadOnlyList<string> outcome,
        IReadOnlyList<GuardAnswer> guards, RecoveryPlan? plan) =>
        Basis(scene, row, subject.Text, outcome, guards) with
        {
            Patience = PatienceOf(scene, plan),
            Instances =
            [
                new InstanceNote(
                    wish.Instance.Id.Value, wish.Instance.Name, wish.Class.Class.Name(), wish.Class.At.ToString(),
                    $"the row asks: {wish.Rung?.ToString() ?? "nothing"}{(plan is not null && wish.Wants(RecoveryAction.LiveMigrate) && wish.WhyBoundAlive is { } why ? $"; {why}" : "")}"),
            ],
        };

    public static Explanation ForOutage(ClusterSnapshot now, Law law, WideOutage outage) => new()
    {
        Subject = outage.Scope,
        At = now.TakenAt,
        Policy = law.Policy.Version.ToString(),
        Domain = $"segment/{now.Segment.Name}",
        Outcome = [$"hold: {HoldReason.WideOutage.Name()}: {outage.Because}"],
        Because = new BecauseRow(RowMatch.OfRules, outage.Rule, outage.At.ToString(), [], outage.Because),
        Derived = [.. law.Beliefs.FiringsOf(outage.Parts[0].Fact).Select(Line)],
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
            Silent = [.. scene.Beliefs.Silent(scene.Host.Name).Select(s => new SilentRule(s.Rule.Name, s.Rule.Source.ToString(), s.Why))],
            Limits = LimitsOf(scene),
            Suppressed =
            [
                .. from fault in scene.Host.Faults
                   let suppression = scene.Beliefs.SuppressionOf(scene.Host.Name, fault.Instance)
                   where suppression is not null
                   select new SuppressedFault(NameOf(scene.Host, fault.Instance), fault.Kind.Name(), suppression.Because),
            ],
        };

    static IReadOnlyList<StepPatience> PatienceOf(DecisionScene scene, RecoveryPlan? plan)
    {
        var steps = scene.Policy.Steps;
        if (plan is null || steps.ByAction.Count == 0)
            return [];
        return
        [
            .. from action in plan.Steps.Select(s => s.Kind.Action()).OfType<RecoveryAction>().Distinct()
               let limit = steps.Of(action)
               where limit is not null
               select new StepPatience(action.Name(), limit.At.ToString(), limit.Text),
        ];
    }

    static LimitUse[] LimitsOf(DecisionScene scene)
    {
        return
        [
            .. from count in scene.Load.CountsFor(scene.Host.Compute, scene.Policy.Limits)
               select new LimitUse(
                   count.Limit.Name, count.Limit.At.ToString(), count.Domain.ToString(), count.Used, count.Max,
                   [.. count.Holders.Take(LimitCount.HoldersShown).Select(h => h.Value)],
                   count.Limit is FenceLimit.Slots ? scene.Load.PlaceOf(scene.Host.Name) : null),
        ];
    }

    static string NameOf(HostView host, InstanceId id) => host.Instances.FirstOrDefault(i => i.Id == id)?.Name ?? id.Value;

    static InputValue InputOf(HostView host, (string Column, string Value) input)
    {
        var signals = input.Column switch
        {
            "compute" => [Signal.NovaCompute, Signal.Libvirt],
            _ when SignalNames.TryParseSignal(input.Column, out var signal) => new[] { signal },
            _ => [],
        };
        var latest = signals.Select(s => host.Signals[s]).MaxBy(r => r.ChangedAt);
        var fact = signals.Length > 0 ? $"signal/{host.Name}/{input.Column}@{host.Signals.Version}" : null;
        return new InputValue(input.Column, input.Value, latest?.ChangedAt, latest?.Cause?.ToString(), fact);
    }

    static List<InstanceNote> NotesOf(DecisionScene scene, HostWish wish, RecoveryPlan? plan)
    {
        var wishes = new Dictionary<Instance, InstanceWish>(wish.Protected.Count, ReferenceEqualityComparer.Instance);
        foreach (var mine in wish.Protected)
            wishes.Add(mine.Instance, mine);
        var steps = StepsOf(plan);
        var sentences = new List<(StepKind? Step, LadderRung? Rung, string? ButKnow, string Text)>();
        var notes = new List<InstanceNote>(scene.Host.Instances.Count);
        foreach (var instance in scene.Host.Instances)
            notes.Add(wishes.TryGetValue(instance, out var mine) ? NoteOf(mine) : LeftAlone(instance, scene));
        return notes;

        InstanceNote NoteOf(InstanceWish mine)
        {
            var whyNot = wish.Strength == PlanStrength.Fence && plan is not null ? mine.WhyNotEvacuate : null;
            StepKind? step = steps.TryGetValue(mine.Instance.Id, out var kind) ? kind : null;
            var aside = step == StepKind.Evacuate && mine.LosesLocalDisk ? "its local disk is made anew, what it wrote there is lost" : Bound(mine, step);
            return new InstanceNote(
                mine.Instance.Id.Value, mine.Instance.Name, mine.Class.Class.Name(), mine.Class.At.ToString(), SentenceOf(step, mine.Rung, step is null ? whyNot : aside));
        }

        // instances of one class are told the same: the sentence is made once
        string SentenceOf(StepKind? step, LadderRung? rung, string? butKnow)
        {
            foreach (var known in sentences)
            {
                if (known.Step == step && ReferenceEquals(known.Rung, rung) && ReferenceEquals(known.ButKnow, butKnow))
                    return known.Text;
            }

            var text = Sentence(rung, step, butKnow, plan is not null);
            sentences.Add((step, rung, butKnow, text));
            return text;
        }
    }

    /// <summary>Why a live migration will fail, or is a cold one; null where neither is so.</summary>
    static string? Bound(InstanceWish wish, StepKind? step) =>
        step == StepKind.LiveMigrate || (step == StepKind.Migrate && wish.Wants(RecoveryAction.LiveMigrate)) ? wish.WhyBoundAlive : null;

    /// <summary>What is done first with each instance that has a step of its own.</summary>
    static Dictionary<InstanceId, StepKind> StepsOf(RecoveryPlan? plan)
    {
        var steps = new Dictionary<InstanceId, StepKind>();
        foreach (var step in plan?.Steps ?? [])
        {
            if (step.Instance is { } instance)
                steps.TryAdd(instance, step.Kind);
        }

        return steps;
    }

    static InstanceNote LeftAlone(Instance instance, DecisionScene scene)
    {
        var verdict = scene.Policy.Classes.Classify(instance, scene.Host.Compute);
        return new InstanceNote(
            instance.Id.Value, instance.Name, verdict.Class.Name(), verdict.At.ToString(), "left alone: it is not protected");
    }

    static string Sentence(LadderRung? rung, StepKind? step, string? butKnow, bool isPlanned)
    {
        var asked = $"the row asks: {rung?.ToString() ?? "nothing"}";
        if (step is { } kind)
            return butKnow is null ? $"{kind.Name()}; {asked}" : $"{kind.Name()}: {butKnow}; {asked}";
        if (butKnow is not null)
            return $"not evacuated: {butKnow}; {asked}";
        return isPlanned ? $"no step of its own; {asked}" : $"nothing is done now; {asked}";
    }
}
