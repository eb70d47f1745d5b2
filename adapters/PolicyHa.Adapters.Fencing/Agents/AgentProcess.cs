using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace PolicyHa.Adapters.Fencing.Agents;

/// <summary>Runs a fence agent once: its options go in by stdin, so that no secret stands in a list of processes, and it ends in time with all that it began.</summary>
static partial class AgentProcess
{
    /// <summary>Makes the agent the head of a process group of its own, and is replaced by it. Part of every Debian (util-linux).</summary>
    const string NewGroup = "/usr/bin/setsid";

    /// <summary>More output than this no agent needs. 64 Ki characters.</summary>
    const int OutputMax = 1 << 16;

    const int Sigkill = 9;

    /// <summary>What an agent that was killed still had to say is waited for no longer. 1 s.</summary>
    static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    /// <param name="path">Of the agent.</param>
    /// <param name="options">Names and values; neither may hold a line break.</param>
    /// <param name="limit">After it the agent is killed, with everything in its process group.</param>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> says so; the agent is killed then, too.</exception>
    public static async Task<AgentResult> RunAsync(
        string path, IEnumerable<KeyValuePair<string, string>> options, TimeSpan limit, TimeProvider clock, CancellationToken ct)
    {
        using var process = new Process { StartInfo = StartOf(path) };
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            return AgentResult.NotRun($"{path} could not be started: {e.Message}");
        }

        using var limited = new CancellationTokenSource(limit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, limited.Token);
        var output = ReadAsync(process.StandardOutput);
        var errors = ReadAsync(process.StandardError);
        try
        {
            await TellAsync(process, options, both.Token);
            await process.WaitForExitAsync(both.Token);
            // A child that outlives the agent may hold its pipes open.
            return new AgentResult(process.ExitCode, await output.WaitAsync(both.Token), await errors.WaitAsync(both.Token));
        }
        catch (OperationCanceledException)
        {
            Kill(process);
            ct.ThrowIfCancellationRequested();
            return AgentResult.OutOfTime(limit, await LastOfAsync(errors));
        }
    }

    static ProcessStartInfo StartOf(string path)
    {
        var start = new ProcessStartInfo(NewGroup, [path])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            StandardInputEncoding = new UTF8Encoding(false),
        };
        start.Environment.Clear();
        start.Environment["LANG"] = "C";
        start.Environment["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin";
        return start;
    }

    /// <summary>An agent that does not read to the end has said why on its way out.</summary>
    static async Task TellAsync(Process process, IEnumerable<KeyValuePair<string, string>> options, CancellationToken ct)
    {
        try
        {
            foreach (var (name, value) in options)
                await process.StandardInput.WriteAsync($"{name}={value}\n".AsMemory(), ct);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // Its pipe is closed.
        }
    }

    static async Task<string> ReadAsync(StreamReader from)
    {
        var text = new StringBuilder();
        var buffer = new char[4096];
        while (await from.ReadAsync(buffer) is var read && read > 0)
        {
            if (text.Length < OutputMax)
                text.Append(buffer, 0, read);
        }

        return text.ToString();
    }

    static async Task<string> LastOfAsync(Task<string> errors)
    {
        try
        {
            return await errors.WaitAsync(LastWords);
        }
        catch (TimeoutException)
        {
            return "";
        }
    }

    /// <summary>The group has the agent's number; setsid may not have made it yet, and then it is alone.</summary>
    static void Kill(Process process)
    {
        _ = KillNumber(-process.Id, Sigkill);
        process.Kill();
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int KillNumber(int pid, int signal);
}
