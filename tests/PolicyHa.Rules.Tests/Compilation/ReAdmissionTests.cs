using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Problems;
using PolicyHa.Rules.Tests.Matching;

namespace PolicyHa.Rules.Tests.Compilation;

public sealed class ReAdmissionTests
{
    const string Params = "params: {good: {type: duration, default: 2m}}";

    [Fact]
    public void Without_a_word_a_person_decides_after_five_minutes_and_nothing_goes_home() =>
        Assert.Equal(ReAdmissionPolicy.Standard, Policies.Compile(RulePolicies.Text("", Params)).ReAdmission);

    [Theory]
    [InlineData("{mode: auto, healthy: params.good, fail-back: true}", ReAdmissionMode.Auto, 120, true)]
    [InlineData("{mode: force}", ReAdmissionMode.Force, 300, false)]
    [InlineData("{healthy: 10s}", ReAdmissionMode.Manual, 10, false)]
    [InlineData("{mode: manual, fail-back: false}", ReAdmissionMode.Manual, 300, false)]
    public void A_policy_says_who_decides_after_how_long_and_whether_instances_go_home(
        string text, ReAdmissionMode mode, int seconds, bool failBack)
    {
        var law = Policies.Compile($"re-admission: {text}\n" + RulePolicies.Text("", Params)).ReAdmission;

        Assert.Equal((mode, TimeSpan.FromSeconds(seconds), failBack), (law.Mode, law.Healthy, law.FailBack));
        Assert.Equal(1, law.At.Line);
    }

    [Theory]
    [InlineData("{mode: never}", ProblemCode.UnknownValue)]
    [InlineData("{fail-back: maybe}", ProblemCode.UnknownValue)]
    [InlineData("{healthy: 9s}", ProblemCode.ParamValue)]
    [InlineData("{healthy: 25h}", ProblemCode.ParamValue)]
    [InlineData("{healthy: soon}", ProblemCode.BadLiteral)]
    [InlineData("{after: 5m}", ProblemCode.UnknownKey)]
    [InlineData("auto", ProblemCode.WrongShape)]
    public void What_it_cannot_mean_is_refused(string text, string code) => Assert.Contains(
        Policies.Load($"re-admission: {text}\n" + RulePolicies.Text("", Params)).Problems, p => p.Code == code);
}
