using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Decisions.Proofs;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;
using static PolicyHa.Engine.Tests.Decisions.Proofs.Judged;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Decisions.Proofs;

public sealed class EveryoneDecidedLawTests
{
    static readonly ProofInstance P1 = Pet("p1", RecoveryAction.Fence, RecoveryAction.Evacuate);

    static LawRuling Ruling(ProofInstance instance, params Decision[] decisions) =>
        new EveryoneDecidedLaw().Judge(Scene(SomeRow, [instance], decisions));

    [Fact]
    public void A_protected_instance_on_a_faulty_host_about_which_nothing_is_decided_breaks_it()
    {
        var ruling = Ruling(P1);

        Assert.Equal("p1 (pet) is on a faulty host, and nothing is decided about the host", ruling.Broken);
        Assert.Equal(1, ruling.Looked);
    }

    [Fact]
    public void A_hold_covers_those_it_speaks_of()
    {
        Assert.Equal(new LawRuling(1), Ruling(P1, Hold(("id-p1", "nothing is done now"))));
        Assert.Contains("says nothing of p1", Ruling(P1, Hold(("id-p2", "nothing is done now"))).Broken, StringComparison.Ordinal);
        Assert.Contains("says nothing of p1", Ruling(P1, Hold(("id-p1", " "))).Broken, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_of_its_own_needs_no_words() =>
        Assert.Null(Ruling(P1, Recover(Step(1, StepKind.Fence), Step(2, StepKind.Evacuate, 1) with { Instance = P1.Instance.Id })).Broken);

    [Fact]
    public void Who_could_be_evacuated_is_not_left_on_a_fenced_host_whatever_is_said_about_it()
    {
        var ruling = Ruling(P1, Recover([("id-p1", "no step of its own")], Step(1, StepKind.Fence)));

        Assert.Equal("p1 (pet) is fenced with its host and neither moved nor evacuated", ruling.Broken);
    }

    [Fact]
    public void Who_cannot_be_evacuated_is_told_so()
    {
        var local = Of(Instance("p1", "pet", boot: BootSource.LocalDisk), RecoveryAction.Fence);

        Assert.Null(Ruling(local, Recover([("id-p1", "not evacuated: local disk")], Step(1, StepKind.Fence))).Broken);
        Assert.NotNull(Ruling(local, Recover(Step(1, StepKind.Fence))).Broken);
    }

    [Fact]
    public void Nothing_need_be_decided_where_the_row_asks_nothing()
    {
        Assert.Null(Ruling(Pet("p1")).Broken);
        Assert.NotNull(new EveryoneDecidedLaw().Judge(Scene(SomeRow with { Row = "on-error" }, [Pet("p1")])).Broken);
    }

    [Fact]
    public void A_fault_of_its_own_that_a_row_answers_is_decided_about()
    {
        var faulty = Pet("p1") with { OfFault = new LadderRung(TimeSpan.Zero, [RecoveryAction.Restart]) };
        var law = new EveryoneDecidedLaw();
        var own = (Decision.Hold)Hold() with { Subject = Hold().Subject with { Instance = faulty.Instance } };

        Assert.Contains("nothing is decided", law.Judge(Scene(null, [faulty])).Broken, StringComparison.Ordinal);
        Assert.NotNull(law.Judge(Scene(null, [faulty], Hold())).Broken);
        Assert.Equal(new LawRuling(1), law.Judge(Scene(null, [faulty], own)));
    }

    [Fact]
    public void A_scene_that_could_not_be_decided_breaks_it()
    {
        var law = new EveryoneDecidedLaw();

        Assert.Equal("refused", law.Judge(Scene() with { Refused = "refused" }).Broken);
        Assert.Equal("division by zero", law.Judge(Scene() with { Broken = "division by zero" }).Broken);
    }
}
