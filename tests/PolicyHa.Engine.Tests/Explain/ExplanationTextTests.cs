using PolicyHa.Engine.Explain;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Policies;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Explain;

public sealed class ExplanationTextTests
{
    [Fact]
    public void The_text_says_all_that_the_record_has_and_nothing_else()
    {
        var explanation = new Explanation
        {
            Subject = "h3",
            At = Now,
            Policy = "compute-ha/1",
            Domain = "segment/s1",
            Outcome = ["hold: storm: 4 of 10"],
            Because = new BecauseRow("host-context", "dead", "p.yaml:67:7", [new InputValue("admin", "down", After(-10), "mon#7", "signal/h3/admin@17"), new InputValue("zone", "nova", null, null)], "gone"),
            NearMisses = [new NearMiss("cut-off", new RuleSource("p.yaml", 65, 7), "storage", "up|degraded", "down")],
            Derived = [new DerivedFact("HostFault(h3, dead)", "host-fault", "built-in", ["RowMatch(h3, dead)"])],
            Guards = [new GuardAnswer("storm", true, "4 of 10"), new GuardAnswer("disarmed", false, "does not apply")],
            Silent = [new SilentRule("maintenance", "built-in", "the host is not in maintenance")],
            Limits = [new LimitUse("fencing-per-segment", "p.yaml:90:3", "segment/s1", 2, 2, ["h1", "h2"], 1), new LimitUse("storm", "p.yaml:91:3", "segment/s1", 0, 3, [], null)],
            Suppressed = [new SuppressedFault("c3", "crashed", "host h3 is itself faulty")],
            Instances = [new InstanceNote("id-c3", "c3", "cattle", "p.yaml:40:3", "nothing is done now")],
        };
        Assert.Equal(
            """
            h3 at 2026-01-01 12:00:00.000Z, policy compute-ha/1, segment/s1
              decided   hold: storm: 4 of 10
              because   row host-context/dead (p.yaml:67:7): gone
                admin = down since 11:59:50.000Z, event mon#7, fact signal/h3/admin@17
                zone = nova
              near miss row cut-off (p.yaml:65:7): wanted storage up|degraded, was down
              derived   HostFault(h3, dead) by host-fault (built-in) from RowMatch(h3, dead)
              guard     storm: HOLDS: 4 of 10
              guard     disarmed: does not apply
              silent    maintenance (built-in): the host is not in maintenance
              limit     fencing-per-segment (p.yaml:90:3): 2 of 2 in segment/s1: h1, h2; waits at place 1
              limit     storm (p.yaml:91:3): 0 of 3 in segment/s1
              suppressed crashed of c3: host h3 is itself faulty
              instance  c3 (cattle, p.yaml:40:3): nothing is done now

            """,
            ExplanationText.Of(explanation));
    }

    [Fact]
    public void A_record_with_little_in_it_makes_a_short_text() =>
        Assert.Equal("h3 at 2026-01-01 12:00:00.000Z, policy test, segment/s1\n", ExplanationText.Of(Incident().Explanation));
}
