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
    [InlineData("fencing: {pending-timeout: 30m}", 30)]
    [InlineData("fencing: {verb: reboot, pending-timeout: params.setup}", 45)]
    [InlineData("fencing: {verb: reboot}", null)]
    public void A_policy_says_how_long_a_host_may_take_to_come_up_for_the_first_time(string text, int? minutes) => Assert.Equal(
        minutes, Policies.Compile(text + "\n" + RulePolicies.Text("", "params: {setup: {type: duration, default: 45m}}")).Fencing.PendingTimeout?.TotalMinutes);

    [Theory]
    [InlineData("fencing: {pending-timeout: 59s}", ProblemCode.ParamValue)]
    [InlineData("fencing: {pending-timeout: 8d}", ProblemCode.ParamValue)]
    [InlineData("fencing: {verb: cycle}", ProblemCode.UnknownValue)]
    [InlineData("fencing: {word: off}", ProblemCode.UnknownKey)]
    [InlineData("fencing: reboot", ProblemCode.WrongShape)]
    public void What_it_cannot_mean_is_refused(string text, string code) =>
        Assert.Contains(Policies.Load(text + "\n" + RulePolicies.Text("", "")).Problems, p => p.Code == code);
}
