using System.Globalization;
using PolicyHa.Adapters.Fencing;
using PolicyHa.Adapters.Tests.Fencing.Contract;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Tests.Fencing.Agents;

public sealed class AgentTests
{
    const string Secret = "s3cret word";

    [Fact]
    public async Task An_agent_is_told_everything_by_its_stdin_and_nothing_of_our_own_environment()
    {
        Environment.SetEnvironmentVariable("POLICYHA_TEST_LEAK", "leaked");
        using var script = new AgentScript("""echo "$# $(env)" >"$dir/seen"; exit 0""");
        await using var run = new DeviceRun(Device(), script.Location);

        Assert.Equal(PowerState.On, (await run.ReadAsync("compute-1.example")).State);

        Assert.Equal(
            ["action=status", "ip=compute-1.bmc", "plug=7", "username=admin", $"password={Secret}"],
            script.Told.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        var seen = await File.ReadAllTextAsync(script.At("seen"));
        Assert.StartsWith("0 ", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("leaked", seen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, PowerState.On)]
    [InlineData(2, PowerState.Off)]
    [InlineData(1, PowerState.Unknown)]
    [InlineData(127, PowerState.Unknown)]
    public async Task What_is_read_is_the_exit_code_alone(int code, PowerState state)
    {
        using var script = new AgentScript($"echo 'Status: OFF'; exit {code}");
        await using var run = new DeviceRun(Device(), script.Location);

        var reading = await run.ReadAsync("compute-1.example");

        Assert.Equal((state, "agent fence_script compute-1.bmc 7"), (reading.State, reading.Device));
    }

    [Theory]
    [InlineData("Unable to connect/login to fencing device", true)]
    [InlineData("Failed: Timed out waiting to power OFF", false)]
    [InlineData("", false)]
    public async Task A_failure_is_a_refusal_only_where_nothing_can_have_been_sent(string words, bool refused)
    {
        using var script = new AgentScript($"echo '{words}' >&2; exit 1");
        await using var run = new DeviceRun(Device(), script.Location);

        var answer = await run.OffAsync("compute-1.example");

        Assert.Equal(refused, answer is ActionAnswer.Refused { Retryable: true });
        Assert.Equal(refused, answer is not ActionAnswer.Unclear);
        Assert.Contains(words, $"{answer}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_an_agent_prints_is_not_passed_on()
    {
        using var script = new AgentScript("""cat "$dir/stdin" >&2; exit 1""");
        await using var run = new DeviceRun(Device(), script.Location);

        var text = $"{await run.ReadAsync("compute-1.example")} {await run.OffAsync("compute-1.example")} {run.Log.Text}";

        Assert.Contains("password=***", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_out_of_time_is_ended_with_all_that_it_began()
    {
        using var script = new AgentScript("""sleep 300 & echo $! >"$dir/child"; echo $$ >"$dir/agent"; sleep 300""");
        var device = Device();
        device.Timeout = TimeSpan.FromSeconds(1);
        await using var run = new DeviceRun(device, script.Location);

        var reading = await run.ReadAsync("compute-1.example");
        var answer = await run.OffAsync("compute-1.example");

        Assert.Equal(PowerState.Unknown, reading.State);
        Assert.Contains("no end within 1 s, killed", reading.Detail, StringComparison.Ordinal);
        Assert.IsType<ActionAnswer.Unclear>(answer);
        await IsGoneAsync(script, "agent");
        await IsGoneAsync(script, "child");
    }

    /// <summary>Whoever waited with a thread for each of them could soon fence nobody any more.</summary>
    [Fact]
    public async Task Many_that_hang_hold_none_of_our_threads()
    {
        const int Many = 40;
        using var script = new AgentScript("""echo >"$dir/began-$$"; sleep 300""");
        await using var run = new DeviceRun(Device(), script.Location);
        using var stop = new CancellationTokenSource();
        var before = Busy();
        var calls = Enumerable.Range(0, Many).Select(_ => run.Fencing.ReadPowerAsync(new("compute-1.example"), DeviceRun.Name, stop.Token)).ToList();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (Directory.GetFiles(script.Location, "began-*").Length < Many)
            await Task.Delay(50, limit.Token);

        Assert.All(calls, c => Assert.False(c.IsCompleted));
        Assert.InRange(Busy(), 0, before + (Many / 2));

        await stop.CancelAsync();
        foreach (var call in calls)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);

        static int Busy()
        {
            ThreadPool.GetMaxThreads(out var most, out _);
            ThreadPool.GetAvailableThreads(out var free, out _);
            return most - free;
        }
    }

    [Fact]
    public async Task An_agent_whose_call_is_cancelled_is_ended_too()
    {
        using var script = new AgentScript("""echo $$ >"$dir/agent"; sleep 300""");
        await using var run = new DeviceRun(Device(), script.Location);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.Fencing.ReadPowerAsync(new("compute-1.example"), DeviceRun.Name, stop.Token));

        await IsGoneAsync(script, "agent");
    }

    [Fact]
    public async Task A_child_that_keeps_the_pipes_open_proves_nothing()
    {
        using var script = new AgentScript("""setsid sleep 5 & exit 2""");
        var device = Device();
        device.Timeout = TimeSpan.FromSeconds(1);
        await using var run = new DeviceRun(device, script.Location);

        Assert.Equal(PowerState.Unknown, (await run.ReadAsync("compute-1.example")).State);
    }

    [Fact]
    public async Task An_agent_that_is_gone_since_the_start_is_refused_and_can_be_asked_again()
    {
        using var script = new AgentScript("exit 0");
        await using var run = new DeviceRun(Device(), script.Location);
        Assert.Equal(PowerState.On, (await run.ReadAsync("compute-1.example")).State);
        File.Delete(script.At(AgentScript.Name));

        Assert.Equal(PowerState.Unknown, (await run.ReadAsync("compute-1.example")).State);
        Assert.IsNotType<ActionAnswer.Accepted>(await run.OffAsync("compute-1.example"));
    }

    /// <summary>Debian's own agent for tests.</summary>
    [Fact]
    public async Task Fence_dummy_switches_what_its_file_says()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "on");
        await using var run = new DeviceRun(new FencingDeviceOptions { Kind = "agent", Agent = "fence_dummy", Hosts = ["compute-1"], Parameters = { ["status_file"] = file } });
        Assert.Equal(PowerState.On, (await run.ReadAsync("compute-1")).State);

        Assert.IsType<ActionAnswer.Accepted>(await run.OffAsync("compute-1"));

        Assert.Equal(PowerState.Off, (await run.ReadAsync("compute-1")).State);
        File.Delete(file);
    }

    static FencingDeviceOptions Device() => new()
    {
        Kind = "agent",
        Agent = AgentScript.Name,
        Plugs = { ["compute-1.example"] = "7" },
        Parameters = { ["ip"] = "{short}.bmc", ["plug"] = "{plug}" },
        Username = "admin",
        Password = Secret,
    };

    static async Task IsGoneAsync(AgentScript script, string which)
    {
        var pid = (await File.ReadAllTextAsync(script.At(which))).Trim();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (IsAlive(int.Parse(pid, CultureInfo.InvariantCulture)))
            await Task.Delay(50, limit.Token);
    }

    /// <summary>What has ended and is not yet fetched by its parent is not alive.</summary>
    static bool IsAlive(int pid) =>
        File.Exists($"/proc/{pid}/stat") && File.ReadAllText($"/proc/{pid}/stat") is var stat && stat[stat.LastIndexOf(')') + 2] != 'Z';
}
