using PolicyHa.Rules.Problems;
using PolicyHa.Rules.Tests.Matching;

namespace PolicyHa.Rules.Tests.Verification;

/// <summary>A condition that decides nothing is most likely not what was meant.</summary>
public class SameAnswerTests
{
    [Theory]
    [InlineData("h.power == 'up' || h.power != 'up'", "true")]
    [InlineData("h.power=='up' || h.flaps > 3 || h.power != 'up'", "true")]
    [InlineData("h.maintenance || !h.maintenance", "true")]
    [InlineData("h.power in ['up', 'down', 'unknown', 'degraded']", "true")]
    [InlineData("h.power == 'up' || h.power in ['down', 'degraded'] || h.power == 'unknown'", "true")]
    [InlineData("h.power != 'up' || h.power != 'down'", "true")]
    [InlineData("h.power == 'up' && h.power == 'down'", "false")]
    [InlineData("h.flaps == 2 && h.flaps != 2", "false")]
    [InlineData("h.flaps > 1 && !(h.maintenance || true)", "false")]
    [InlineData("h.power == 'up' || h.power == 'down'", null)]
    [InlineData("h.power == 'up' || h.admin_network != 'up'", null)]
    [InlineData("h.power != 'up' && h.power != 'down'", null)]
    [InlineData("h.flaps == 2 || h.flaps != 3", null)]
    public void A_condition_with_one_answer_is_told(string where, string? answer)
    {
        var problems = Policies.Load(RulePolicies.Text($$"""
            - name: any
              match: [{h: Host, where: "{{where}}"}]
              veto: {host: h.id, actions: all}
            """)).Problems.Where(p => p.Code == ProblemCode.ConstantCondition).Select(p => p.Message);

        Assert.Equal(answer is null ? [] : [$"the condition is {answer} for every Host"], problems);
    }
}
