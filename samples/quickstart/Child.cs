using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PolicyHa.Samples.Quickstart;

/// <summary>A process of the run: the simulated cloud, or the service. Its output goes to a file of the run's folder.</summary>
sealed partial class Child(RunFolder folder, string name, string program)
{
    const int Terminate = 15;

    Process? process;

    public string Log => folder.PathOf($"{name}.log");

    /// <summary>Null while it runs.</summary>
    public int? ExitCode => process is { HasExited: true } ended ? ended.ExitCode : null;

    /// <summary>One of an earlier run still lives: take it over.</summary>
    public bool Adopt()
    {
        if (folder.LivingPid(name, program) is not { } pid)
            return false;
        process = Process.GetProcessById(pid);
        return true;
    }

    public void Start(params string[] arguments)
    {
        // A session of its own (setsid): Ctrl-C in the terminal reaches us alone, and we stop what we started in order.
        var start = new ProcessStartInfo("setsid") { UseShellExecute = false };
        foreach (var argument in (string[])["sh", "-c", "exec dotnet \"$@\" >>\"$0\" 2>&1", Log, program, .. arguments])
            start.ArgumentList.Add(argument);
        process = Process.Start(start) ?? throw new InvalidOperationException($"{name} could not be started");
        folder.Remember(name, process.Id);
    }

    /// <summary>Asks it to end, and sees to it that it does.</summary>
    public async Task StopAsync()
    {
        if (process is null or { HasExited: true })
            return;
        _ = Signal(process.Id, Terminate);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
        }
    }

    /// <summary>The end of its log, for when something went wrong.</summary>
    public string LastWords() => File.Exists(Log) ? string.Join('\n', File.ReadLines(Log).TakeLast(15)) : "(no output)";

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int pid, int signal);
}
