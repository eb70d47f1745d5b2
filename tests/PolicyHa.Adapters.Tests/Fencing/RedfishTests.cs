using PolicyHa.Adapters.Tests.OpenStack;
using PolicyHa.Engine.Ports;
using PolicyHa.Samples.Cloud.World;
using PowerState = PolicyHa.Engine.Ports.PowerState;

namespace PolicyHa.Adapters.Tests.Fencing;

public sealed class RedfishTests
{
    [Fact]
    public async Task A_host_is_on_until_its_power_is_really_off()
    {
        await using var run = await BmcRun.StartAsync();
        Assert.Equal(PowerState.On, (await run.ReadAsync("compute-1")).State);

        Assert.IsType<ActionAnswer.Accepted>(await run.PowerOffAsync("compute-1"));
        await OffAsync(run, "compute-1");

        Assert.Equal("off", run.Cloud.Host("compute-1").Power);
        Assert.Equal(PowerState.On, (await run.ReadAsync("compute-2")).State);
        var mark = run.Cloud.Audit().Events.Single(e => e.Kind is AuditKind.PowerOffCommanded).Mark;
        Assert.Equal(("inc-0123456789ab", "inc-0123456789ab/1/fence", "7"), (mark.Incident, mark.Step, mark.Epoch));
    }

    [Fact]
    public async Task A_reading_names_the_device()
    {
        await using var run = await BmcRun.StartAsync();

        var reading = await run.ReadAsync("compute-1");

        Assert.Equal($"redfish {run.Cloud.BmcUrl("compute-1")}", reading.Device);
        Assert.Equal("PowerState On", reading.Detail);
    }

    [Fact]
    public async Task A_device_that_lies_is_believed_in_nothing_but_what_it_reads()
    {
        await using var run = await BmcRun.StartAsync();
        run.Cloud.SetBmc("compute-1", BmcFault.Lies);

        Assert.IsType<ActionAnswer.Accepted>(await run.PowerOffAsync("compute-1"));

        Assert.Equal("on", run.Cloud.Host("compute-1").Power);
    }

    [Fact]
    public async Task A_device_that_hangs_is_unknown_and_holds_up_no_other_host()
    {
        await using var run = await BmcRun.StartAsync();
        run.Cloud.SetBmc("compute-1", BmcFault.Hangs);

        var hung = Task.WhenAll(Enumerable.Range(0, 50).Select(_ => run.ReadAsync("compute-1")));
        var hungFence = run.PowerOffAsync("compute-1");
        Assert.Equal(PowerState.On, (await run.ReadAsync("compute-2")).State);
        Assert.IsType<ActionAnswer.Accepted>(await run.PowerOffAsync("compute-2"));
        Assert.False(hung.IsCompleted);

        Assert.All(await hung, reading => Assert.Equal(PowerState.Unknown, reading.State));
        Assert.True(Assert.IsType<ActionAnswer.Refused>(await hungFence).Retryable);
    }

    [Theory]
    [InlineData(500, true)]
    [InlineData(503, true)]
    [InlineData(404, false)]
    [InlineData(401, false)]
    public async Task A_device_that_answers_with_errors_is_unknown(int status, bool retryable)
    {
        await using var run = await BmcRun.StartAsync();
        run.Cloud.SetBmc("compute-1", BmcFault.Errors, status);

        var reading = await run.ReadAsync("compute-1");

        Assert.Equal(PowerState.Unknown, reading.State);
        Assert.Contains($"{status}", reading.Detail, StringComparison.Ordinal);
        Assert.Equal(retryable, Assert.IsType<ActionAnswer.Refused>(await run.PowerOffAsync("compute-1")).Retryable);
    }

    [Fact]
    public async Task A_wrong_password_is_unknown_and_not_shown()
    {
        await using var run = await BmcRun.StartAsync(d => d.Password = "not-the-password");

        var reading = await run.ReadAsync("compute-1");
        var answer = await run.PowerOffAsync("compute-1");

        Assert.Equal(PowerState.Unknown, reading.State);
        var header = Convert.ToBase64String("admin:not-the-password"u8);
        Assert.All(
            ["not-the-password", header],
            secret => Assert.DoesNotContain(secret, $"{reading} {answer} {run.Log.Text}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_host_that_is_off_already_and_refuses_is_accepted()
    {
        await using var run = await BmcRun.StartAsync();
        run.Cloud.Kill("compute-1");
        run.Cloud.SetBmc("compute-1", BmcFault.RefusesWhenOff);
        Assert.Equal(PowerState.Off, (await run.ReadAsync("compute-1")).State);

        Assert.IsType<ActionAnswer.Accepted>(await run.PowerOffAsync("compute-1"));
    }

    [Fact]
    public async Task A_device_that_stumbles_after_the_command_is_unclear_and_the_power_is_read()
    {
        await using var run = await BmcRun.StartAsync();
        run.Cloud.SetBmc("compute-1", BmcFault.WorksButAnswersError);

        Assert.IsType<ActionAnswer.Unclear>(await run.PowerOffAsync("compute-1"));

        await OffAsync(run, "compute-1");
    }

    [Fact]
    public async Task What_is_off_can_be_switched_on_again()
    {
        await using var run = await BmcRun.StartAsync();
        await run.PowerOffAsync("compute-1");
        await OffAsync(run, "compute-1");

        Assert.IsType<ActionAnswer.Accepted>(
            await run.Fencing.PowerOnAsync(new("compute-1"), "device-1", CloudRun.Context("inc-0123456789ab/1/switch-on"), default));

        await ReadsAsync(run, "compute-1", PowerState.On);
    }

    [Fact]
    public async Task A_host_without_a_device_cannot_be_fenced()
    {
        await using var run = await BmcRun.StartAsync();

        Assert.False(run.Fencing.CanFence(new("other")));
        Assert.Equal(PowerState.Unknown, (await run.ReadAsync("other")).State);
        Assert.False(Assert.IsType<ActionAnswer.Refused>(await run.PowerOffAsync("other")).Retryable);
        Assert.True(run.Fencing.CanFence(new("compute-77")));
    }

    [Fact]
    public async Task Nobody_at_the_address_is_unknown()
    {
        await using var run = await BmcRun.StartAsync(d => d.Address = "http://127.0.0.1:1/{host}");

        Assert.Equal(PowerState.Unknown, (await run.ReadAsync("compute-1")).State);
        Assert.True(Assert.IsType<ActionAnswer.Refused>(await run.PowerOffAsync("compute-1")).Retryable);
    }

    static Task OffAsync(BmcRun run, string host) => ReadsAsync(run, host, PowerState.Off);

    static async Task ReadsAsync(BmcRun run, string host, PowerState state)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while ((await run.ReadAsync(host)).State != state)
            await Task.Delay(20, limit.Token);
    }
}
