using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Decisions.Proofs;
using PolicyHa.Engine.Explain;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Decisions.Proofs;

/// <summary>Scenes made by hand, with a host row, instances and decisions that no decider would make.</summary>
static class Judged
{
    public static readonly RowMatch SomeRow = Row(Ladder(RecoveryAction.Fence, RecoveryAction.Evacuate), Ladder(RecoveryAction.Notify));

    public static ProofScene Scene(RowMatch? row, IReadOnlyList<ProofInstance> instances, params Decision[] decisions) =>
        new(Policy(), row, instances, decisions);

    public static ProofScene Scene(params Decision[] decisions) => Scene(SomeRow, [], decisions);

    /// <param name="asked">By the row about the host; none: nothing.</param>
    public static ProofInstance Pet(string name, params RecoveryAction[] asked) =>
        Of(Instance(name, "pet"), asked);

    public static ProofInstance Of(Instance instance, params RecoveryAction[] asked) => new(
        instance, new ClassVerdict(InstanceClass.Pet, RuleSource.BuiltIn),
        asked.Length == 0 ? null : new LadderRung(TimeSpan.Zero, asked), null);

    public static Decision Recover(params PlanStep[] steps) => Recover([], steps);

    /// <param name="notes">Instance ids and what is said about them.</param>
    public static Decision Recover((string Id, string Text)[] notes, params PlanStep[] steps) =>
        new Decision.Recover(About(), SomeRow, Plan(steps), Said(notes));

    public static Decision Hold(params (string Id, string Text)[] notes) => new Decision.Hold(
        About(), SomeRow, HoldReason.MixedHost, "", Alerts.AlertSeverity.Critical, Said(notes));

    static Subject About() => new(Host(SignalsWith()), null, null, new EventId("test/mon1", "1"), Now, Now);

    static Explanation Said((string Id, string Text)[] notes) => new()
    {
        Subject = "h3",
        At = Now,
        Policy = "test",
        Domain = "segment/s1",
        Outcome = [],
        Instances = [.. notes.Select(n => new InstanceNote(n.Id, n.Id, "pet", "test.yaml:1:1", n.Text))],
    };
}
