using PolicyHa.Rules.Problems;
using PolicyHa.Rules.Tests.Matching;

namespace PolicyHa.Rules.Tests.Compilation;

public sealed class ConfirmDeadTests
{
    const string Params = "params: {good: {type: duration, default: 5m}}";

    [Fact]
    public void A_policy_may_ask_for_two_persons_and_say_how_long_a_word_is_good()
    {
        var policy = Policies.Compile("confirm-dead: {persons: 2, valid: params.good}\n" + RulePolicies.Text("", Params));
        Assert.Equal((2, TimeSpan.FromMinutes(5)), (policy.ConfirmDead.Persons, policy.ConfirmDead.Valid));
    }

    [Theory]
    [InlineData("confirm-dead: {persons: 3}", ProblemCode.UnknownValue)]
    [InlineData("confirm-dead: {persons: none}", ProblemCode.UnknownValue)]
    [InlineData("confirm-dead: {valid: 10s}", ProblemCode.ParamValue)]
    [InlineData("confirm-dead: {valid: 2h}", ProblemCode.ParamValue)]
    [InlineData("confirm-dead: {valid: soon}", ProblemCode.BadLiteral)]
    [InlineData("confirm-dead: {people: 2}", ProblemCode.UnknownKey)]
    [InlineData("confirm-dead: 2", ProblemCode.WrongShape)]
    public void What_it_cannot_mean_is_refused(string text, string code) =>
        Assert.Contains(Policies.Load(text + "\n" + RulePolicies.Text("", Params)).Problems, p => p.Code == code);
}
