using System.Reflection;
using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Execution;
using PolicyHa.Engine.Execution.Runners;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Execution;

/// <summary>What Nova says right before a power-off. The stories are in the scenarios of rows 65, 67 and 169.</summary>
public sealed class CloudCheckTests : TimeProvider
{
    readonly ClusterState state = new(new SignalBoard(1)) { SawEverything = true };
    readonly IComputeControl compute = DispatchProxy.Create<IComputeControl, Nova>();
    readonly CloudCheck check;
    TimeSpan passed;

    public CloudCheckTests()
    {
        check = new CloudCheck(compute, state, new PolicyHolder(Policy()), this);
        Believe(ComputeH3);
        Answer(Standing(up: true));
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now + passed;

    public override long GetTimestamp() => passed.Ticks;

    Nova Asked => (Nova)compute;

    [Fact]
    public async Task Nothing_stands_against_a_fence_where_all_is_as_it_was_seen() => Assert.Null(await ObjectionAsync());

    [Fact]
    public async Task A_host_that_Nova_does_not_have_any_more_is_not_switched_off()
    {
        Answer(new ServicesStanding(1, 1, new Dictionary<HostName, ComputeStanding>()));

        Assert.Equal(new Objection(HoldReason.NoLongerAsked, "Nova has no nova-compute on h3 any more"), await ObjectionAsync());
    }

    [Fact]
    public async Task A_nova_compute_that_reports_again_is_first_seen_by_everybody()
    {
        Believe(ComputeH3 with { ServiceUp = false });
        Assert.Contains("reports to Nova again", (await ObjectionAsync())!.Because, StringComparison.Ordinal);

        Believe(ComputeH3);
        Assert.Null(await ObjectionAsync());
    }

    [Fact]
    public async Task One_that_has_fallen_silent_meanwhile_is_no_reason_to_wait()
    {
        Answer(Standing(up: false));

        Assert.Null(await ObjectionAsync());
    }

    [Theory]
    [InlineData(0, 1, HoldReason.NoScheduler)]
    [InlineData(1, 0, HoldReason.NoConductor)]
    [InlineData(null, null, null)]
    public async Task Schedulers_and_conductors_are_seen_afresh_where_Nova_tells_them(int? schedulers, int? conductors, HoldReason? held)
    {
        Answer(Standing(up: true) with { SchedulersUp = schedulers, ConductorsUp = conductors });

        Assert.Equal(held, (await ObjectionAsync())?.Reason);
    }

    [Fact]
    public async Task Fences_at_a_time_ask_once_and_a_later_one_asks_anew()
    {
        check.Look();
        await ObjectionAsync();
        passed = TimeSpan.FromSeconds(3);
        await ObjectionAsync();
        Assert.Equal(1, Asked.Times);

        passed = TimeSpan.FromSeconds(3.1);
        await ObjectionAsync();
        Assert.Equal(2, Asked.Times);
    }

    [Fact]
    public async Task A_Nova_that_hangs_is_waited_for_a_little_and_asked_no_second_time_beside()
    {
        var hangs = new TaskCompletionSource<ServicesStanding>();
        Asked.Next = hangs.Task;
        var hasty = new CloudCheck(compute, state, new PolicyHolder(Policy()), System);

        var objection = await hasty.ObjectionAsync(Scene(), CancellationToken.None);
        Assert.Equal(new Objection(HoldReason.CloudUnreachable, "Nova cannot be asked: no answer for 3 s"), objection);

        hangs.SetResult(Standing(up: true));
        Assert.Null(await hasty.ObjectionAsync(Scene(), CancellationToken.None));
        Assert.Equal(1, Asked.Times);
    }

    void Believe(ComputeHost host) => state.Fleet = new Fleet(Now, [new FailoverSegment(S1, RecoveryMethod.Auto)], [host], []);

    void Answer(ServicesStanding standing) => Asked.Next = Task.FromResult(standing);

    static ServicesStanding Standing(bool up) =>
        new(1, 1, new Dictionary<HostName, ComputeStanding> { [H3] = new(up, false, false, null) });

    Task<Objection?> ObjectionAsync() => check.ObjectionAsync(Scene(), CancellationToken.None);

    StepScene Scene()
    {
        var step = Step(1, StepKind.Fence).Start(Now);
        return new StepScene(step, Plan(step), Incident(), GetUtcNow(), false, new ActionContext(Incident().Id, step.Id, 1));
    }

    /// <summary>Answers one question, and nobody asks another.</summary>
    public class Nova : DispatchProxy
    {
        internal Task<ServicesStanding> Next { get; set; } = null!;

        internal int Times { get; private set; }

        protected override object Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Assert.Equal(nameof(IComputeControl.ReadServicesAsync), targetMethod!.Name);
            Times++;
            return Next;
        }
    }
}
