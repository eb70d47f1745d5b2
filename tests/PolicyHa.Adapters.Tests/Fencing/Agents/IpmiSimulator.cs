using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PolicyHa.Adapters.Tests.Fencing.Agents;

/// <summary>One board of Debian's <c>ipmi_sim</c> (openipmi): a real IPMI server on loopback, whose host is a file that says 1 or 0.</summary>
sealed class IpmiSimulator : IAsyncDisposable
{
    public const string User = "fence";
    public const string Password = "s3cret-word";

    /// <summary>It tells when a socket of its own is bound by answering.</summary>
    static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(10);

    readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("ipmi-sim-");
    readonly Process process;

    IpmiSimulator(int port)
    {
        Port = port;
        Write("power", "1");
        var script = Write("chassis.sh", Chassis);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.CreateDirectory(At("state"));
        Write("bmc.emu", Emulation);
        Write("lan.conf", Configuration(script));
        process = Process.Start(new ProcessStartInfo("/usr/bin/ipmi_sim", ["-n", "-c", At("lan.conf"), "-f", At("bmc.emu"), "-s", At("state")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        })!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Port { get; }

    public bool IsOn
    {
        get => File.ReadAllText(At("power")).Trim() == "1";
        set => Write("power", value ? "1" : "0");
    }

    public static async Task<IpmiSimulator> StartAsync()
    {
        var simulator = new IpmiSimulator(FreePort());
        using var limit = new CancellationTokenSource(StartLimit);
        while (!await simulator.AnswersAsync(limit.Token))
            await Task.Delay(100, limit.Token);
        return simulator;
    }

    /// <summary>It takes power commands and does nothing.</summary>
    public void Lie() => Write("power.stuck", "");

    /// <summary>Its chassis cannot be asked.</summary>
    public void Fail() => Write("power.broken", "");

    /// <summary>It does not answer any more.</summary>
    public void Hang() => Signal("STOP");

    public async ValueTask DisposeAsync()
    {
        Signal("CONT");
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        directory.Delete(recursive: true);
    }

    /// <summary>A ping of the protocol (ASF presence ping), which needs no login.</summary>
    async Task<bool> AnswersAsync(CancellationToken ct)
    {
        byte[] ping = [0x06, 0x00, 0xff, 0x06, 0x00, 0x00, 0x11, 0xbe, 0x80, 0x00, 0x00, 0x00];
        using var socket = new UdpClient();
        await socket.SendAsync(ping, new IPEndPoint(IPAddress.Loopback, Port), ct);
        var answer = socket.ReceiveAsync(ct).AsTask();
        try
        {
            return await Task.WhenAny(answer, Task.Delay(300, ct)) == answer && (await answer).Buffer.Length > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    void Signal(string name)
    {
        using var kill = Process.Start("/bin/kill", ["-s", name, process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    string Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }

    string At(string name) => Path.Combine(directory.FullName, name);

    static int FreePort()
    {
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.Client.LocalEndPoint!).Port;
    }

    string Configuration(string script) => $"""
        name "bmc"
        set_working_mc 0x20
          startlan 1
            addr 127.0.0.1 {Port}
            priv_limit admin
            allowed_auths_callback none md2 md5 straight
            allowed_auths_user none md2 md5 straight
            allowed_auths_operator none md2 md5 straight
            allowed_auths_admin none md2 md5 straight
            guid a123456789abcdefa123456789abcdef
          endlan
          chassis_control "{script} {At("power")}"
          user 1 false "" "test" user 10 none md2 md5 straight
          user 2 true "{User}" "{Password}" admin 10 none md2 md5 straight

        """;

    const string Emulation = """
        mc_setbmc 0x20
        mc_add 0x20 0 no-device-sdrs 0x23 9 8 0x9f 0x1291 0xf02 persist_sdr
        sel_enable 0x20 1000 0x0a
        mc_enable 0x20

        """;

    const string Chassis = """
        #!/bin/sh
        file=$1
        op=$2
        shift 2
        [ -e "$file.broken" ] && exit 1
        case $op in
          get)
            for what in "$@"; do
              case $what in
                power) echo "power:$(cat "$file")" ;;
                boot) echo "boot:default" ;;
                *) exit 1 ;;
              esac
            done ;;
          set)
            while [ $# -ge 2 ]; do
              case $1 in power) [ -e "$file.stuck" ] || echo "$2" >"$file" ;; esac
              shift 2
            done ;;
          *) exit 1 ;;
        esac

        """;
}
