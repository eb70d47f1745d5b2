using PolicyHa.Api.Tests.Support;

namespace PolicyHa.Api.Tests.Importing;

/// <summary>The lists that a section is made of.</summary>
public class FencingSourceTests
{
    const string Instackenv = """
        {"nodes": [
          {"name": "cmp02", "pm_type": "ipmi", "pm_addr": "10.9.0.12", "pm_user": "admin", "pm_password": "s3cret-one", "mac": ["52:54:00:00:00:02"]},
          {"name": "cmp01", "pm_type": "pxe_ipmitool", "pm_addr": "10.9.0.11", "pm_port": "623", "pm_user": "admin", "pm_password": "s3cret-one"},
          {"name": "cmp03", "pm_type": "ipmi", "pm_addr": "10.9.0.1", "pm_port": 6233, "pm_user": "admin", "pm_password": "s3cret-two"},
          {"name": "cmp04", "pm_type": "redfish", "pm_addr": "10.9.0.14", "pm_user": "root", "pm_password": "s3cret-three", "pm_system_id": "/redfish/v1/Systems/1"},
          {"name": "cmp05", "pm_type": "redfish", "pm_addr": "https://bmc-5.example:8443/", "pm_user": "root", "pm_password": "s3cret-three", "pm_system_id": "/redfish/v1/Systems/1"},
          {"name": "cmp06", "pm_type": "idrac", "pm_addr": "10.9.0.16", "pm_port": 443, "pm_user": "root", "pm_password": "s3cret-three"},
          {"name": "cmp07", "pm_type": "idrac", "pm_addr": "10.9.0.17", "pm_user": "root", "pm_password": "s3cret-three", "pm_system_id": "/redfish/v1/Systems/System.Embedded.1"}
        ]}
        """;

