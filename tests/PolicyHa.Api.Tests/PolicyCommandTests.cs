using System.Text.Json.Nodes;
using PolicyHa.Api.Commands;
using PolicyHa.Api.Tests.Support;

namespace PolicyHa.Api.Tests;

[Collection(WellService.Name)]
public class PolicyCommandTests(WellService well)
{
    readonly string url = well.Service.Url;

    [Fact]
    public async Task Diff_of_all_combinations_needs_no_service_and_prints_only_what_differs()
    {
        var (quiet, loud) = (await PolicyTexts.FileAsync(PolicyTexts.Quiet), await PolicyTexts.FileAsync(PolicyTexts.Default));

        var (exit, output, _) = await RunAsync("diff", quiet, loud);

        Assert.Equal(0, exit);
        Assert.Matches(@"(?m)^down +down +up\|degraded +\* +pets +5m +notify +=> +fence h1, evacuate p1 p2$", output);
        Assert.Matches(@"(?m)^\d+ of 768 combinations differ: compute-ha@quiet\+\w+ -> compute-ha@1\+\w+$", output);
        Assert.DoesNotMatch(@"(?m)^up +up +up +up ", output);
        var same = await RunAsync("diff", loud, loud);
        Assert.StartsWith("0 of 768 combinations differ", same.Output, StringComparison.Ordinal);
        var json = JsonNode.Parse((await RunAsync("diff", quiet, loud, "--json")).Output)!;
        Assert.Equal(768, (int)json["combinations"]!);
        Assert.True((int)json["differing"]! > 100);
    }

    [Fact]
    public async Task Diff_against_the_running_service_speaks_of_its_fleet()
    {
        var (quiet, loud) = (await PolicyTexts.FileAsync(PolicyTexts.Quiet), await PolicyTexts.FileAsync(PolicyTexts.Default));

        var live = await RunAsync("diff", loud, loud, "--against", "live", "--url", url);
        var past = await RunAsync("diff", loud, quiet, "--against", "history:1m", "--url", url);

        Assert.Equal((0, 0), (live.Exit, past.Exit));
        Assert.Contains("0 hosts and instances differ", live.Output, StringComparison.Ordinal);
        Assert.Contains("on today's fleet, history:1m", past.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_file_ends_with_1_and_none_with_2_and_so_does_wrong_usage()
    {
        var (good, bad) = (await PolicyTexts.FileAsync(PolicyTexts.Default), await PolicyTexts.FileAsync(PolicyTexts.Broken));

        var errors = await RunAsync("diff", good, bad);
        var missing = await RunAsync("diff", good, good + ".none");
        var usage = await RunAsync("diff", good, good, "--against", "tomorrow");
        var form = await RunAsync("what-if", "--host", "compute-1", "--set", "storage");
        var noHost = await RunAsync("what-if", "--set", "storage=down");

        Assert.Equal((1, 2, 2, 2, 2), (errors.Exit, missing.Exit, usage.Exit, form.Exit, noHost.Exit));
        Assert.Contains("error HA203", errors.Errors, StringComparison.Ordinal);
        Assert.Contains("'tomorrow' is none of combinations", usage.Errors, StringComparison.Ordinal);
        Assert.Contains("'storage' is not of the form storage=down", form.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_if_prints_the_verdict_and_the_explanation()
    {
        string[] set = ["--set", "admin=up", "--set", "tenant=up", "--set", "storage=down", "--set", "compute=up"];
        var quiet = await PolicyTexts.FileAsync(PolicyTexts.Quiet);

        var mine = await RunAsync(["what-if", "--host", "compute-2", .. set, "--url", url]);
        var other = await RunAsync(["what-if", "--host", "compute-2", .. set, "--policy", quiet, "--url", url]);
        var unknown = await RunAsync("what-if", "--host", "nowhere", "--url", url);

        Assert.Contains("compute-2: fence compute-2", mine.Output, StringComparison.Ordinal);
        Assert.Contains("because   row host-context/storage-lost", mine.Output, StringComparison.Ordinal);
        Assert.Contains("compute-2: notify", other.Output, StringComparison.Ordinal);
        Assert.Equal(1, unknown.Exit);
    }

    [Fact]
    public async Task Policy_verbs_speak_of_the_running_service()
    {
        var versions = await RunAsync("policy", "versions", "--url", url);
        var rollback = await RunAsync("policy", "rollback", "--url", url);
        var accept = await RunAsync("policy", "accept", "abc", "--url", url);

        Assert.Equal((0, 1, 1), (versions.Exit, rollback.Exit, accept.Exit));
        Assert.Matches(@"(?m)^\* +\S+ +compute-ha@1 +shipped +policyha ", versions.Output);
        Assert.Contains("no other policy was in force before", rollback.Errors, StringComparison.Ordinal);
        Assert.Contains("no policy abc waits", accept.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_goes_back_and_forth_on_the_command_line()
    {
        await using var cloud = await Clouds.StartAsync();
        await using var service = await ServiceUnderTest.ReadyAsync(cloud);
        await service.PutPolicyAsync(PolicyTexts.Quiet);
        await service.PostJsonAsync("v1/control/disarm", new { reason = "rehearsal", by = "alice" });
        await service.ReportAsync("compute-3", "down");

        var refused = await RunAsync("policy", "rollback", "--url", service.Url);
        var sha = (string)(await service.GetAsync("v1/policy"))["refused"]!["sha256"]!;
        var accepted = await RunAsync("policy", "accept", sha, "--url", service.Url);

        Assert.Equal((1, 0), (refused.Exit, accepted.Exit));
        Assert.Contains("! compute-3: ", refused.Output, StringComparison.Ordinal);
        Assert.Contains("refused (new-actions): compute-ha@1+", refused.Output, StringComparison.Ordinal);
        Assert.Contains($"policyha policy accept {sha}", refused.Output, StringComparison.Ordinal);
        Assert.Contains("in force: compute-ha@1+", accepted.Output, StringComparison.Ordinal);
    }

    static async Task<(int Exit, string Output, string Errors)> RunAsync(params string[] args)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var exit = await CommandLine.RunAsync(args, output, errors);
        return (exit, output.ToString(), errors.ToString());
    }
}
