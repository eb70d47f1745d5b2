using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using PolicyHa.Adapters.OpenStack;
using PolicyHa.Adapters.OpenStack.HostServices;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Tests.OpenStack.Restart;

[NeedsSshd]
public sealed class SshServiceRestartTests : IAsyncLifetime
{
    readonly PressedClock clock = new();
    SshDaemon daemon = null!;

    public async Task InitializeAsync() => daemon = await SshDaemon.StartAsync();

    public async Task DisposeAsync() => await daemon.DisposeAsync();

    [MachineFact]
    public async Task The_sites_own_unit_is_restarted_by_the_command_as_installed()
    {
        Assert.IsType<ActionAnswer.Accepted>(await RestartAsync(o => o.Units["nova-compute"] = "openstack-nova-compute.service"));

        Assert.Equal(["restart openstack-nova-compute.service"], daemon.Asked);
    }

    [MachineFact]
    public async Task The_sites_own_command_is_run()
    {
        Assert.IsType<ActionAnswer.Accepted>(await RestartAsync(o => o.Command = "test -n x && systemctl --no-block restart {service}"));

        Assert.Equal(["--no-block restart nova-compute"], daemon.Asked);
    }

    [MachineFact]
    public async Task A_host_whose_key_is_not_known_is_not_spoken_to_and_not_learnt()
    {
        var file = daemon.PathOf("others");
        await File.WriteAllTextAsync(file, "# nobody\n");

        await IsForPeopleAsync(o => o.KnownHostsFile = file, "Host key verification failed.");

        Assert.Equal("# nobody\n", await File.ReadAllTextAsync(file));
    }

    [MachineFact]
    public async Task A_host_that_shows_another_key_is_not_spoken_to()
    {
        var other = await daemon.NewKeyAsync("impostor");
        await File.WriteAllTextAsync(
            daemon.KnownHostsFile, $"[127.0.0.1]:{daemon.Port} {await File.ReadAllTextAsync($"{other}.pub")}");

        await IsForPeopleAsync(_ => { }, "has changed and you have requested strict checking.");
    }

    [MachineFact]
    public async Task A_key_that_the_host_does_not_take_is_for_people()
    {
        var other = await daemon.NewKeyAsync("stranger");

        await IsForPeopleAsync(o => o.KeyFile = other, "Permission denied (publickey).");
    }

    [MachineFact]
    public async Task A_host_that_never_says_hello_was_not_asked_anything()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();

        var restart = RestartAsync(o => o.Port = ((IPEndPoint)silent.LocalEndpoint).Port);
        using var caller = await silent.AcceptTcpClientAsync();
        clock.Press();

        var refused = Assert.IsType<ActionAnswer.Refused>(await restart);
        Assert.True(refused.Retryable);
        Assert.Equal("restart of nova-compute on 127.0.0.1 was not sent: no end within 60 s.", refused.Reason);
    }

    [MachineFact]
    public async Task A_connection_that_breaks_under_the_command_leaves_it_unclear()
    {
        daemon.Say("drop");

        var unclear = Assert.IsType<ActionAnswer.Unclear>(await RestartAsync(_ => { }));

        Assert.StartsWith(
            "restart of nova-compute on 127.0.0.1 may have happened: the connection, or the command, was broken off.", unclear.Reason, StringComparison.Ordinal);
        Assert.Single(daemon.Asked);
    }

    [MachineFact]
    public async Task What_ends_ssh_under_the_command_leaves_it_unclear()
    {
        daemon.Say("hang");

        var restart = RestartAsync(_ => { });
        while (daemon.Asked.Count == 0)
            await Task.Delay(20);
        using (var ssh = Process.GetProcessById(Assert.Single(Clients())))
            ssh.Kill();

        Assert.IsType<ActionAnswer.Unclear>(await restart);
    }

    [MachineFact]
    public async Task What_the_command_said_is_told_with_its_exit_code()
    {
        daemon.Say("fail", $"{string.Concat(Enumerable.Repeat("much\n", 10_000))}Job failed.\nSee \u001b[1mjournalctl\u001b[0m.\n");

        var refused = Assert.IsType<ActionAnswer.Refused>(await RestartAsync(_ => { }));

        Assert.Equal(
            "restart of nova-compute on 127.0.0.1: exit code 1: much Job failed. See  [1mjournalctl [0m.", refused.Reason);
    }

    [MachineFact]
    public async Task Nothing_is_left_of_ssh_when_its_time_is_over()
    {
        daemon.Say("hang");

        var restart = RestartAsync(_ => { });
        while (daemon.Asked.Count == 0)
            await Task.Delay(20);
        Assert.Single(Clients());
        clock.Press();

        Assert.IsType<ActionAnswer.Unclear>(await restart);
        Assert.Empty(Clients());
    }

    Task<ActionAnswer> RestartAsync(Action<SshRestartOptions> change)
    {
        var options = daemon.Options();
        change(options);
        return new SshServiceRestart(options, clock).RestartAsync(SshDaemon.Host, "nova-compute", CloudRun.Context(), default)
            .WaitAsync(TimeSpan.FromMinutes(1));
    }

    async Task IsForPeopleAsync(Action<SshRestartOptions> change, string because)
    {
        var refused = Assert.IsType<ActionAnswer.Refused>(await RestartAsync(change));
        Assert.False(refused.Retryable, refused.Reason);
        Assert.StartsWith("restart of nova-compute on 127.0.0.1 was not sent: ", refused.Reason, StringComparison.Ordinal);
        Assert.Contains(because, refused.Reason, StringComparison.Ordinal);
        Assert.Empty(daemon.Asked);
    }

    /// <summary>The running processes that were given our key file.</summary>
    List<int> Clients() =>
    [
        .. from process in Directory.EnumerateDirectories("/proc")
           where char.IsAsciiDigit(Path.GetFileName(process)[0])
               && CommandLine(process).Contains($"\0IdentityFile={daemon.KeyFile}\0", StringComparison.Ordinal)
           select int.Parse(Path.GetFileName(process), CultureInfo.InvariantCulture),
    ];

    static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (IOException)
        {
            return "";   // It has ended meanwhile.
        }
    }
}
