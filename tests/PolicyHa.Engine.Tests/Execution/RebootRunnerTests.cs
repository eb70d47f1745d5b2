using System.Reflection;
using PolicyHa.Engine.Execution;
using PolicyHa.Engine.Execution.Runners;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;
using PolicyHa.Simulation.Running;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Execution;

/// <summary>A reboot that is over leaves no trace at the instance, so only the cloud's record says whether it was heard.</summary>
public sealed class RebootRunnerTests
{
    static readonly Instance Well = Some.Instance("c1", "pet");
    static readonly Instance Rebooting = Well with { TaskState = "rebooting_hard" };

    readonly SimClock clock = new();
    readonly Cloud cloud;
    readonly RebootRunner runner;
    PlanStep step;

    public RebootRunnerTests()
    {
        var compute = DispatchProxy.Create<IComputeControl, Cloud>();
        cloud = (Cloud)(object)compute;
        runner = new RebootRunner(compute, new ExecutionOptions());
        step = (Step(1, StepKind.Reboot) with { Instance = Well.Id, Timeout = TimeSpan.FromMinutes(1) }).Start(clock.GetUtcNow());
    }

    [Fact]
    public async Task What_is_meant_is_written_down_before_it_is_asked_for()
    {
        cloud.Newest = "req-1";
        var first = Assert.IsType<StepOutcome.Pending>(await RunAsync());
        Assert.Equal(("req-1", 0), (first.Memo["newest-reboot-before"], cloud.Asked));

        Assert.IsType<StepOutcome.Pending>(await RunAsync());
        Assert.Equal(1, cloud.Asked);
        cloud.Shows = Rebooting;
        Assert.IsType<StepOutcome.Pending>(await RunAsync());
        cloud.Shows = Well;
        Assert.Equal("rebooted, active", Assert.IsType<StepOutcome.Done>(await RunAsync()).Evidence);
        Assert.Equal(1, cloud.Asked);
    }

    [Fact]
    public async Task A_reboot_that_was_over_before_the_service_came_back_is_not_asked_for_again()
    {
        await RunAsync();
        cloud.Newest = "req-2";

        Assert.IsType<StepOutcome.Done>(await RunAsync(resumed: true));
        Assert.Equal(0, cloud.Asked);
    }

    [Fact]
    public async Task What_a_former_process_may_have_asked_for_has_time_to_show()
    {
        await RunAsync();
        Assert.IsType<StepOutcome.Pending>(await RunAsync(resumed: true));
        for (var second = 0; second < 4; second++)
            Assert.IsType<StepOutcome.Pending>(await RunAsync());
        Assert.Equal(0, cloud.Asked);

        for (var second = 0; second < 3; second++)
            await RunAsync();
        Assert.Equal(1, cloud.Asked);
    }

    [Fact]
    public async Task After_an_unclear_answer_nothing_is_asked_while_it_may_lie_in_a_queue_also_past_the_time_of_the_try()
    {
        cloud.Answer = new ActionAnswer.Unclear("504");
        await RunAsync();
        for (var second = 0; second < 85; second++)
            Assert.IsType<StepOutcome.Pending>(await RunAsync());
        Assert.Equal(1, cloud.Asked);
        cloud.Newest = "req-late";

        Assert.IsType<StepOutcome.Done>(await RunAsync());
        Assert.Equal(1, cloud.Asked);
    }

    [Fact]
    public async Task What_was_never_heard_is_for_the_next_try()
    {
        cloud.Answer = new ActionAnswer.Unclear("504");
        await RunAsync();
        for (var second = 0; second < 90; second++)
            Assert.IsType<StepOutcome.Pending>(await RunAsync());

        var failed = Assert.IsType<StepOutcome.Failed>(await RunAsync());
        Assert.Equal(("active, task none", true, 0), (failed.Reason, failed.Retryable, failed.Keeps.Count));
    }

