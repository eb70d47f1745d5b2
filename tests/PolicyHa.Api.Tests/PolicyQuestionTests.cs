using PolicyHa.Api.Tests.Support;

namespace PolicyHa.Api.Tests;

[Collection(WellService.Name)]
public class PolicyQuestionTests(WellService well)
{
    readonly ServiceUnderTest service = well.Service;

    static object[] Files(string text) => [new { name = "rules.yaml", text }];

    [Fact]
    public async Task What_if_says_what_would_be_done_and_why_and_does_nothing()
    {
        var set = new { admin = "up", tenant = "up", storage = "down", compute = "up" };

        var (status, answer) = await service.PostJsonAsync("v1/what-if", new { host = "compute-2", set });

        Assert.Equal(200, status);
        var verdict = answer["verdicts"]!.AsArray().Single()!;
        Assert.Equal("host-context/storage-lost", (string?)verdict["row"]);
        Assert.Equal("fence compute-2", (string?)verdict["steps"]![0]);
        Assert.Equal("down", (string?)answer["signals"]!["storage"]);
        Assert.Contains("because   row host-context/storage-lost", (string?)answer["text"], StringComparison.Ordinal);
        Assert.Empty((await service.GetAsync("v1/incidents?open=true")).AsArray());
    }

    [Fact]
    public async Task What_if_of_another_policy_asks_that_one()
    {
        var (_, answer) = await service.PostJsonAsync("v1/what-if", new Dictionary<string, object>
        {
            ["host"] = "compute-2",
            ["set"] = new { admin = "up", tenant = "up", storage = "down", compute = "up" },
            ["policy-text"] = PolicyTexts.Quiet,
        });

        Assert.Contains("compute-ha@quiet+", (string?)answer["policy"], StringComparison.Ordinal);
        Assert.Equal("notify", (string?)answer["verdicts"]![0]!["text"]);
    }

    [Fact]
    public async Task What_if_nothing_would_be_done_says_why_nothing()
    {
        var set = new { admin = "up", tenant = "up", storage = "up", compute = "up" };

        var (_, answer) = await service.PostJsonAsync("v1/what-if", new { host = "compute-4", set });

        Assert.Empty(answer["verdicts"]!.AsArray());
        Assert.Equal("nothing: every signal is up", (string?)answer["explanation"]!["outcome"]![0]);
    }

    [Theory]
    [InlineData("", "up", 400, "host: is missing")]
    [InlineData("nowhere", "up", 404, "no host nowhere in the fleet")]
    [InlineData("compute-1", "broken", 400, "set.storage: 'broken' is none of up, degraded, down, unknown")]
    public async Task A_wrong_what_if_is_told_what_is_wrong(string host, string status, int expected, string reason)
    {
        var (code, answer) = await service.PostJsonAsync("v1/what-if", new { host, set = new { storage = status } });

        Assert.Equal(expected, code);
        Assert.Contains(reason, (string?)answer["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signal_nobody_knows_and_a_policy_with_errors_are_told()
    {
        var (code, signal) = await service.PostJsonAsync(
            "v1/what-if", new { host = "compute-1", set = new { disk = "down" } });
        var (broken, errors) = await service.PostJsonAsync(
            "v1/what-if", new { host = "compute-1", files = Files(PolicyTexts.Broken) });
        var (both, twice) = await service.PostJsonAsync("v1/what-if", new Dictionary<string, object>
        {
            ["host"] = "compute-1",
            ["files"] = Files(PolicyTexts.Quiet),
            ["policy-text"] = PolicyTexts.Quiet,
        });

        Assert.Equal((400, 422, 400), (code, broken, both));
        Assert.Contains("'disk' is none of compute, admin", (string?)signal["detail"], StringComparison.Ordinal);
        Assert.Equal("HA203", (string?)errors["problems"]![0]!["code"]);
        Assert.Contains("beside files", (string?)twice["detail"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("live")]
    [InlineData("history:1h")]
    public async Task Two_policies_that_ask_the_same_do_not_differ(string against)
    {
        var (status, answer) = await service.PostJsonAsync(
            "v1/policy/diff", new { after = Files(PolicyTexts.Revision("2")), against });

        Assert.Equal(200, status);
        Assert.Empty(answer["changes"]!.AsArray());
        Assert.Empty(answer["moments"]!.AsArray());
        Assert.StartsWith("compute-ha@2+", (string?)answer["after"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("history:")]
    [InlineData("history:soon")]
    [InlineData("history:0s")]
    [InlineData("history:90000d")]
    public async Task A_wrong_against_is_told_what_is_right(string against)
    {
        var (status, answer) = await service.PostJsonAsync(
            "v1/policy/diff", new { after = Files(PolicyTexts.Default), against });

        Assert.Equal(400, status);
        Assert.Contains("neither live nor history:", (string?)answer["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_diff_without_a_second_policy_or_with_a_bad_one_is_refused()
    {
        var (missing, what) = await service.PostJsonAsync("v1/policy/diff", new { before = Files(PolicyTexts.Default) });
        var (broken, errors) = await service.PostJsonAsync(
            "v1/policy/diff", new { before = Files(PolicyTexts.Broken), after = Files(PolicyTexts.Default) });

        Assert.Equal((400, 422), (missing, broken));
        Assert.Contains("after: is missing", (string?)what["detail"], StringComparison.Ordinal);
        Assert.StartsWith("before: the policy has errors: ", (string?)errors["detail"], StringComparison.Ordinal);
    }
}
