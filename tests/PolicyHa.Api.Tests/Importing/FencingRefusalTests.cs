namespace PolicyHa.Api.Tests.Importing;

/// <summary>What cannot be used is told with its place, and never written.</summary>
public class FencingRefusalTests
{
    const string Good = "good,ipmi,10.9.9.9,,root,pw,";

    [Theory]
    [InlineData("cmp01,ssh,10.9.0.11,,root,pw,", "kind 'ssh' is not ipmi, redfish or maas")]
    [InlineData("cmp01,,10.9.0.11,,root,pw,", "has no kind")]
    [InlineData("cmp01,ipmi,,,root,pw,", "has no address")]
    [InlineData(",ipmi,10.9.0.11,,root,pw,", "has no name")]
    [InlineData("cmp*,ipmi,10.9.0.11,,root,pw,", "its name is no host's name")]
    [InlineData("/cmp.*/,ipmi,10.9.0.11,,root,pw,", "its name is no host's name")]
    [InlineData("cmp01,ipmi,root:hunter2@10.9.0.11,,root,pw,", "its address holds a login")]
    [InlineData("cmp01,redfish,https://root:hunter2@10.9.0.11,,root,pw,", "its address holds a login")]
    [InlineData("cmp01,redfish,https://10.9.0.11/?token=hunter2,,root,pw,", "its address is no http or https address")]
    [InlineData("cmp01,redfish,https://{plug}.example,,root,pw,", "its address is no http or https address")]
    [InlineData("cmp01,redfish,ftp://10.9.0.11,,root,pw,", "its address is no http or https address")]
    [InlineData("cmp01,ipmi,10.9.0.11:623,,root,pw,", "a port is written by itself")]
    [InlineData("cmp01,ipmi,10.9.0.11,hunter2,root,pw,", "its port is no number from 1 to 65535")]
    [InlineData("cmp01,ipmi,10.9.0.11,0,root,pw,", "its port is no number from 1 to 65535")]
    [InlineData("cmp01,redfish,https://10.9.0.11:8443,9443,root,pw,", "has one port in its address and another by itself")]
    [InlineData("cmp01,redfish,10.9.0.11,,,pw,", "has no user name")]
    [InlineData("cmp01,redfish,10.9.0.11,,root,pw,1", "its system is no path such as /redfish/v1/Systems/1")]
    [InlineData("cmp01,redfish,10.9.0.11,,root,pw,/redfish/v1/Systems/{plug}", "its system is no path")]
    [InlineData("cmp01,ipmi,10.9.0.11,,root,pw,/redfish/v1/Systems/1", "system means nothing to ipmi")]
    [InlineData("cmp01,ipmi,10.9.0.11,,root,\" hunter2\",", "its password begins or ends with white space")]
    [InlineData("cmp01,ipmi,10.9.0.11,,root,\"\"\"hunter2\"\"\",", "its password stands in quotation marks")]
    [InlineData("cmp01,ipmi,10.9.0.11,,root,hunter2,,", "has 8 values for 7 columns")]
    [InlineData("cmp01,ipmi,10.9.0.11,,root,hun\"ter2,", "a quotation mark is not closed, or stands inside a value")]
    [InlineData("cmp01,ipmi,10.9.0.11,,root,\"hunter2,", "a quotation mark is not closed, or stands inside a value")]
    public async Task A_line_that_cannot_be_used_is_told_with_its_number_and_the_others_are_written(string line, string why)
    {
        var (exit, output, errors) = await FencingImports.TableAsync([Good, line]);

        Assert.Equal(1, exit);
        Assert.StartsWith("bmc.csv:3: ", errors, StringComparison.Ordinal);
        Assert.Contains(why, errors.Split('\n')[0], StringComparison.Ordinal);
        Assert.Contains("good: 10.9.9.9", output, StringComparison.Ordinal);
        Assert.DoesNotContain("cmp", output, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", output + errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name": "cmp01", "pm_addr": "10.9.0.11"}""", "cmp01: has no pm_type")]
    [InlineData("""{"name": "cmp01", "pm_type": "pxe_ssh", "pm_addr": "10.9.0.11"}""", "cmp01: pm_type 'pxe_ssh' is not known; known are ipmi, redfish")]
    [InlineData("""{"name": "cmp01", "pm_type": "ipmi", "pm_addr": {"a": 1}}""", "cmp01: has no address")]
    [InlineData("""{"pm_type": "ipmi", "pm_addr": "10.9.0.11"}""", "node 2: has no name")]
    [InlineData("""{"name": "a\nb", "pm_type": "ipmi", "pm_addr": "10.9.0.11"}""", "node 2: its name is no host's name")]
    [InlineData("""{"name": "\ud800", "pm_type": "ipmi", "pm_addr": "10.9.0.11"}""", "node 2: has no name")]
    [InlineData("""{"name": "cmp01", "pm_type": "ipmi", "pm_addr": "10.9.0.11", "ipmi_bridging": "single"}""", "cmp01: is reached through another board")]
    [InlineData("""{"name": "cmp01", "pm_type": "ipmi", "pm_addr": "10.9.0.11", "ipmi_hex_kg_key": "hunter2"}""", "cmp01: its board wants a key beside the password")]
    [InlineData("""{"name": "cmp01", "pm_type": "ipmi", "pm_addr": "10.9.0.11", "ipmi_cipher_suite": "hunter2"}""", "cmp01: its cipher suite is no number")]
    [InlineData("""{"name": "cmp01", "pm_type": "ipmi", "pm_addr": "10.9.0.11", "ipmi_priv_level": "hunter2"}""", "cmp01: its privilege level is none of callback")]
    [InlineData("7", "node 2: has no pm_type")]
    public async Task A_node_that_cannot_be_used_is_told_by_its_name(string node, string why)
    {
        var (exit, output, errors) = await FencingImports.RunAsync(
            $$"""[{"name": "good", "pm_type": "ipmi", "pm_addr": "10.9.9.9", "pm_user": "root", "pm_password": "pw"}, {{node}}]""", "instackenv.json");

        Assert.Equal(1, exit);
        Assert.StartsWith($"instackenv.json: {why}", errors, StringComparison.Ordinal);
        Assert.Contains("# 1 of 2 nodes", output, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", output + errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"Name": "cmp01", "Driver": "snmp", "Driver Info": {"snmp_address": "10.9.0.11"}}""", "driver 'snmp' is not known; known are ipmi, redfish, idrac, ilo, ilo5")]
    [InlineData("""{"Name": "cmp01", "Driver": "ipmi"}""", "has no driver_info; print it with --long")]
    [InlineData("""{"Name": "cmp01", "Driver": "redfish", "Driver Info": {"redfish_username": "root"}}""", "has no address")]
    [InlineData("""{"Name": "cmp01", "Driver": "redfish", "Driver Info": {"redfish_address": "10.9.0.11", "redfish_username": "root", "redfish_verify_ca": "maybe"}}""", "its cacert is no path")]
    public async Task Nothing_is_written_where_no_node_can_be_used(string node, string why)
    {
        var output = Path.Combine(Directory.CreateTempSubdirectory("policyha-import-").FullName, "fencing.yaml");
        var (exit, printed, errors) = await FencingImports.RunAsync($"[{node}]", "nodes.json", "--output", output);

        Assert.Equal((1, "", false), (exit, printed, File.Exists(output)));
        Assert.StartsWith($"nodes.json: cmp01: {why}", errors, StringComparison.Ordinal);
        Assert.EndsWith("nodes.json: no host of it can be used; nothing is written\n", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cmp01,ipmi,10.9.0.11,,root,pw,", "cmp02,ipmi,10.9.0.11,,root,pw,")]
    [InlineData("cmp01,ipmi,bmc-1.example,,root,pw,", "cmp02,ipmi,BMC-1.example.,,other,pw,")]
    [InlineData("cmp01,ipmi,fd00::1,,root,pw,", "cmp02,ipmi,fd00:0::1,623,root,pw,")]
    [InlineData("cmp01,ipmi,10.9.0.11,,root,pw,", "cmp02,redfish,https://10.9.0.11,,root,pw,/redfish/v1/Systems/2")]
    [InlineData("cmp01,redfish,10.9.0.11,,root,pw,/redfish/v1/Systems/1", "cmp02,redfish,https://10.9.0.11/,443,root,pw,/redfish/v1/Systems/1/")]
    [InlineData("cmp01,redfish,10.9.0.11,,root,pw,", "cmp02,redfish,10.9.0.11,,root,pw,/redfish/v1/Systems/1")]
    public async Task Two_hosts_with_one_board_are_both_refused_for_one_would_be_switched_off_for_the_other(string first, string second)
    {
        var (exit, output, errors) = await FencingImports.TableAsync([first, Good, second]);

        Assert.Equal(1, exit);
        Assert.Matches(@"(?m)^bmc.csv:2: what switches it off \(.*\) is also that of bmc.csv:4: one would be switched off for the other$", errors);
        Assert.Matches(@"(?m)^bmc.csv:4: what switches it off \(.*\) is also that of bmc.csv:2: one would be switched off for the other$", errors);
        Assert.DoesNotContain("cmp0", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cmp01,ipmi,10.9.0.11,6231,root,pw,", "cmp02,ipmi,10.9.0.11,6232,root,pw,")]
    [InlineData("cmp01,redfish,10.9.0.11,8001,root,pw,", "cmp02,redfish,10.9.0.11,8002,root,pw,")]
    [InlineData("cmp01,redfish,https://10.9.0.11/cmp01,,root,pw,", "cmp02,redfish,https://10.9.0.11/cmp02,,root,pw,")]
    public async Task Boards_that_differ_by_port_or_path_only_are_two(string first, string second) =>
        Assert.Equal(0, (await FencingImports.TableAsync([first, second])).Exit);

    [Fact]
    public async Task Machines_of_Maas_with_one_board_are_refused()
    {
        const string machines = """
            [{"hostname": "cmp01", "system_id": "aaaaaa", "power_type": "ipmi", "power_parameters": {"power_address": "10.9.0.11", "power_user": "a", "power_pass": "hunter2"}},
             {"hostname": "cmp02", "system_id": "bbbbbb", "power_type": "ipmi", "power_parameters": {"power_address": "10.9.0.11", "power_user": "b", "power_pass": "pw"}},
             {"hostname": "cmp03", "system_id": "cccccc", "power_type": "virsh", "power_parameters": {"power_address": "qemu+ssh://kvm", "power_id": "3"}},
             {"hostname": "cmp04", "system_id": "dddddd", "power_type": "virsh", "power_parameters": {"power_address": "qemu+ssh://kvm", "power_id": "4"}},
             {"hostname": "cmp05", "system_id": "eeeeee", "power_type": "ipmi"},
             {"hostname": "cmp06", "system_id": "eeeeee", "power_type": "ipmi"},
             {"hostname": "cmp07", "system_id": "no id", "power_type": "ipmi"}]
            """;

        var (exit, output, errors) = await FencingImports.RunAsync(machines, "machines.json", "--maas", "http://maas.example:5240/MAAS");

        Assert.Equal(1, exit);
        Assert.Equal(
            ["machines.json: cmp01", "machines.json: cmp02", "machines.json: cmp05", "machines.json: cmp06", "machines.json: cmp07"],
            errors.Split('\n').Where(l => l.StartsWith("machines.json", StringComparison.Ordinal)).Select(l => string.Join(':', l.Split(':')[..2])));
        Assert.Equal(2, output.Split('\n').Count(l => l.Contains("# machines.json: cmp0", StringComparison.Ordinal)));
        Assert.DoesNotContain("hunter2", output + errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_is_there_twice_is_refused_in_both_places()
    {
        var (exit, output, errors) = await FencingImports.TableAsync(["cmp01,ipmi,10.9.0.11,,root,pw,", Good, "cmp01,ipmi,10.9.0.12,,root,pw,"]);

        Assert.Equal(1, exit);
        Assert.StartsWith(
            "bmc.csv:2: cmp01 is there 2 times (bmc.csv:2, bmc.csv:4); keep one, or write levels by hand\nbmc.csv:4: cmp01 is there 2 times",
            errors, StringComparison.Ordinal);
        Assert.DoesNotContain("cmp01", output, StringComparison.Ordinal);
    }
}
