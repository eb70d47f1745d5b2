using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.State;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Incidents;

public sealed class IncidentTransitionsTests
{
    static readonly ProofOfDeath Proof = new ProofOfDeath.PersonConfirmed(H3, "ann", Now);

    static readonly IncidentState[] Open =
        [IncidentState.Held, IncidentState.Recovering, IncidentState.AwaitingProof, IncidentState.Failed];

    static readonly Dictionary<string, (Func<Incident, Incident> Move, IncidentState To, IncidentState[] From)> Moves = new()
    {
        ["hold"] = (i => i.Hold(HoldReason.Storm, "many"), IncidentState.Held, Open),
        ["begin"] = (i => i.Begin(Plan(Step(1, StepKind.Fence))), IncidentState.Recovering, Open),
        ["resume"] = (i => i.Resume(Plan(Step(1, StepKind.Fence))), IncidentState.Recovering, Open),
        ["await-proof"] = (
            i => i.AwaitProof("no answer", Now, Now), IncidentState.AwaitingProof,
            [IncidentState.Held, IncidentState.Recovering, IncidentState.AwaitingProof]),
        ["fail"] = (i => i.Fail("lost"), IncidentState.Failed, Open),
        ["close"] = (i => i.Close("cleared", Now), IncidentState.Closed, Open),
    };

    public static TheoryData<string> Names => [.. Moves.Keys];

    static Incident In(IncidentState state) => Incident() with { State = state };

    [Theory]
    [MemberData(nameof(Names))]
    public void An_incident_moves_only_from_the_states_it_may_leave(string name)
    {
        var (move, to, allowed) = Moves[name];
        foreach (var from in Enum.GetValues<IncidentState>())
        {
            Assert.Equal(allowed.Contains(from), IncidentTransitions.IsLegal(from, to));
            if (allowed.Contains(from))
                Assert.Equal(to, move(In(from)).State);
            else
                Assert.Throws<InvariantBrokenException>(() => move(In(from)));
        }
    }

    [Fact]
    public void Every_move_leaves_what_a_store_takes()
    {
        foreach (var (name, (move, _, allowed)) in Moves)
        {
            foreach (var from in allowed)
            {
                var before = In(from).Prove(Proof);
                Assert.Null(Record.Exception(() => IncidentTransitions.RequireLegal(StoredIncident.Of(before), move(before))));
                Assert.True(move(before).Proof is null || name is "hold" or "resume" or "close", name);
            }
        }
    }

    [Fact]
    public void A_proof_is_set_only_while_a_plan_may_rest_on_it()
    {
        foreach (var state in Enum.GetValues<IncidentState>())
            Assert.Equal(state is IncidentState.Held or IncidentState.Recovering, In(state).Prove(Proof).Proof is not null);
    }

    [Fact]
    public void Closed_is_final_whatever_the_writer_has_seen()
    {
        var closed = In(IncidentState.Recovering).Close("cleared", Now) with { Version = 4 };
        foreach (var state in Enum.GetValues<IncidentState>())
        {
            var stale = Assert.Throws<StaleStateException>(
                () => IncidentTransitions.RequireLegal(StoredIncident.Of(closed), closed with { State = state }));
            Assert.Contains("is closed", stale.Message, StringComparison.Ordinal);
        }
    }
}
