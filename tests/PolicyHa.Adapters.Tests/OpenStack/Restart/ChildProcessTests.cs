using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using PolicyHa.Adapters.OpenStack.HostServices;

namespace PolicyHa.Adapters.Tests.OpenStack.Restart;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class ChildProcessTests
{
    static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    readonly ConcurrentQueue<string> heard = new();
    readonly PressedClock clock = new();

    [Fact]
    public async Task Its_exit_code_and_its_lines_are_told_and_it_has_no_input()
    {
        Assert.Equal(3, await RunAsync("cat; echo out; echo err >&2; printf end; exit 3"));

        Assert.Equal(["end", "err", "out"], heard.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Of_our_environment_it_gets_the_path_alone()
    {
        Assert.NotNull(Environment.GetEnvironmentVariable("HOME"));

        await ChildProcess.RunAsync("env", [], Long, heard.Enqueue, clock, default);

        Assert.StartsWith("PATH=", Assert.Single(heard), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_without_end_is_cut()
    {
        Assert.Equal(0, await RunAsync("head -c 1000000 /dev/zero | tr '\\0' x; echo; echo next"));

        Assert.Equal([new string('x', 256), "next"], heard);
    }

    [Fact]
    public async Task After_its_time_all_that_it_started_is_gone()
    {
        var run = RunAsync("sleep 300 & echo $!; wait");
        var child = await HeardNumberAsync();
        Assert.True(Lives(child));
        clock.Press();

        Assert.Null(await run.WaitAsync(Long));
        await UntilGoneAsync(child);
    }

    [Fact]
    public async Task When_cancelled_all_that_it_started_is_gone()
    {
        using var cancel = new CancellationTokenSource();
        var run = RunAsync("sleep 300 & echo $!; wait", cancel.Token);
        var child = await HeardNumberAsync();
        Assert.True(Lives(child));
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(Long));
        await UntilGoneAsync(child);
    }

    [Fact]
    public async Task What_flees_with_its_output_is_not_waited_for()
    {
        var run = ChildProcess.RunAsync(
            "sh", ["-c", "setsid sh -c 'echo $$; exec sleep 300' &"], TimeSpan.FromSeconds(1), heard.Enqueue, TimeProvider.System, default);
        var fled = Process.GetProcessById(await HeardNumberAsync());

        Assert.Null(await run.WaitAsync(Long));
        Assert.False(fled.HasExited);
        fled.Kill();
    }

    [Fact]
    public async Task What_is_cancelled_before_is_not_started()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync("echo started", new CancellationToken(canceled: true)));

        Assert.Empty(heard);
    }

    [Fact]
    public void A_program_is_found_in_the_folders_of_the_path_if_it_may_be_run()
    {
        var folder = Directory.CreateTempSubdirectory("policyha-path-").FullName;
        var file = Path.Combine(folder, "ssh");
        File.WriteAllText(file, "");
        Assert.Null(ProgramPath.Find("ssh", $"/nowhere::{folder}"));

        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        Assert.Equal(file, ProgramPath.Find("ssh", $"/nowhere::{folder}"));
        Assert.Null(ProgramPath.Find("ssh", null));
        Directory.Delete(folder, recursive: true);
    }

    Task<int?> RunAsync(string script, CancellationToken ct = default) =>
        ChildProcess.RunAsync("sh", ["-c", script], Long, heard.Enqueue, clock, ct);

    async Task<int> HeardNumberAsync()
    {
        using var limit = new CancellationTokenSource(Long);
        while (heard.IsEmpty)
            await Task.Delay(10, limit.Token);
        return int.Parse(heard.First(), CultureInfo.InvariantCulture);
    }

    static async Task UntilGoneAsync(int pid)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (Lives(pid))
            await Task.Delay(10, limit.Token);
    }

    /// <summary>What was killed and that nobody has buried yet is a zombie; it does not live.</summary>
    static bool Lives(int pid)
    {
        try
        {
            return !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
