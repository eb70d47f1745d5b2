using System.Collections.Concurrent;
using PolicyHa.Adapters.OpenStack;
using PolicyHa.Adapters.OpenStack.HostServices;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Tests.OpenStack.Restart;

[NeedsSshd]
public sealed class SshNameTests
{
    [Theory]
    [InlineData("")]
    [InlineData("-oProxyCommand=id")]
    [InlineData("compute-1 -oProxyCommand=id")]
    [InlineData("root@compute-1")]
    [InlineData("ssh://compute-1")]
    [InlineData("compute-1:2222")]
    [InlineData("compute-1;id")]
    [InlineData("$(id)")]
    [InlineData("%h")]
    [InlineData("compute-1\n")]
    [InlineData("{short}")]
    [InlineData("ｃompute-1")]
    public async Task A_host_whose_name_means_something_to_ssh_or_a_shell_is_refused(string host)
    {
        var refused = Assert.IsType<ActionAnswer.Refused>(await RestartAsync(host, "nova-compute"));

        Assert.False(refused.Retryable);
        Assert.Contains("was not sent: that is no host's name for ssh", refused.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sshd")]
    [InlineData("nova-compute; reboot")]
    [InlineData("libvirtd\nreboot")]
    [InlineData("Libvirtd")]
    public async Task A_service_that_is_none_of_ours_is_refused(string service)
    {
        var refused = Assert.IsType<ActionAnswer.Refused>(await RestartAsync("compute-1", service));

        Assert.False(refused.Retryable);
        Assert.Contains("was not sent: only nova-compute and libvirtd are restarted", refused.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{host}", "cmp-01.dc1", "cmp-01.dc1")]
    [InlineData("{short}.example.org", "cmp-01.dc1", "cmp-01.example.org")]
    [InlineData("{host}.example.org", "cmp_01", "cmp_01.example.org")]
    [InlineData("root@{host}", "cmp-01", null)]
    public void The_pattern_says_where_a_host_is_reached(string pattern, string host, string? address) =>
        Assert.Equal(address, RemoteName.AddressOf(new HostName(host), pattern));

    [Fact]
    public void A_name_longer_than_a_name_may_be_is_refused()
    {
        Assert.NotNull(RemoteName.AddressOf(new(new string('a', 253)), "{host}"));
        Assert.Null(RemoteName.AddressOf(new(new string('a', 254)), "{host}"));
        Assert.Null(RemoteName.AddressOf(new(new string('a', 253)), "{host}.org"));
    }

    [Fact]
    public void Of_what_ssh_says_the_last_lines_are_kept_without_its_chatter()
    {
        var talk = new SshTalk();
        foreach (var line in (string[])["one", "@@@@", "two\u0007\r", "", "three", "four", "Transferred: sent 1, received 2 bytes"])
            talk.Hear(line);

        Assert.Equal(("two three four", false, false), (talk.Words, talk.IsLoggedIn, talk.NeedsPeople));
        talk.Hear("Authenticated to c1 ([10.0.0.1]:22) using \"publickey\".\r");
        Assert.Equal(("two three four", true), (talk.Words, talk.IsLoggedIn));
    }

    /// <summary>ssh says what it makes of its arguments, and connects to nobody. The key file is not there: no other key takes its place.</summary>
    [MachineFact]
    public async Task Ssh_takes_its_arguments_as_they_are_meant()
    {
        var heard = new ConcurrentQueue<string>();
        var arguments = SshArguments.Of(Options(), "c1.example.org", "libvirtd");

        Assert.Equal(0, await ChildProcess.RunAsync("ssh", ["-G", .. arguments], TimeSpan.FromMinutes(1), heard.Enqueue, TimeProvider.System, default));

        Assert.Superset(
            new HashSet<string>
            {
                "user policyha", "hostname c1.example.org", "port 2222", "batchmode yes", "stricthostkeychecking true", "connecttimeout 7",
                "userknownhostsfile /etc/policyha/known_hosts", "globalknownhostsfile /dev/null", "updatehostkeys false",
                "identitiesonly yes", "identityagent none", "preferredauthentications publickey",
                "requesttty false", "forwardagent no", "permitlocalcommand no", "controlmaster false", "verifyhostkeydns false",
            },
            heard.ToHashSet());
        Assert.Equal("identityfile /etc/policyha/key", Assert.Single(heard, h => h.StartsWith("identityfile", StringComparison.Ordinal)));
        Assert.DoesNotContain(heard, h => h.StartsWith("proxycommand", StringComparison.Ordinal) || h.StartsWith("proxyjump", StringComparison.Ordinal));
        Assert.Equal(["--", "c1.example.org", "sudo -n systemctl restart libvirtd"], arguments.TakeLast(3));
    }

    [Theory]
    [InlineData(1, "ConnectTimeout=1")]
    [InlineData(8, "ConnectTimeout=4")]
    [InlineData(600, "ConnectTimeout=10")]
    public void Half_of_the_time_at_most_is_for_the_connection(int seconds, string expected)
    {
        var options = Options();
        options.Timeout = TimeSpan.FromSeconds(seconds);

        Assert.Contains(expected, SshArguments.Of(options, "c1", "libvirtd"));
    }

    static SshRestartOptions Options() => new()
    {
        User = "policyha",
        Port = 2222,
        KeyFile = "/etc/policyha/key",
        KnownHostsFile = "/etc/policyha/known_hosts",
    };

    static Task<ActionAnswer> RestartAsync(string host, string service) =>
        new SshServiceRestart(Options(), TimeProvider.System).RestartAsync(new(host), service, CloudRun.Context(), default);
}
