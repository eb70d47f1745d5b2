using PolicyHa.Adapters.Fencing;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Tests.Fencing.Contract;

/// <summary>What every kind of device keeps to.</summary>
public abstract class PowerDeviceContract
{
    /// <summary>A call may take so long: one that hangs is over then, and one that does not is not cut short on a busy machine.</summary>
    protected virtual TimeSpan Patience => TimeSpan.FromSeconds(5);

    protected abstract Task<IDeviceBench> StartAsync();

    [Fact]
    public async Task A_host_is_on_until_its_power_is_really_off_and_no_other_is_touched()
    {
        await using var bench = await StartAsync();
        await using var run = new DeviceRun(Options(bench));
        Assert.Equal(PowerState.On, (await run.ReadAsync("compute-1")).State);

        Assert.IsType<ActionAnswer.Accepted>(await run.OffAsync("compute-1"));
        await run.UntilAsync("compute-1", PowerState.Off);

        Assert.False(bench.IsOn("compute-1"));
        Assert.True(bench.IsOn("compute-2"));
        Assert.Equal(PowerState.On, (await run.ReadAsync("compute-2")).State);
    }

    [Fact]
    public async Task What_is_off_can_be_switched_on_again()
    {
        await using var bench = await StartAsync();
        await using var run = new DeviceRun(Options(bench));
        bench.LosePower("compute-1");
        Assert.Equal(PowerState.Off, (await run.ReadAsync("compute-1")).State);

        Assert.IsType<ActionAnswer.Accepted>(await run.OnAsync("compute-1"));
        await run.UntilAsync("compute-1", PowerState.On);

        Assert.True(bench.IsOn("compute-1"));
    }

    [Fact]
    public async Task Switching_off_what_is_off_is_accepted()
    {
        await using var bench = await StartAsync();
        await using var run = new DeviceRun(Options(bench));
        bench.LosePower("compute-1");

        Assert.IsType<ActionAnswer.Accepted>(await run.OffAsync("compute-1"));

        Assert.False(bench.IsOn("compute-1"));
    }

    [Fact]
    public async Task A_device_that_lies_is_never_read_as_off()
    {
        await using var bench = await StartAsync();
        await using var run = new DeviceRun(Options(bench));
        bench.Lies("compute-1");

        var answer = await run.OffAsync("compute-1");

        Assert.False(answer is ActionAnswer.Refused { Retryable: false }, $"{answer}");
        Assert.Equal(PowerState.On, (await run.ReadAsync("compute-1")).State);
        Assert.True(bench.IsOn("compute-1"));
    }

    [Fact]
    public async Task A_device_that_hangs_is_unknown_in_time_and_holds_up_no_other_host()
    {
        await using var bench = await StartAsync();
        await using var run = new DeviceRun(Options(bench));
        bench.Hangs("compute-1");

        var hung = Task.WhenAll(Enumerable.Range(0, 5).Select(_ => run.ReadAsync("compute-1")));
        var hungFence = run.OffAsync("compute-1");
        Assert.Equal(PowerState.On, (await run.ReadAsync("compute-2")).State);
        Assert.IsType<ActionAnswer.Accepted>(await run.OffAsync("compute-2"));
        Assert.False(hung.IsCompleted);

        Assert.All(await hung.WaitAsync(Patience * 4), reading => Assert.Equal(PowerState.Unknown, reading.State));
        Assert.IsNotType<ActionAnswer.Accepted>(await hungFence.WaitAsync(Patience * 4));
        Assert.True(bench.IsOn("compute-1"));
    }

    [Fact]
    public async Task A_device_that_fails_is_unknown_and_says_why()
    {
        await using var bench = await StartAsync();
        await using var run = new DeviceRun(Options(bench));
        bench.Fails("compute-1");

        var reading = await run.ReadAsync("compute-1");

        Assert.Equal(PowerState.Unknown, reading.State);
        Assert.NotEmpty(reading.Detail);
        Assert.IsNotType<ActionAnswer.Accepted>(await run.OffAsync("compute-1"));
    }

    [Fact]
    public async Task A_wrong_password_is_unknown_and_is_shown_nowhere()
    {
        await using var bench = await StartAsync();
        var options = Options(bench);
        (options.Password, options.PasswordFile, options.PasswordEnv) = (WrongPassword, null, null);
        await using var run = new DeviceRun(options);

        var reading = await run.ReadAsync("compute-1");
        var answer = await run.OffAsync("compute-1");

        Assert.Equal(PowerState.Unknown, reading.State);
        Assert.IsNotType<ActionAnswer.Accepted>(answer);
        Assert.True(bench.IsOn("compute-1"));
        Assert.All(Secrets, secret => Assert.DoesNotContain(secret, $"{reading} {answer} {run.Log.Text}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reading_names_the_device_and_shows_no_secret()
    {
        await using var bench = await StartAsync();
        await using var run = new DeviceRun(Options(bench));

        var reading = await run.ReadAsync("compute-1");

        Assert.StartsWith($"{bench.Options.Kind} ", reading.Device, StringComparison.Ordinal);
        Assert.DoesNotContain(DevicePassword.Read(bench.Options), $"{reading} {run.Log.Text}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_ends()
    {
        await using var bench = await StartAsync();
        await using var run = new DeviceRun(Options(bench));
        bench.Hangs("compute-1");
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.Fencing.ReadPowerAsync(new("compute-1"), DeviceRun.Name, stop.Token).WaitAsync(Patience));
    }

    /// <summary>Good for every kind: MAAS wants three parts.</summary>
    protected virtual string WrongPassword => "not:the:password";

    /// <summary>The wrong password in every form in which it goes out.</summary>
    protected virtual IEnumerable<string> Secrets => [WrongPassword];

    FencingDeviceOptions Options(IDeviceBench bench)
    {
        var options = bench.Options;
        options.Timeout = Patience;
        return options;
    }
}
