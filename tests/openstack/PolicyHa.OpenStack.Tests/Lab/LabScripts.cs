using System.Diagnostics;

namespace PolicyHa.OpenStack.Tests.Lab;

/// <summary>The lab's own scripts, for what no API does: a nova-compute dies, and starts again.</summary>
static class LabScripts
{
    static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "lab");

    /// <summary>nova-compute dies as in a power cut.</summary>
    public static Task KillAsync(string host) => RunAsync("lab-kill", host);

    /// <summary>nova-compute starts, and nothing else is done for it.</summary>
    public static Task StartAsync(string host) => RunAsync("lab-start", host);

    public static Task StopServiceAsync(string name) => RunAsync("lab-service", "stop", name);

    public static Task StartServiceAsync(string name) => RunAsync("lab-service", "start", name);

    static async Task RunAsync(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Folder, script), arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{script} {string.Join(' ', arguments)}: {said[0]}{said[1]}");
    }
}
