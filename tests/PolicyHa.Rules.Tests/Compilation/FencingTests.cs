using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Problems;
using PolicyHa.Rules.Tests.Matching;

namespace PolicyHa.Rules.Tests.Compilation;

public sealed class FencingTests
{
    [Theory]
    [InlineData("fencing: {verb: reboot}", FenceVerb.Reboot)]
    [InlineData("fencing: {verb: off}", FenceVerb.Off)]
    [InlineData("fencing: {}", FenceVerb.Off)]
    [InlineData("", FenceVerb.Off)]
    public void A_policy_says_what_a_fence_does_with_the_power(string text, FenceVerb verb) =>
        Assert.Equal(verb, Policies.Compile(text + "\n" + RulePolicies.Text("", "")).Fencing.Verb);

    [Theory]
    [InlineData("fencing: {verb: cycle}", ProblemCode.UnknownValue)]
    [InlineData("fencing: {word: off}", ProblemCode.UnknownKey)]
    [InlineData("fencing: reboot", ProblemCode.WrongShape)]
    public void What_it_cannot_mean_is_refused(string text, string code) =>
        Assert.Contains(Policies.Load(text + "\n" + RulePolicies.Text("", "")).Problems, p => p.Code == code);
}
