using System.Text.Json.Nodes;
using PolicyHa.Api.Tests.Support;

namespace PolicyHa.Api.Tests;

[Collection(CalmService.Name)]
public class CommandLineTests(CalmService calm)
{
    readonly string url = calm.Service.Url;

    [Theory]
    [InlineData("bogus")]
    [InlineData("explain")]
    [InlineData("status --nonsense")]
    [InlineData("check x --format yaml")]
    [InlineData("check x --prove --format sarif")]
    [InlineData("maintenance sideways compute-1")]
    [InlineData("test x --run (")]
    public async Task Wrong_usage_ends_with_2_and_says_how_it_is_right(string line)
    {
        var (exit, output, errors) = await RunAsync(line.Split(' '));

        Assert.Equal(2, exit);
        Assert.Empty(output);
        Assert.Contains("usage: policyha", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_explain_segments_and_incidents_speak_of_the_running_service()
    {
        Assert.Contains("ready, armed", (await RunAsync("status", "--url", url)).Output, StringComparison.Ordinal);
        var host = await RunAsync("explain", "compute-3", "--url", url);
        var instance = await RunAsync("explain", "sandbox", "--url", url);
        Assert.Contains("decided   nothing", host.Output, StringComparison.Ordinal);
        Assert.Contains("sandbox", instance.Output, StringComparison.Ordinal);
        Assert.Contains("az1", (await RunAsync("segments", "--url", url)).Output, StringComparison.Ordinal);
        Assert.Matches(
            "^(no incidents|INCIDENT +OPENED +HOST)", (await RunAsync("incidents", "--open", "--url", url)).Output);
        Assert.Equal("no history", (await RunAsync("history", "--incident", "inc-none", "--url", url)).Output.Trim());
        Assert.Contains("kind: 'x' is none of", (await RunAsync("history", "--kind", "x", "--url", url)).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_prints_one_document_and_nothing_else()
    {
        var (exit, output, _) = await RunAsync("status", "--json", "--url", url);

        Assert.Equal(0, exit);
        Assert.True((bool?)JsonNode.Parse(output)!["ready"]);
    }

    [Fact]
    public async Task Maintenance_is_switched_on_and_off()
    {
        var on = await RunAsync("maintenance", "on", "compute-5", "--reason", "new fans", "--url", url);
        var off = await RunAsync("maintenance", "off", "compute-5", "--url", url);

        Assert.Equal((0, 0), (on.Exit, off.Exit));
        Assert.Contains("compute-5 in maintenance by", on.Output, StringComparison.Ordinal);
        Assert.Contains("new fans", on.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_service_does_not_know_ends_with_1_and_no_service_with_2()
    {
        var unknown = await RunAsync("explain", "nowhere", "--url", url);
        var refused = await RunAsync("confirm-dead", "compute-5", "--url", url);
        var away = await RunAsync("status", "--url", "http://127.0.0.1:1");

        Assert.Equal((1, 1, 2), (unknown.Exit, refused.Exit, away.Exit));
        Assert.Contains("no open incident", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("no answer from http://127.0.0.1:1", away.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_ends_with_0_1_or_2_and_points_at_the_mistake()
    {
        var folder = Directory.CreateTempSubdirectory("policyha-check-").FullName;
        var (good, bad) = (Path.Combine(folder, "good.yaml"), Path.Combine(folder, "bad.yaml"));
        await File.WriteAllTextAsync(good, Rules.ShippedPolicies.Default.Text);
        var text = Rules.ShippedPolicies.Default.Text;
        await File.WriteAllTextAsync(bad, text.Replace("drain-then-fence\n", "drian-fence\n", StringComparison.Ordinal));

        Assert.Equal(0, (await RunAsync("check", good)).Exit);
        var wrong = await RunAsync("check", bad);
        Assert.Equal(1, wrong.Exit);
        Assert.Matches(@"bad\.yaml:\d+:14: error HA203", wrong.Output);
        Assert.Equal(1, (int?)JsonNode.Parse((await RunAsync("check", bad, "--format", "json")).Output)!["errors"]);
        Assert.Equal(2, (await RunAsync("check", Path.Combine(folder, "none.yaml"))).Exit);
    }

    [Fact]
    public async Task Test_ends_with_0_1_or_2_and_shows_what_was_instead()
    {
        var folder = Directory.CreateTempSubdirectory("policyha-test-").FullName;
        var (good, failing, bare) = (
            Path.Combine(folder, "good.yaml"), Path.Combine(folder, "failing.yaml"), Path.Combine(folder, "bare.yaml"));
        var text = Rules.ShippedPolicies.Default.Text;
        await File.WriteAllTextAsync(good, text);
        await File.WriteAllTextAsync(failing, text.Replace("action: fence, row: dead}", "action: fence, row: cut-off}", StringComparison.Ordinal));
        await File.WriteAllTextAsync(bare, text[..text.IndexOf("\ntests:", StringComparison.Ordinal)]);

        var passed = await RunAsync("test", good, "--run", "dead", "--coverage");
        Assert.Equal(0, passed.Exit);
        Assert.Matches(@"row host-context/dead +yes ", passed.Output);
        Assert.Matches(@"row host-context/cut-off +NO .*good\.yaml:\d+:7", passed.Output);
        var failed = await RunAsync("test", failing, "--run", "dead");
        Assert.Equal(1, failed.Exit);
        Assert.Matches(
            @"failing\.yaml:\d+:5: error HA703: .*expected host c1 action fence row cut-off; was: row dead", failed.Output);
        var json = JsonNode.Parse((await RunAsync("test", failing, "--run", "dead", "--json")).Output)!;
        Assert.Equal((false, 2), ((bool?)json["ok"], (int?)json["failed"]));
        var none = await RunAsync("test", bare);
        Assert.Equal((0, "no tests\n"), (none.Exit, none.Output));
        Assert.Equal(2, (await RunAsync("test", Path.Combine(folder, "none.yaml"))).Exit);
    }

    [Fact]
    public async Task A_service_with_a_wrong_configuration_does_not_start_and_says_all_of_it()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("policyha-serve-").FullName, "policyha.yaml");
        await File.WriteAllTextAsync(file, "storge: x\n");

        var (exit, _, errors) = await RunAsync("serve", "--config", file);

        Assert.Equal(1, exit);
        Assert.Contains("storge: unknown key", errors, StringComparison.Ordinal);
        Assert.Contains("openstack.auth_url: is missing", errors, StringComparison.Ordinal);
        Assert.Contains("nothing was started", errors, StringComparison.Ordinal);
    }

    static Task<(int Exit, string Output, string Errors)> RunAsync(params string[] args) => Terminal.RunAsync(args);
}