    [Fact]
    public async Task A_reboot_that_somebody_else_has_asked_for_is_waited_for()
    {
        cloud.Shows = Rebooting;
        Assert.IsType<StepOutcome.Pending>(await RunAsync());
        cloud.Shows = Well;

        Assert.IsType<StepOutcome.Done>(await RunAsync());
        Assert.Equal(0, cloud.Asked);
    }

    [Fact]
    public async Task One_that_ends_in_an_error_has_failed_and_may_be_tried_again()
    {
        await RunAsync();
        await RunAsync();
        cloud.Shows = Well with { State = VmState.Error };

        var failed = Assert.IsType<StepOutcome.Failed>(await RunAsync());
        Assert.Equal(("error, task none", true), (failed.Reason, failed.Retryable));
    }

    [Fact]
    public async Task While_the_cloud_is_away_what_is_known_is_kept_for_the_next_try()
    {
        await RunAsync();
        await RunAsync();
        cloud.IsAway = true;
        for (var second = 0; second < 59; second++)
            Assert.IsType<StepOutcome.Pending>(await RunAsync());

        var failed = Assert.IsType<StepOutcome.Failed>(await RunAsync());
        Assert.True(failed.Retryable);
        Assert.Contains("sent-at", failed.Keeps.Keys);
    }

    [Theory]
    [InlineData(VmState.Stopped, false, null)]
    [InlineData(VmState.Deleted, false, null)]
    [InlineData(VmState.Paused, false, "it is paused, and a reboot would make it run")]
    [InlineData(VmState.Active, true, "locked by its owner or an administrator, who do not want it touched")]
    public async Task What_its_owner_wants_otherwise_is_left_alone(VmState state, bool locked, string? because)
    {
        cloud.Shows = Well with { State = state, Locked = locked };

        var outcome = await RunAsync();
        Assert.Equal(because, (outcome as StepOutcome.Failed)?.Reason);
        Assert.Equal(because is null, outcome is StepOutcome.Skipped);
        Assert.Equal(0, cloud.Asked);
    }

    [Fact]
    public async Task Where_it_has_gone_elsewhere_it_is_left_alone()
    {
        await RunAsync();
        cloud.Shows = Well with { Host = new HostName("h1") };

        Assert.Equal("on h1 meanwhile", Assert.IsType<StepOutcome.Skipped>(await RunAsync()).Because);
        Assert.Equal(0, cloud.Asked);
    }

    async Task<StepOutcome> RunAsync(bool resumed = false)
    {
        var scene = new StepScene(step, Plan(step), Incident(), clock.GetUtcNow(), resumed, new ActionContext(Incident().Id, step.Id, 1));
        var outcome = await runner.RunAsync(scene, CancellationToken.None);
        clock.MoveTo(clock.GetUtcNow() + TimeSpan.FromSeconds(1));
        if (outcome is StepOutcome.Pending pending)
            step = step.Await(clock.GetUtcNow(), pending.Memo);
        return outcome;
    }

    /// <summary>Shows what it is told to show, and answers every reboot as it is told to.</summary>
    public class Cloud : DispatchProxy
    {
        public Instance Shows { get; set; } = Well;

        public string? Newest { get; set; }

        public ActionAnswer Answer { get; set; } = new ActionAnswer.Accepted("req-3");

        public bool IsAway { get; set; }

        public int Asked { get; private set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            switch (targetMethod?.Name)
            {
                case nameof(IComputeControl.ReadNewestRebootAsync):
                    return IsAway ? Task.FromException<string?>(new OutsideUnavailableException("503")) : Task.FromResult(Newest);
                case nameof(IComputeControl.ReadInstanceAsync):
                    return Task.FromResult<Instance?>(Shows);
                default:
                    Assert.Equal(nameof(IComputeControl.RebootAsync), targetMethod?.Name);
                    Asked++;
                    return Task.FromResult(Answer);
            }
        }
    }
}
