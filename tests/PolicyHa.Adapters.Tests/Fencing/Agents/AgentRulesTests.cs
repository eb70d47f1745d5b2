using PolicyHa.Adapters.Fencing;
using PolicyHa.Adapters.Fencing.Agents;

namespace PolicyHa.Adapters.Tests.Fencing.Agents;

public sealed class AgentRulesTests : IDisposable
{
    readonly AgentScript script = new("exit 0");

    public void Dispose() => script.Dispose();

    [Fact]
    public void What_is_right_is_taken() => Assert.Empty(Problems(_ => { }));

    [Theory]
    [InlineData("", "agent", "is missing")]
    [InlineData("/bin/sh", "agent", "is no name of a fence agent")]
    [InlineData("fence_../../bin/sh", "agent", "is no name of a fence agent")]
    [InlineData("fence_compute", "agent", "it only writes into Nova")]
    [InlineData("fence_kdump", "agent", "use the section kdump")]
    [InlineData("fence_nowhere", "agent", "install the package fence-agents")]
    public void An_agent_that_cannot_do_is_refused(string agent, string path, string words) => Refused(d => d.Agent = agent, path, words);

    [Theory]
    [InlineData("lanpus", "1", "parameters.lanpus", "fence_script has no such parameter; it has action, ip, ipaddr, passwd, password, plug, port, power_wait")]
    [InlineData("password", "x", "parameters.password", "would stand here in clear")]
    [InlineData("action", "on", "parameters.action", "is chosen for each call")]
    [InlineData("debug-file", "/tmp/x", "parameters.debug_file", "would print the password")]
    [InlineData("plug", "1\naction=on", "parameters.plug", "holds a line break")]
    public void A_parameter_that_cannot_be_is_refused(string name, string value, string path, string words)
    {
        var problems = Problems(d => d.Parameters[name] = value);

        Assert.Contains(problems, p => p.Path == $"devices[0].{path}" && p.Message.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void A_required_parameter_may_go_by_its_old_name()
    {
        Refused(d => d.Parameters.Remove("ip"), "parameters", "ip is missing, which fence_script needs");
        Assert.Empty(Problems(d =>
        {
            d.Parameters.Remove("ip");
            d.Parameters["ipaddr"] = "127.0.0.1";
        }));
    }

    [Fact]
    public void One_set_of_parameters_for_several_hosts_would_switch_off_the_wrong_one() =>
        Refused(d => (d.Parameters["plug"], d.Plugs) = ("7", []), "parameters", "one would be switched off for another");

    [Fact]
    public void Two_hosts_with_one_plug_are_refused() =>
        Refused(d => d.Plugs["compute-3"] = "1", "plugs", "compute-1 and compute-3 share 1");

    [Fact]
    public void A_plug_that_nobody_asks_for_is_refused() => Assert.Contains(
        Problems(d => d.Parameters.Remove("plug")), p => p.Message.Contains("put {plug} where a host's goes", StringComparison.Ordinal));

    [Fact]
    public void A_plug_that_nobody_has_is_refused() => Assert.Contains(
        Problems(d => (d.Plugs, d.Hosts) = ([], ["compute-1"])), p => p.Message.Contains("{plug} stands for", StringComparison.Ordinal));

    [Theory]
    [InlineData(" x")]
    [InlineData("x ")]
    [InlineData("\"x\"")]
    [InlineData("x\ny")]
    public void A_password_that_no_agent_can_be_told_is_refused(string password) => Refused(d => d.Password = password, "password", "no fence agent can be told");

    [Fact]
    public void A_key_of_another_kind_is_refused_by_its_name()
    {
        Refused(d => d.Thumbprint = "12", "thumbprint", "means nothing to a device of the kind agent");
        Refused(d => d.Address = "http://x", "address", "means nothing to a device of the kind agent");
    }

    [Fact]
    public void An_agent_without_on_must_be_known_as_such()
    {
        using var off = new AgentScript("exit 0", Without("on"));
        Refused(off, _ => { }, "off_only", "cannot switch on");
        Assert.Empty(Problems(off, d => d.OffOnly = true));
    }

    [Fact]
    public void An_agent_without_status_or_for_storage_is_refused()
    {
        using var blind = new AgentScript("exit 0", Without("status"));
        Refused(blind, _ => { }, "agent", "has no status, without which nothing can be proven");
        using var fabric = new AgentScript("exit 0", File.ReadAllText(script.At("metadata")).Replace("automatic=\"0\"", "automatic=\"1\"", StringComparison.Ordinal));
        Refused(fabric, _ => { }, "agent", "cuts a host off from its storage");
    }

    [Fact]
    public void An_agent_that_says_nothing_of_itself_is_refused()
    {
        using var mute = new AgentScript("exit 0", "no xml");
        Refused(mute, _ => { }, "agent", "its metadata is no XML");
    }

    /// <summary>Their metadata, as installed.</summary>
    [Theory]
    [InlineData("fence_ipmilan", "lanplus")]
    [InlineData("fence_redfish", "systems_uri")]
    [InlineData("fence_apc_snmp", "community")]
    public async Task Debian_s_agents_are_understood(string agent, string parameter)
    {
        var (metadata, problem) = await AgentMetadata.ReadAsync($"/usr/sbin/{agent}", default);

        Assert.Null(problem);
        Assert.Contains(parameter, metadata!.Parameters);
        Assert.Subset(metadata.Actions.ToHashSet(), new HashSet<string> { "on", "off", "status" });
        Assert.False(metadata.IsFabric);
    }

    string Without(string action) =>
        System.Text.RegularExpressions.Regex.Replace(File.ReadAllText(script.At("metadata")), $"<action name=\"{action}\"[^>]*/>", "");

    void Refused(Action<FencingDeviceOptions> change, string path, string words) => Refused(script, change, path, words);

    static void Refused(AgentScript from, Action<FencingDeviceOptions> change, string path, string words)
    {
        var problem = Assert.Single(Problems(from, change));
        Assert.Equal($"devices[0].{path}", problem.Path);
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
    }

    IReadOnlyList<(string Path, string Message)> Problems(Action<FencingDeviceOptions> change) => Problems(script, change);

    static IReadOnlyList<(string Path, string Message)> Problems(AgentScript from, Action<FencingDeviceOptions> change)
    {
        var device = new FencingDeviceOptions
        {
            Kind = "agent",
            Agent = AgentScript.Name,
            Plugs = new() { ["compute-1"] = "1", ["compute-2"] = "2" },
            Parameters = new() { ["ip"] = "pdu.example", ["plug"] = "{plug}" },
            Password = "x",
        };
        change(device);
        return new FencingOptions { Devices = [device], AgentsDirectory = from.Location }.Validate();
    }
}
