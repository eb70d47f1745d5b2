using PolicyHa.Api.Tests.Support;

namespace PolicyHa.Api.Tests.Importing;

/// <summary>Which compute hosts get a device, and by which name.</summary>
[Collection(WellService.Name)]
public class FencingHostTests(WellService well)
{
    readonly string url = well.Service.Url;

    [Fact]
    public async Task Hosts_get_the_names_that_Nova_has_for_them_and_those_without_a_device_are_told()
    {
        var hosts = Terminal.FileWith("# Nova's\ncmp01.example.org\ncmp02\r\n\ncmp03.a.example\ncmp03.b.example\ncmp04\ncmp05.example.org\n", "hosts");

        var (exit, output, errors) = await FencingImports.TableAsync(
            [
                "CMP01,ipmi,10.9.0.11,,root,pw,", "cmp02.maas,ipmi,10.9.0.12,,root,pw,", "cmp03.a.example,ipmi,10.9.0.13,,root,pw,",
                "ctl01,ssh,10.9.0.1,,root,pw,", "cmp05.other.org,ipmi,10.9.0.15,,root,pw,",
            ],
            "--hosts", hosts);

        Assert.Equal(1, exit);
        Assert.Equal(
            ["cmp01.example.org: 10.9.0.11  # bmc.csv:2", "cmp02: 10.9.0.12  # bmc.csv:3", "cmp03.a.example: 10.9.0.13  # bmc.csv:4"],
            output.Split('\n').Where(l => l.Contains("  # bmc.csv:", StringComparison.Ordinal)).Select(l => l.Trim()));
        Assert.EndsWith(
            """
            left out, for no compute host is called so: cmp05.other.org, ctl01
            cmp03.b.example: has no device, and is never fenced
            cmp04: has no device, and is never fenced
            cmp05.example.org: has no device, and is never fenced

            """,
            errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_ends_with_0_when_every_compute_host_has_a_device()
    {
        var hosts = Terminal.FileWith("cmp01\n", "hosts");

        var (exit, _, errors) = await FencingImports.TableAsync(["cmp01.example.org,ipmi,10.9.0.11,,root,pw,", "ctl01,ssh,,,,,"], "--hosts", hosts);

        Assert.Equal(0, exit);
        Assert.EndsWith("left out, for no compute host is called so: ctl01\n", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_may_mean_several_hosts_is_refused()
    {
        var hosts = Terminal.FileWith("cmp01.a.example\ncmp01.b.example\n", "hosts");

        var (exit, output, errors) = await FencingImports.TableAsync(["cmp01,ipmi,10.9.0.11,,root,pw,"], "--hosts", hosts);

        Assert.Equal((1, ""), (exit, output));
        Assert.StartsWith("bmc.csv:2: its name may mean cmp01.a.example or cmp01.b.example; give it with its domain", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_nodes_that_mean_one_host_are_refused()
    {
        var hosts = Terminal.FileWith("cmp01\n", "hosts");

        var (exit, output, errors) = await FencingImports.TableAsync(
            ["cmp01.a.example,ipmi,10.9.0.11,,root,pw,", "cmp01.b.example,ipmi,10.9.0.12,,root,pw,"], "--hosts", hosts);

        Assert.Equal((1, ""), (exit, output));
        Assert.Contains("bmc.csv:2: cmp01 is there 2 times (bmc.csv:2, bmc.csv:3)", errors, StringComparison.Ordinal);
        Assert.Contains("cmp01: has no device", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_board_that_is_also_that_of_a_machine_which_is_no_compute_host_is_refused()
    {
        var hosts = Terminal.FileWith("cmp01\n", "hosts");

        var (exit, output, errors) = await FencingImports.TableAsync(
            ["cmp01,ipmi,10.9.0.11,,root,pw,", "ctl01,ipmi,10.9.0.11,,root,pw,"], "--hosts", hosts);

        Assert.Equal((1, ""), (exit, output));
        Assert.Contains("bmc.csv:2: what switches it off (10.9.0.11) is also that of bmc.csv:3", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_running_service_says_which_hosts_there_are()
    {
        var names = (await well.Service.GetAsync("v1/hosts")).AsArray().Select(h => (string)h!["name"]!).ToList();
        var lines = names.Skip(1).Select((name, i) => $"{name}.example,ipmi,10.9.0.{i + 1},,root,pw,");

        var (exit, output, errors) = await FencingImports.TableAsync(lines, "--url", url);

        Assert.Equal(1, exit);
        Assert.EndsWith($"{names[0]}: has no device, and is never fenced\n", errors, StringComparison.Ordinal);
        Assert.All(names.Skip(1), name => Assert.Contains($"\n      {name}: 10.9.0.", output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "names no host")]
    [InlineData("# none\n", "names no host")]
    [InlineData("cmp01\ncmp02 cmp03\n", "name 2 is no host's name; one a line is wanted")]
    public async Task A_list_of_hosts_that_is_none_ends_with_2(string hosts, string why)
    {
        var file = Terminal.FileWith(hosts, "hosts");

        var (exit, output, errors) = await FencingImports.TableAsync(["cmp01,ipmi,10.9.0.11,,root,pw,"], "--hosts", file);

        Assert.Equal((2, "", $"{file}: {why}\n"), (exit, output, errors));
    }

    [Theory]
    [InlineData("--secrets")]
    [InlineData("--output")]
    [InlineData("--hosts")]
    public async Task A_path_that_is_empty_ends_with_2(string option)
    {
        var (exit, output, errors) = await FencingImports.TableAsync(["cmp01,ipmi,10.9.0.11,,root,pw,"], option, "");

        Assert.Equal((2, ""), (exit, output));
        Assert.StartsWith($"{option}: is empty; a path is wanted", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_usage_and_what_cannot_be_read_end_with_2()
    {
        string[] line = ["cmp01,ipmi,10.9.0.11,,root,pw,"];

        var both = await FencingImports.TableAsync(line, "--hosts", "/nowhere", "--url", url);
        var noHosts = await FencingImports.TableAsync(line, "--hosts", "/nowhere");
        var noService = await FencingImports.TableAsync(line, "--url", "http://127.0.0.1:1");
        var noSource = await Terminal.RunAsync("import", "fencing", "--from", "/nowhere");
        var nothing = await Terminal.RunAsync("import", "fencing");

        Assert.Equal([2, 2, 2, 2, 2], [both.Exit, noHosts.Exit, noService.Exit, noSource.Exit, nothing.Exit]);
        Assert.Contains("--hosts and --url exclude each other", both.Errors, StringComparison.Ordinal);
        Assert.Contains("/nowhere: cannot be read", noHosts.Errors, StringComparison.Ordinal);
        Assert.Contains("is the service running there?", noService.Errors, StringComparison.Ordinal);
        Assert.Contains("/nowhere: cannot be read", noSource.Errors, StringComparison.Ordinal);
        Assert.All([both.Output, noHosts.Output, noService.Output, noSource.Output], o => Assert.Equal("", o));
    }
}
