using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PolicyHa.Adapters.OpenStack;
using PolicyHa.Adapters.OpenStack.HostServices;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Tests.OpenStack.Restart;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
[NeedsSshd]
public sealed class SshRestartOptionsTests : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("policyha-ssh-");
    readonly string key, knownHosts;

    public SshRestartOptionsTests()
    {
        (key, knownHosts) = (Path.Combine(folder.FullName, "key"), Path.Combine(folder.FullName, "known_hosts"));
        File.WriteAllText(key, "-----BEGIN OPENSSH PRIVATE KEY-----");
        File.SetUnixFileMode(key, UnixFileMode.UserRead);
        File.WriteAllText(knownHosts, "c1 ssh-ed25519 AAAA");
    }

    public void Dispose() => folder.Delete(recursive: true);

    [MachineFact]
    public void With_good_options_services_are_restarted_by_ssh()
    {
        Assert.Empty(Good().Validate());

        using var provider = new ServiceCollection().AddLogging().AddOpenStack(Good()).BuildServiceProvider();

        Assert.IsType<SshServiceRestart>(provider.GetRequiredService<IServiceRestart>());
    }

    [MachineFact]
    public void All_mistakes_are_told_at_once_each_with_what_to_do()
    {
        var options = Good();
        options.ServiceRestart.Ssh = new SshRestartOptions
        {
            User = "-l root",
            Port = 0,
            KeyFile = "",
            KnownHostsFile = "~/.ssh/known_hosts",
            Host = "user@{host}",
            Command = "systemctl restart\nnova-compute",
            Units = { ["nova-compute"] = "nova; reboot", ["sshd"] = "sshd" },
            Timeout = TimeSpan.FromMinutes(11),
        };

        Assert.Equal(
            [
                "service_restart.ssh.command does not say what to restart; put {service} in it",
                "service_restart.ssh.command holds a line break or another control character; write one line",
                "service_restart.ssh.host 'user@{host}' makes no host's name; write one such as {host}.example.org, the port and the user have keys of their own",
                "service_restart.ssh.key_file is missing; name the file with the private key",
                "service_restart.ssh.known_hosts_file ~/.ssh/known_hosts is no absolute path without blanks, quotes, \\, %, $ and #, in which ssh would read something of its own; move the file",
                "service_restart.ssh.port 0 is not between 1 and 65535",
                "service_restart.ssh.timeout 00:11:00 is not between 1 second and 10 minutes",
                "service_restart.ssh.units.nova-compute 'nova; reboot' is no unit's name; use letters, digits, _, -, ., : and @",
                "service_restart.ssh.units.sshd 'sshd' is nothing that is restarted; there are nova-compute and libvirtd",
                "service_restart.ssh.user '-l root' is no user's name; use letters, digits, _, - and .",
            ],
            Problems(options));
    }

    [MachineFact]
    public void Nothing_that_is_needed_may_be_missing()
    {
        var options = Good();
        options.ServiceRestart.Ssh = new SshRestartOptions();

        Assert.Equal(
            [
                "service_restart.ssh.key_file is missing; name the file with the private key",
                "service_restart.ssh.known_hosts_file is missing; name the file with the hosts' own keys; ssh-keyscan prints them, compare before you trust them",
                "service_restart.ssh.user is missing; name the user that may restart services on the hosts",
            ],
            Problems(options));
    }

    [MachineFact]
    public void One_address_for_all_hosts_is_refused()
    {
        var options = Good();
        options.ServiceRestart.Ssh!.Host = "bastion.example.org";

        Assert.StartsWith("service_restart.ssh.host 'bastion.example.org' is one for all hosts", Assert.Single(Problems(options)), StringComparison.Ordinal);
    }

    [MachineFact]
    public void Url_and_ssh_exclude_each_other()
    {
        var options = Good();
        options.ServiceRestart.Url = "http://{host}:9100/restart";

        Assert.Equal(["service_restart.ssh is given beside url; keep one way to restart services"], Problems(options));
    }

    [MachineFact]
    public void What_is_for_the_url_says_nothing_to_ssh()
    {
        var options = Good();
        (options.ServiceRestart.Token, options.ServiceRestart.Timeout) = ("x", TimeSpan.FromSeconds(20));

        Assert.Equal(
            [
                "service_restart.timeout is for url, and there is none; write ssh's own timeout under ssh",
                "service_restart.token is for url, and there is none; ssh logs in with key_file",
            ],
            Problems(options));
    }

    [MachineFact]
    public void A_private_key_that_everybody_reads_is_refused()
    {
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        Assert.Equal(
            [$"service_restart.ssh.key_file {key} is open to everybody, and ssh would not use it; chmod 600 it"], Problems(Good()));
    }

    [MachineFact]
    public void An_empty_known_hosts_file_and_a_key_that_is_not_there_are_refused()
    {
        File.WriteAllText(knownHosts, "\n");
        File.Delete(key);

        var problems = Problems(Good());

        Assert.StartsWith($"service_restart.ssh.key_file {key} cannot be read: ", problems[0], StringComparison.Ordinal);
        Assert.Equal($"service_restart.ssh.known_hosts_file {knownHosts} is empty", problems[1]);
    }

    [MachineFact]
    public void Every_key_binds_by_its_written_name()
    {
        var ssh = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ssh:user"] = "u",
            ["ssh:port"] = "2222",
            ["ssh:key_file"] = "/k",
            ["ssh:known_hosts_file"] = "/h",
            ["ssh:host"] = "{host}.x",
            ["ssh:command"] = "c {service}",
            ["ssh:units:libvirtd"] = "virtqemud",
            ["ssh:timeout"] = "00:00:20",
        }).Build().Get<ServiceRestartOptions>()!.Ssh!;

        Assert.Equal(("u", 2222, "/k", "/h"), (ssh.User, ssh.Port, ssh.KeyFile, ssh.KnownHostsFile));
        Assert.Equal(("{host}.x", "c {service}", "virtqemud"), (ssh.Host, ssh.Command, ssh.Units["libvirtd"]));
        Assert.Equal(TimeSpan.FromSeconds(20), ssh.Timeout);
    }

    static List<string> Problems(OpenStackOptions options) =>
        [.. options.Validate().Select(p => $"{p.Path} {p.Message}").Order(StringComparer.Ordinal)];

    OpenStackOptions Good() => new()
    {
        AuthUrl = "https://keystone.example:5000/v3",
        ApplicationCredentialId = "id",
        ApplicationCredentialSecret = "secret",
        ServiceRestart = { Ssh = new() { User = "policyha", KeyFile = key, KnownHostsFile = knownHosts } },
    };
}
