using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Problems;
using PolicyHa.Rules.Tests.Matching;

namespace PolicyHa.Rules.Tests.Compilation;

public sealed class ShutdownTests
{
    const string Params = "params: {patience: {type: duration, default: 20m}}";

    [Fact]
    public void Without_a_word_a_reboot_is_waited_for_ten_minutes_and_who_goes_off_is_not()
    {
        var law = Policies.Compile(RulePolicies.Text("", Params)).Shutdown;

        Assert.Equal(ShutdownPolicy.Standard, law);
        Assert.Equal(TimeSpan.FromMinutes(10), law.Wait);
        Assert.True(law.WaitsForItsReturn(ShutdownKind.Reboot));
        Assert.False(law.WaitsForItsReturn(ShutdownKind.Poweroff));
    }

    [Theory]
    [InlineData("{mode: freeze, wait: params.patience}", ShutdownMode.Freeze, 20, true, true)]
    [InlineData("{mode: failover}", ShutdownMode.Failover, 10, false, false)]
    [InlineData("{wait: 1m}", ShutdownMode.Conditional, 1, true, false)]
    public void A_policy_says_who_is_waited_for_and_how_long(string text, ShutdownMode mode, int minutes, bool reboot, bool poweroff)
    {
        var law = Policies.Compile($"shutdown: {text}\n" + RulePolicies.Text("", Params)).Shutdown;

        Assert.Equal((mode, TimeSpan.FromMinutes(minutes)), (law.Mode, law.Wait));
        Assert.Equal((reboot, poweroff), (law.WaitsForItsReturn(ShutdownKind.Reboot), law.WaitsForItsReturn(ShutdownKind.Poweroff)));
        Assert.Equal(1, law.At.Line);
    }

    [Theory]
    [InlineData("{mode: migrate}", ProblemCode.UnknownValue)]
    [InlineData("{wait: 59s}", ProblemCode.ParamValue)]
    [InlineData("{wait: 25h}", ProblemCode.ParamValue)]
    [InlineData("{wait: long}", ProblemCode.BadLiteral)]
    [InlineData("{until: 5m}", ProblemCode.UnknownKey)]
    [InlineData("freeze", ProblemCode.WrongShape)]
    public void What_it_cannot_mean_is_refused(string text, string code) => Assert.Contains(
        Policies.Load($"shutdown: {text}\n" + RulePolicies.Text("", Params)).Problems, p => p.Code == code);
}
