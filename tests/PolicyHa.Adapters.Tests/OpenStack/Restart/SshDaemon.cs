using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using PolicyHa.Adapters.OpenStack;
using PolicyHa.Engine.Facts;

namespace PolicyHa.Adapters.Tests.OpenStack.Restart;

/// <summary>
/// A real sshd of the current user on loopback, with keys of its own. Where commands look for programs it has a <c>sudo</c>, and
/// a <c>systemctl</c> that writes down what it is asked.
/// </summary>
sealed class SshDaemon : IAsyncDisposable
{
    public const string Program = "/usr/sbin/sshd";
    public const string KeyMaker = "/usr/bin/ssh-keygen";

    /// <summary>What sshd wants to lock itself into when it is started by root.</summary>
    const string Jail = "/run/sshd";

    const string Sudo = """
        #!/bin/sh
        [ "$1" = -n ] && shift && exec "$@"
        """;

    /// <summary>What it is told to do lies in files beside it. It ends, at the latest, when these are deleted.</summary>
    const string Systemctl = """
        #!/bin/sh
        cd "$(dirname "$0")"
        echo "$*" >>asked
        [ ! -e drop ] || kill -9 $PPID
        while [ -e hang ]; do sleep 0.05; done
        [ ! -e fail ] || { cat fail >&2; exit 1; }
        """;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("policyha-sshd-");
    Process? process;

    string Log => File.Exists(PathOf("log")) ? File.ReadAllText(PathOf("log")) : "";

    /// <summary>By its address, which needs no resolver.</summary>
    public static HostName Host { get; } = new("127.0.0.1");

    public int Port { get; private set; }

    public string KeyFile => PathOf("user");

    public string KnownHostsFile => PathOf("known_hosts");

    /// <summary>The arguments of <c>systemctl</c>, a line each time.</summary>
    public IReadOnlyList<string> Asked => File.Exists(PathOf("bin/asked")) ? File.ReadAllLines(PathOf("bin/asked")) : [];

    public static async Task<SshDaemon> StartAsync()
    {
        var daemon = new SshDaemon();
        try
        {
            await daemon.PrepareAsync();
            await daemon.ListenAsync();
            return daemon;
        }
        catch
        {
            await daemon.DisposeAsync();
            throw;
        }
    }

    public SshRestartOptions Options() => new()
    {
        User = Environment.UserName,
        Port = Port,
        KeyFile = KeyFile,
        KnownHostsFile = KnownHostsFile,
        Timeout = TimeSpan.FromMinutes(1),
    };

    public string PathOf(string name) => Path.Combine(folder.FullName, name);

    /// <param name="mode"><c>hang</c>, <c>fail</c> with these words, or <c>drop</c> the connection.</param>
    public void Say(string mode, string words = "") => File.WriteAllText(PathOf($"bin/{mode}"), words);

    /// <summary>A key that nobody knows, private as ssh wants it.</summary>
    public async Task<string> NewKeyAsync(string name)
    {
        using var keyMaker = Process.Start(KeyMaker, ["-q", "-t", "ed25519", "-N", "", "-f", PathOf(name)]);
        await keyMaker.WaitForExitAsync();
        return PathOf(name);
    }

    /// <summary>From now on nobody listens at the port.</summary>
    public void Stop()
    {
        process?.Kill();
        process?.WaitForExit();
    }

    public ValueTask DisposeAsync()
    {
        Stop();
        process?.Dispose();
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    async Task PrepareAsync()
    {
        await NewKeyAsync("host");
        await NewKeyAsync("user");
        Directory.CreateDirectory(PathOf("bin"));
        Script("sudo", Sudo);
        Script("systemctl", Systemctl);
        if (Environment.IsPrivilegedProcess)
            Directory.CreateDirectory(Jail);
    }

    void Script(string name, string text)
    {
        var file = PathOf($"bin/{name}");
        File.WriteAllText(file, text + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    async Task ListenAsync()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Port = ((IPEndPoint)free.LocalEndpoint).Port;
        }

        File.WriteAllText(KnownHostsFile, $"[{Host}]:{Port} {File.ReadAllText(PathOf("host.pub"))}");
        File.WriteAllText(PathOf("sshd_config"), $"""
            ListenAddress 127.0.0.1:{Port}
            HostKey {PathOf("host")}
            AuthorizedKeysFile {PathOf("user.pub")}
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            PermitRootLogin prohibit-password
            UsePAM no
            StrictModes no
            PidFile none
            SetEnv PATH={PathOf("bin")}:/usr/bin:/bin

            """);
        process = Process.Start(Program, ["-D", "-f", PathOf("sshd_config"), "-E", PathOf("log")]);
        await UntilItListensAsync();
    }

    async Task UntilItListensAsync()
    {
        var clock = Stopwatch.StartNew();
        while (!Log.Contains("Server listening on ", StringComparison.Ordinal))
        {
            if (process!.HasExited || clock.Elapsed > Patience)
                throw new InvalidOperationException($"sshd does not listen:\n{Log}");
            await Task.Delay(10);
        }
    }
}
