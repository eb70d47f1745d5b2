using PolicyHa.Adapters.Fencing;
using PolicyHa.Adapters.Tests.OpenStack;
using PolicyHa.Engine.Ports;
using PolicyHa.Samples.Cloud;
using PolicyHa.Samples.Cloud.World;
using PowerState = PolicyHa.Engine.Ports.PowerState;

namespace PolicyHa.Adapters.Tests.Fencing.Contract;

/// <summary>What boards do wrong beside what every kind of device can: each fault of the simulated ones, over real HTTP.</summary>
public sealed class RedfishFaultTests : IAsyncLifetime
{
    SimulatedCloud cloud = null!;

    public async Task InitializeAsync() => cloud = await SimulatedCloud.StartAsync(CloudRun.Quick);

    public async Task DisposeAsync() => await cloud.DisposeAsync();

    [Fact]
    public async Task A_slow_one_is_waited_for()
    {
        await using var run = Run();
        cloud.SetBmc("compute-1", new BmcManner { AnswerTime = TimeSpan.FromSeconds(0.5) });

        Assert.Equal(PowerState.On, (await run.ReadAsync("compute-1")).State);
        Assert.IsType<ActionAnswer.Accepted>(await run.OffAsync("compute-1"));
        await run.UntilAsync("compute-1", PowerState.Off);
    }

    [Fact]
    public async Task One_that_is_too_slow_is_unknown_and_nothing_was_switched()
    {
        await using var run = Run(TimeSpan.FromSeconds(1));
        cloud.SetBmc("compute-1", new BmcManner { AnswerTime = TimeSpan.FromSeconds(20) });

        var reading = await run.ReadAsync("compute-1");

        Assert.Equal(PowerState.Unknown, reading.State);
        Assert.Contains("no answer within 1 s", reading.Detail, StringComparison.Ordinal);
        Assert.True(Assert.IsType<ActionAnswer.Refused>(await run.OffAsync("compute-1")).Retryable);
        Assert.DoesNotContain(cloud.Audit().Events, e => e.Kind is AuditKind.PowerOffCommanded);
    }

    [Fact]
    public async Task One_that_lies_accepts_and_reads_on()
    {
        await using var run = Run();
        cloud.SetBmc("compute-1", BmcFault.Lies);

        Assert.IsType<ActionAnswer.Accepted>(await run.OffAsync("compute-1"));

        Assert.Equal((PowerState.On, "PowerState On"), await StateAndDetailAsync(run));
    }

    [Theory]
    [InlineData(401, false)]
    [InlineData(503, true)]
    public async Task One_that_lets_nobody_in_is_unknown_with_its_status(int status, bool retryable)
    {
        await using var run = Run();
        cloud.SetBmc("compute-1", BmcFault.Errors, status);

        var reading = await run.ReadAsync("compute-1");

        Assert.Equal(PowerState.Unknown, reading.State);
        Assert.Contains($"HTTP {status}", reading.Detail, StringComparison.Ordinal);
        Assert.Contains("The BMC cannot answer now.", reading.Detail, StringComparison.Ordinal);
        Assert.Equal(retryable, Assert.IsType<ActionAnswer.Refused>(await run.OffAsync("compute-1")).Retryable);
    }

    [Fact]
    public async Task One_that_is_another_host_s_is_unknown_names_both_and_switches_neither()
    {
        await using var run = Run();
        cloud.SetBmc("compute-1", new BmcManner { WiredTo = "compute-2" });

        var reading = await run.ReadAsync("compute-1");
        var answer = Assert.IsType<ActionAnswer.Refused>(await run.OffAsync("compute-1"));

        Assert.Equal(PowerState.Unknown, reading.State);
        Assert.False(answer.Retryable);
        Assert.All([reading.Detail, answer.Reason], text => Assert.Contains("is the BMC of compute-2, not of compute-1", text, StringComparison.Ordinal));
        Assert.DoesNotContain(cloud.Audit().Events, e => e.Kind is AuditKind.PowerOffCommanded);
        Assert.Equal(("on", "on"), (cloud.Host("compute-1").Power, cloud.Host("compute-2").Power));
    }

    [Fact]
    public async Task One_whose_host_goes_off_late_reads_on_until_it_is()
    {
        await using var run = Run();
        cloud.SetBmc("compute-1", new BmcManner { PowerOffTime = TimeSpan.FromSeconds(4) });

        Assert.IsType<ActionAnswer.Accepted>(await run.OffAsync("compute-1"));
        Assert.Equal((PowerState.On, "PowerState On"), await StateAndDetailAsync(run));

        await run.UntilAsync("compute-1", PowerState.Off);
        Assert.Equal("off", cloud.Host("compute-1").Power);
    }

    [Fact]
    public async Task One_whose_host_comes_on_again_by_itself_reads_on_again()
    {
        await using var run = Run();
        cloud.SetBmc("compute-1", new BmcManner { PowerReturnsAfter = TimeSpan.FromSeconds(4) });

        await run.OffAsync("compute-1");
        await run.UntilAsync("compute-1", PowerState.Off);

        await run.UntilAsync("compute-1", PowerState.On);
        Assert.Equal("on", cloud.Host("compute-1").Power);
    }

    [Fact]
    public async Task One_that_shows_an_old_power_state_is_read_until_it_shows_the_new_one()
    {
        await using var run = Run();
        cloud.SetBmc("compute-1", new BmcManner { StaleFor = TimeSpan.FromSeconds(4), PowerOffTime = TimeSpan.Zero });

        Assert.IsType<ActionAnswer.Accepted>(await run.OffAsync("compute-1"));
        Assert.Equal("off", cloud.Host("compute-1").Power);
        Assert.Equal(PowerState.On, (await run.ReadAsync("compute-1")).State);

        await run.UntilAsync("compute-1", PowerState.Off);
    }

    [Fact]
    public async Task One_that_takes_a_reset_as_a_task_is_waited_for()
    {
        await using var run = Run();
        cloud.SetBmc("compute-1", new BmcManner { TaskTime = TimeSpan.FromSeconds(1), PowerOffTime = TimeSpan.Zero });

        var answer = Assert.IsType<ActionAnswer.Accepted>(await run.OffAsync("compute-1"));

        Assert.Contains("/TaskService/TaskMonitors/1", answer.Reference, StringComparison.Ordinal);
        Assert.Equal(PowerState.Off, (await run.ReadAsync("compute-1")).State);
    }

    [Fact]
    public async Task One_whose_task_fails_is_unclear_with_its_words_and_reads_on()
    {
        await using var run = Run();
        cloud.SetBmc("compute-1", BmcFault.TaskFails);

        var answer = Assert.IsType<ActionAnswer.Unclear>(await run.OffAsync("compute-1"));

        Assert.Contains("the task of ForceOff ended: HTTP 500", answer.Reason, StringComparison.Ordinal);
        Assert.Contains("The power supply does not obey.", answer.Reason, StringComparison.Ordinal);
        Assert.Equal(PowerState.On, (await run.ReadAsync("compute-1")).State);
    }

    DeviceRun Run(TimeSpan? timeout = null) => new(new FencingDeviceOptions
    {
        Hosts = ["compute-*"],
        Address = cloud.Addresses.BmcUrl + "/{host}",
        Username = "admin",
        Password = "password",
        Timeout = timeout ?? TimeSpan.FromSeconds(15),
    });

    static async Task<(PowerState, string)> StateAndDetailAsync(DeviceRun run)
    {
        var reading = await run.ReadAsync("compute-1");
        return (reading.State, reading.Detail);
    }
}