    [Fact]
    public async Task An_instackenv_becomes_a_section_with_one_entry_for_boards_that_are_alike()
    {
        var (exit, output, errors) = await FencingImports.RunAsync(Instackenv, "instackenv.json");

        Assert.Equal(
            """
            # 7 of 7 nodes of instackenv.json, by policyha import fencing.
            fencing:
              devices:
              - kind: agent
                agent: fence_ipmilan
                username: admin
                password_file: /etc/policyha/secrets/bmc-admin
                parameters: {ip: "{plug}", lanplus: "1"}
                plugs:
                  cmp01: 10.9.0.11  # instackenv.json: cmp01
                  cmp02: 10.9.0.12  # instackenv.json: cmp02
              - kind: agent
                agent: fence_ipmilan
                username: admin
                password_file: /etc/policyha/secrets/bmc-admin-2
                parameters: {ip: "{plug}", lanplus: "1", ipport: "6233"}
                plugs:
                  cmp03: 10.9.0.1  # instackenv.json: cmp03
              - kind: redfish
                address: https://{plug}
                system: /redfish/v1/Systems/1
                username: root
                password_file: /etc/policyha/secrets/bmc-root
                plugs:
                  cmp04: 10.9.0.14  # instackenv.json: cmp04
              - kind: redfish
                address: https://{plug}:8443
                system: /redfish/v1/Systems/1
                username: root
                password_file: /etc/policyha/secrets/bmc-root
                plugs:
                  cmp05: bmc-5.example  # instackenv.json: cmp05
              - kind: agent
                agent: fence_ipmilan
                username: root
                password_file: /etc/policyha/secrets/bmc-root
                parameters: {ip: "{plug}", lanplus: "1"}
                plugs:
                  cmp06: 10.9.0.16  # instackenv.json: cmp06
              - kind: redfish
                address: https://{plug}
                system: /redfish/v1/Systems/System.Embedded.1
                username: root
                password_file: /etc/policyha/secrets/bmc-root
                plugs:
                  cmp07: 10.9.0.17  # instackenv.json: cmp07

            """,
            output);
        Assert.Equal(0, exit);
        Assert.Equal(
            [
                "/etc/policyha/secrets/bmc-admin: to make, with the password of cmp01, cmp02 (or --write-secrets)",
                "/etc/policyha/secrets/bmc-admin-2: to make, with the password of cmp03 (or --write-secrets)",
                "/etc/policyha/secrets/bmc-root: to make, with the password of cmp04, cmp05, cmp06, cmp07 (or --write-secrets)",
            ],
            errors.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task The_service_takes_the_section_of_an_instackenv()
    {
        var (_, output, _) = await FencingImports.RunAsync(Instackenv, "instackenv.json", "--secrets", FencingImports.NoFolderYet(), "--write-secrets");

        var devices = FencingImports.Bound(output).Devices;

        Assert.Equal(["cmp01", "cmp02", "cmp03", "cmp04", "cmp05", "cmp06", "cmp07"], devices.SelectMany(d => d.Plugs.Keys));
        Assert.Equal(("agent", "fence_ipmilan", "{plug}", "1"), (devices[0].Kind, devices[0].Agent, devices[0].Parameters["ip"], devices[0].Parameters["lanplus"]));
        Assert.Equal("s3cret-two", (await File.ReadAllTextAsync(devices[1].PasswordFile!)).Trim());
    }

    [Theory]
    [InlineData("Name", "Driver", "Driver Info")]
    [InlineData("name", "driver", "driver_info")]
    public async Task Nodes_of_Ironic_are_read_as_a_list_and_as_one_node_and_masked_passwords_are_missing(string name, string driver, string info)
    {
        var node = $$"""
            {"{{name}}": "cmp01", "{{driver}}": "ipmi", "UUID": "x", "{{info}}":
              {"ipmi_address": "10.9.0.11", "ipmi_port": 623, "ipmi_username": "admin", "ipmi_password": "******", "ipmi_cipher_suite": "3", "ipmi_priv_level": "OPERATOR"} }
            """;

        var one = await FencingImports.RunAsync(node, "node.json");
        var list = await FencingImports.RunAsync($"[{node}]", "node.json");

        Assert.Equal((0, list.Output), (one.Exit, one.Output));
        Assert.Contains("""parameters: {ip: "{plug}", lanplus: "1", cipher: "3", privlvl: "operator"}""", one.Output, StringComparison.Ordinal);
        Assert.StartsWith("/etc/policyha/secrets/bmc-admin: to make; the password of cmp01 is masked in node.json or missing", one.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redfish_nodes_of_Ironic_keep_how_their_certificates_are_checked()
    {
        var ca = Terminal.FileWith("pem", "ca.pem");
        var (exit, output, errors) = await FencingImports.RunAsync(
            $$"""
            [{"Name": "cmp01", "Driver": "redfish", "Driver Info": {"redfish_address": "https://10.9.0.11", "redfish_username": "root", "redfish_password": "pw-1", "redfish_verify_ca": false} },
             {"Name": "cmp02", "Driver": "idrac", "Driver Info": {"redfish_address": "10.9.0.12", "redfish_username": "root", "redfish_password": "pw-1", "redfish_verify_ca": "{{ca}}"} },
             {"Name": "cmp03", "Driver": "redfish", "Driver Info": {"redfish_address": "https://10.9.0.13/redfish/v1/", "redfish_username": "root", "redfish_password": "pw-1", "redfish_verify_ca": "True"} },
             {"Name": "cmp04", "Driver": "ilo", "Driver Info": {"ilo_address": "10.9.0.14", "ilo_username": "root", "ilo_password": "pw-1", "client_port": 443} }]
            """,
            "nodes.json", "--secrets", FencingImports.NoFolderYet(), "--write-secrets");

        var devices = FencingImports.Bound(output).Devices;

        Assert.Equal(0, exit);
        Assert.Equal([true, false, false, false], devices.Select(d => d.InsecureTls));
        Assert.Equal([null, ca, null, null], devices.Select(d => d.CaCert));
        Assert.Equal(["https://{plug}", "https://{plug}", "https://{plug}", ""], devices.Select(d => d.Address));
        Assert.Equal("fence_ipmilan", devices[3].Agent);
        Assert.Contains("cmp01: insecure_tls as nodes.json has it, which gives the password to anyone in between", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Systems_behind_one_address_share_an_entry_and_an_address_that_is_no_plug_has_its_own()
    {
        var (exit, output, _) = await FencingImports.TableAsync(
            [
                "cmp01,redfish,https://chassis.example,,root,pw,/redfish/v1/Systems/blade-1",
                "cmp02,redfish,https://chassis.example,,root,pw,/redfish/v1/Systems/blade-2",
                "cmp03,redfish,fd00::13,8443,root,pw,",
                "cmp04,ipmi,fd00::14,,root,pw,",
            ],
            "--secrets", FencingImports.NoFolderYet(), "--write-secrets");

        var devices = FencingImports.Bound(output).Devices;

        Assert.Equal(0, exit);
        Assert.Equal(("https://chassis.example", "/redfish/v1/Systems/{plug}"), (devices[0].Address, devices[0].System));
        Assert.Equal(new() { ["cmp01"] = "blade-1", ["cmp02"] = "blade-2" }, devices[0].Plugs);
        Assert.Equal(("https://[fd00::13]:8443", "auto", "cmp03"), (devices[1].Address, devices[1].System, Assert.Single(devices[1].Hosts)));
        Assert.Equal(new() { ["cmp04"] = "fd00::14" }, devices[2].Plugs);
    }

    [Fact]
    public async Task Machines_of_Maas_become_one_device_with_their_ids_as_plugs()
    {
        const string machines = """
            [{"hostname": "cmp02", "fqdn": "cmp02.maas", "system_id": "4y3h7n", "power_type": "ipmi", "power_parameters": {"power_address": "10.9.0.12", "power_pass": "pw"}},
             {"hostname": "cmp01", "fqdn": "cmp01.maas", "system_id": "8w64kd", "power_type": "redfish"},
             {"hostname": "twin", "fqdn": "twin.a.maas", "system_id": "aaaaaa", "power_type": "virsh"},
             {"hostname": "twin", "fqdn": "twin.b.maas", "system_id": "777777", "power_type": "virsh"},
             {"hostname": "cmp03", "fqdn": "cmp03.maas", "system_id": "bbbbbb", "power_type": "manual"}]
            """;

        var (exit, output, errors) = await FencingImports.RunAsync(machines, "machines.json", "--maas", "http://maas.example:5240/MAAS");
        var without = await FencingImports.RunAsync(machines, "machines.json");

        Assert.Equal(
            """
            # 4 of 5 nodes of machines.json, by policyha import fencing.
            fencing:
              devices:
              - kind: maas
                address: http://maas.example:5240/MAAS
                system: "{plug}"
                password_file: /etc/policyha/secrets/maas
                plugs:
                  cmp01: 8w64kd  # machines.json: cmp01
                  cmp02: 4y3h7n  # machines.json: cmp02
                  twin.a.maas: aaaaaa  # machines.json: twin.a.maas
                  twin.b.maas: "777777"  # machines.json: twin.b.maas

            """,
            output);
        Assert.Equal(1, exit);
        Assert.StartsWith("machines.json: cmp03: MAAS cannot switch it off: its power_type is manual", errors, StringComparison.Ordinal);
        Assert.Equal((2, ""), (without.Exit, without.Output));
        Assert.Contains("say where it is, with --maas", without.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_may_have_its_columns_in_any_order_comments_and_values_with_commas()
    {
        var thumbprint = string.Join(':', Enumerable.Repeat("AB", 32));
        var secrets = FencingImports.NoFolderYet();
        var (exit, output, errors) = await FencingImports.RunAsync(
            $"# boards\r\nADDRESS, kind,host,password,username,thumbprint\r\n\r\n10.9.0.11,redfish,cmp01,\"a,\"\"b\",\"o'hara: x\",{thumbprint}\r\n",
            "bmc.csv", "--secrets", secrets, "--write-secrets");

        var device = Assert.Single(FencingImports.Bound(output).Devices);

        Assert.Equal((0, "o'hara: x", thumbprint), (exit, device.Username, device.Thumbprint));
        Assert.Equal((Path.Combine(secrets, "bmc-o_hara__x"), "a,\"b\n"), (device.PasswordFile!, await File.ReadAllTextAsync(device.PasswordFile!)));
        Assert.Contains("cmp01: 10.9.0.11  # bmc.csv:4", output, StringComparison.Ordinal);
        Assert.DoesNotContain("a,\"", output + errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "bmc.csv: is empty")]
    [InlineData("# nothing\n", "bmc.csv: is empty")]
    [InlineData("host,kind,address,hunter2\n", "bmc.csv:1: is neither JSON nor a table with a header line: column 4 is none of host, kind, address, port")]
    [InlineData("host,kind,address,host\n", "bmc.csv:1: names a column twice")]
    [InlineData("host,kind\n", "bmc.csv:1: has no column address")]
    [InlineData("{\"nodes\":\n [{\"pm_type\": hunter2}]}", "bmc.csv:2: begins as JSON and is none")]
    [InlineData("{\"nodes\": []}", "bmc.csv: holds no nodes")]
    [InlineData("[1, \"hunter2\", null]", "bmc.csv: holds no nodes")]
    public async Task What_is_no_list_of_hosts_is_refused_as_a_whole(string text, string why)
    {
        var (exit, output, errors) = await FencingImports.RunAsync(text, "bmc.csv");

        Assert.Equal((2, ""), (exit, output));
        Assert.StartsWith(why, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", errors, StringComparison.Ordinal);
    }
}
