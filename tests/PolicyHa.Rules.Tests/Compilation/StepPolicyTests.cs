using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Problems;
using PolicyHa.Rules.Tests.Matching;

namespace PolicyHa.Rules.Tests.Compilation;

public sealed class StepPolicyTests
{
    const string Params = "params: {patience: {type: duration, default: 2m}, tries: {type: int, default: 4}}";

    static PolicyLoad Load(string steps) => Policies.Load($"steps: {steps}\n" + RulePolicies.Text("", Params));

    [Fact]
    public void Without_a_word_all_is_as_the_service_is_configured() =>
        Assert.Same(StepPolicy.Standard, Policies.Compile(RulePolicies.Text("", Params)).Steps);

    [Fact]
    public void Each_action_has_its_own_time_tries_and_back_off_and_what_is_not_said_stays_open()
    {
        var steps = Load("{fence: {timeout: params.patience, tries: params.tries, back-off: 10s}, evacuate: {tries: 2}, ask: {timeout: 1h}}").Policy!.Steps;

        Assert.Equal((TimeSpan.FromMinutes(2), 4, TimeSpan.FromSeconds(10)), (steps.Of(RecoveryAction.Fence)!.Timeout, steps.Of(RecoveryAction.Fence)!.Tries, steps.Of(RecoveryAction.Fence)!.BackOff));
        Assert.Equal((null, 2, null), (steps.Of(RecoveryAction.Evacuate)!.Timeout, steps.Of(RecoveryAction.Evacuate)!.Tries, steps.Of(RecoveryAction.Evacuate)!.BackOff));
        Assert.Equal(TimeSpan.FromHours(1), steps.Of(RecoveryAction.Ask)!.Timeout);
        Assert.Null(steps.Of(RecoveryAction.LiveMigrate));
        Assert.Equal(("2m a try, 4 tries, 10s before the next, doubled each time", 1), (steps.Of(RecoveryAction.Fence)!.Text, steps.Of(RecoveryAction.Fence)!.At.Line));
    }

    [Theory]
    [InlineData("{resurect: {tries: 2}}", ProblemCode.ActionNotPermitted)]
    [InlineData("{notify: {tries: 2}}", ProblemCode.ActionNotPermitted)]
    [InlineData("{resurrect: {tries: 2}, evacuate: {tries: 3}}", ProblemCode.DuplicateName)]
    [InlineData("{fence: {tries: 0}}", ProblemCode.ParamValue)]
    [InlineData("{fence: {tries: 101}}", ProblemCode.ParamValue)]
    [InlineData("{fence: {tries: often}}", ProblemCode.BadLiteral)]
    [InlineData("{fence: {tries: params.patience}}", ProblemCode.WrongType)]
    [InlineData("{fence: {timeout: 0s}}", ProblemCode.ParamValue)]
    [InlineData("{fence: {timeout: 25h}}", ProblemCode.ParamValue)]
    [InlineData("{fence: {timeout: soon}}", ProblemCode.BadLiteral)]
    [InlineData("{fence: {back-off: 2h}}", ProblemCode.ParamValue)]
    [InlineData("{fence: {timout: 60s}}", ProblemCode.UnknownKey)]
    [InlineData("{fence: {}}", ProblemCode.MissingKey)]
    [InlineData("{fence: 60s}", ProblemCode.WrongShape)]
    [InlineData("{ask: {timeout: 10m, tries: 3}}", ProblemCode.UnknownKey)]
    [InlineData("[fence]", ProblemCode.WrongShape)]
    public void What_it_cannot_mean_is_refused(string steps, string code)
    {
        var load = Load(steps);

        Assert.Null(load.Policy);
        Assert.Contains(load.Problems, p => p.Code == code);
    }

    [Theory]
    [InlineData("{fence: {timeout: 9s}}", "'fence' has failed after 9s, and needs 10s when all goes well: the device switches off, and off is read twice")]
    [InlineData("{evacuate: {timeout: 20s}}", "'evacuate' has failed after 20s, and needs 1m when all goes well: the cloud schedules, plugs networks and boots")]
    [InlineData("{reboot: {timeout: 10s}}", "'reboot' has failed after 10s, and needs 20s when all goes well: the guest is switched off, its networks are plugged anew, and it boots")]
    [InlineData("{ask: {timeout: 30s}}", "'ask' has failed after 30s, and needs 1m when all goes well: a person has to hear of it, to look and to answer")]
    public void A_time_out_shorter_than_the_action_is_a_warning_with_its_place(string steps, string message)
    {
        var load = Load(steps);

        Assert.NotNull(load.Policy);
        var warning = Assert.Single(load.Problems, p => p.Code == ProblemCode.HastyTimeout);
        Assert.Equal((ProblemSeverity.Warning, 1, message), (warning.Severity, warning.Line, warning.Message));
        Assert.True(warning.Column > "steps: {".Length);
    }

    [Fact]
    public void A_time_out_that_is_long_enough_is_no_warning() =>
        Assert.DoesNotContain(Load("{fence: {timeout: 10s}, evacuate: {timeout: 1m}, restart: {timeout: 1m}}").Problems, p => p.Code == ProblemCode.HastyTimeout);

    [Fact]
    public void Another_patience_is_another_version_of_the_policy() =>
        Assert.NotEqual(Load("{fence: {tries: 2}}").Policy!.Version, Load("{fence: {tries: 3}}").Policy!.Version);
}
