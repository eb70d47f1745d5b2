using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace PolicyHa.Adapters.OpenStack.HostServices;

/// <summary>A program run to its end, with a limit: without a shell, without input, and with nothing left of it afterwards.</summary>
static partial class ChildProcess
{
    /// <summary>
    /// Makes the program the leader of a session: it has no terminal to ask questions at, and it can be ended together with
    /// all that it has started.
    /// </summary>
    public const string Launcher = "setsid";

    const int KillSignal = 9;

    /// <summary>Of a line, what is kept.</summary>
    const int LineMax = 256;

    /// <summary>How long, once all was ended, is waited for the rest of what was said: only a process that fled the session can still hold it.</summary>
    static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    /// <param name="within">Then all of it is ended.</param>
    /// <param name="hear">
    /// Is given each line of output and errors, cut to 256 characters; called by two readers at once.
    /// </param>
    /// <returns>Its exit code; null when it was ended because it took too long.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled; all of it was ended.</exception>
    /// <exception cref="System.ComponentModel.Win32Exception">The <see cref="Launcher"/> could not be started.</exception>
    public static async Task<int?> RunAsync(
        string program, IReadOnlyList<string> arguments, TimeSpan within, Action<string> hear, TimeProvider clock, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        using var limit = new CancellationTokenSource(within, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        using var process = Process.Start(StartOf(program, arguments))!;
        process.StandardInput.Close();
        using var output = process.StandardOutput;
        using var errors = process.StandardError;
        var end = Task.WhenAll(process.WaitForExitAsync(CancellationToken.None), HearAsync(output, hear), HearAsync(errors, hear));
        try
        {
            await end.WaitAsync(either.Token);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            End(process);
            await Task.WhenAny(end, Task.Delay(LastWords, clock, CancellationToken.None));
            ct.ThrowIfCancellationRequested();
            return null;
        }
    }

    static ProcessStartInfo StartOf(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(Launcher, [program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Our environment may hold secrets, and agents of the person who started us.
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        return start;
    }

    static void End(Process process)
    {
        _ = Signal(-process.Id, KillSignal);
        process.Kill();   // The launcher may not have made the session yet; then it is alone.
    }

    static async Task HearAsync(StreamReader reader, Action<string> hear)
    {
        var (line, piece) = (new StringBuilder(LineMax), new char[1024]);
        while (await reader.ReadAsync(piece.AsMemory()) is > 0 and var length)
        {
            foreach (var c in piece.AsSpan(0, length))
            {
                if (c == '\n')
                    Say();
                else if (line.Length < LineMax)
                    line.Append(c);
            }
        }

        if (line.Length > 0)
            Say();

        void Say()
        {
            hear(line.ToString());
            line.Clear();
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int pid, int signal);
}
