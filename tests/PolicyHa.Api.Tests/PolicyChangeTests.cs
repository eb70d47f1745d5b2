using System.Net.Http.Json;
using PolicyHa.Api.Configuration;
using PolicyHa.Api.Tests.Support;
using PolicyHa.Samples.Cloud;

namespace PolicyHa.Api.Tests;

public sealed class PolicyChangeTests : IAsyncLifetime
{
    SimulatedCloud cloud = null!;
    ServiceOptions options = null!;
    ServiceUnderTest service = null!;

    public async Task InitializeAsync()
    {
        cloud = await Clouds.StartAsync();
        options = ServiceUnderTest.OptionsFor(cloud);
        service = await ServiceUnderTest.ReadyAsync(options);
    }

    public async Task DisposeAsync()
    {
        await service.DisposeAsync();
        await cloud.DisposeAsync();
    }

    [Fact]
    public async Task A_sent_policy_comes_into_force_is_remembered_and_rolled_back()
    {
        var before = await service.Http.GetAsync("v1/policy");
        var tag = before.Headers.ETag!.Tag;

        var (status, put) = await service.PutPolicyAsync(PolicyTexts.Revision("2"), ifMatch: tag);

        Assert.Equal((200, true), (status, (bool)put["activated"]!));
        Assert.Null(put["refused"]);
        Assert.Empty(put["diff"]!.AsArray());
        Assert.Equal("2", await service.PolicyRevisionAsync());
        Assert.Equal(["2 api", "1 shipped"], await service.PolicyVersionsAsync());
        Assert.Contains(
            "policyha_policy_info{policy=\"compute-ha\",revision=\"2\",sha256=\"", await service.Http.GetStringAsync("metrics"),
            StringComparison.Ordinal);
        var stored = await service.GetAsync($"v1/policy/versions/{put["sha256"]}");
        Assert.Equal(PolicyTexts.Revision("2"), (string?)stored["files"]![0]!["text"]);
        Assert.True((bool)stored["policy"]!["active"]!);

        var (stale, _) = await service.PutPolicyAsync(PolicyTexts.Revision("3"), ifMatch: tag);
        Assert.Equal(412, stale);
        var (same, again) = await service.PutPolicyAsync(PolicyTexts.Revision("2"), ifMatch: "*");
        Assert.Equal((200, false), (same, (bool)again["activated"]!));
        Assert.Contains("in force already", (string?)again["hint"], StringComparison.Ordinal);

        var (back, rolled) = await service.PostJsonAsync("v1/policy/rollback", null);
        Assert.Equal((200, true), (back, (bool)rolled["activated"]!));
        var (named, _) = await service.PostJsonAsync("v1/policy/rollback", new { sha256 = (string?)put["sha256"] });
        Assert.Equal(200, named);
        Assert.Equal(["2 rollback", "1 rollback", "2 api", "1 shipped"], await service.PolicyVersionsAsync());
        var lines = (await service.GetAsync("v1/history?kind=control&what=policy-rollback"))["entries"]!.AsArray();
        Assert.Contains("back in force by anonymous, was compute-ha@2+", (string?)lines[0]!["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_that_would_newly_fence_waits_until_somebody_accepts_it()
    {
        await service.PutPolicyAsync(PolicyTexts.Quiet);
        await service.PostJsonAsync("v1/control/disarm", new { reason = "rehearsal", by = "alice" });
        foreach (var other in (string[])["compute-1", "compute-2", "compute-4"])
            await service.ReportAsync(other, "ok");
        await service.ReportAsync("compute-3", "down");

        var (status, put) = await service.PutPolicyAsync(PolicyTexts.Default);

        Assert.Equal((409, "new-actions", false), (status, (string?)put["refused"], (bool)put["activated"]!));
        var change = put["diff"]!.AsArray().Single(c => (string?)c!["host"] == "compute-3")!;
        Assert.Contains("in time: fence compute-3, evacuate", (string?)change["after"], StringComparison.Ordinal);
        Assert.Contains("fence compute-3", change["newActions"]!.AsArray().Select(a => (string?)a));
        Assert.Equal("quiet", await service.PolicyRevisionAsync());
        var refused = (await service.GetAsync("v1/policy"))["refused"]!;
        Assert.Equal("new-actions", (string?)refused["reason"]);
        Assert.Equal(put["diff"]!.ToJsonString(), refused["diff"]!.ToJsonString());
        var ready = (await service.GetAsync("readyz"))["checks"]!.AsArray().Single(c => (string?)c!["name"] == "policy")!;
        Assert.Contains("need acceptance", (string?)ready["detail"], StringComparison.Ordinal);

        Assert.Equal(409, (await service.PostJsonAsync("v1/policy/accept", new { sha256 = "0000" })).Status);
        var (accepted, body) = await service.PostJsonAsync("v1/policy/accept", new { sha256 = (string?)put["sha256"] });
        Assert.Equal((200, true), (accepted, (bool)body["activated"]!));
        Assert.Equal("1", await service.PolicyRevisionAsync());
        Assert.Null((await service.GetAsync("v1/policy"))["refused"]);
        var newest = (await service.GetAsync("v1/policy/versions"))[0]!;
        Assert.Equal("anonymous, accepted by anonymous", (string?)newest["author"]);
    }

    [Fact]
    public async Task New_actions_can_be_accepted_with_the_request_and_seen_without_it()
    {
        await service.PutPolicyAsync(PolicyTexts.Quiet);
        await service.PostJsonAsync("v1/control/disarm", new { reason = "rehearsal", by = "alice" });
        await service.ReportAsync("compute-3", "down");

        var (dry, seen) = await service.PutPolicyAsync(PolicyTexts.Default, "?dry-run=true");
        Assert.Equal((200, "new-actions", false), (dry, (string?)seen["refused"], (bool)seen["activated"]!));
        Assert.Null((await service.GetAsync("v1/policy"))["refused"]);
        var (refused, _) = await service.PostJsonAsync("v1/policy/rollback", null);
        Assert.Equal(409, refused);
        var (back, rolled) = await service.PostJsonAsync("v1/policy/rollback?accept-new-actions=true", null);
        Assert.Equal((200, true), (back, (bool)rolled["activated"]!));

        await service.PutPolicyAsync(PolicyTexts.Quiet);
        var (status, put) = await service.PutPolicyAsync(PolicyTexts.Revision("4"), "?accept-new-actions=true");
        Assert.Equal((200, true), (status, (bool)put["activated"]!));
        Assert.NotEmpty(put["diff"]!.AsArray());
    }

    [Fact]
    public async Task A_policy_with_errors_changes_nothing_and_is_told_where_they_are()
    {
        var body = JsonContent.Create(new { files = new[] { new { name = "a.yaml", text = PolicyTexts.Broken } } });

        var (status, put) = await service.PutPolicyAsync(body);

        Assert.Equal((422, "errors"), (status, (string?)put["refused"]));
        var problem = put["problems"]!.AsArray().Single()!;
        Assert.Equal(("a.yaml", 14), ((string?)problem["file"], (int)problem["column"]!));
        Assert.Null(put["version"]);
        Assert.Equal("1", await service.PolicyRevisionAsync());
        Assert.Contains(
            "policyha_policy_rejected_total 1\n", await service.Http.GetStringAsync("metrics"), StringComparison.Ordinal);
        var line = (await service.GetAsync("v1/history?kind=control&what=policy-refused"))["entries"]![0]!;
        Assert.Contains("a policy by anonymous refused: 1 errors", (string?)line["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Newest_word_wins_and_a_restart_changes_nothing()
    {
        var file = await PolicyTexts.FileAsync(PolicyTexts.Revision("f1"));
        options.Policy.Path = file;
        await RestartAsync();
        await service.UntilAsync(async () => await service.PolicyRevisionAsync() == "f1", "the files in force");
        await service.PutPolicyAsync(PolicyTexts.Revision("a1"));

        await RestartAsync();
        Assert.Equal("a1", await service.PolicyRevisionAsync());

        await File.WriteAllTextAsync(file, PolicyTexts.Revision("f2"));
        await service.UntilAsync(async () => await service.PolicyRevisionAsync() == "f2", "the edited files in force");
        await service.StopAsync();
        await File.WriteAllTextAsync(file, PolicyTexts.Broken);
        await RestartAsync();
        await service.UntilAsync(async () => (await service.GetAsync("v1/policy"))["refused"] is not null, "told");
        Assert.Equal("f2", await service.PolicyRevisionAsync());

        await service.StopAsync();
        await File.WriteAllTextAsync(file, PolicyTexts.Revision("f3"));
        await RestartAsync();
        await service.UntilAsync(async () => await service.PolicyRevisionAsync() == "f3", "files edited meanwhile in force");
        Assert.Equal(["f3 file", "f2 file", "a1 api", "f1 file", "1 shipped"], await service.PolicyVersionsAsync());
    }

    [Fact]
    public async Task Only_as_many_are_kept_as_configured()
    {
        options.Policy.Keep = 2;
        await RestartAsync();
        foreach (var revision in (string[])["2", "3", "4"])
            await service.PutPolicyAsync(PolicyTexts.Revision(revision));

        Assert.Equal(["4 api", "3 api", "1 shipped"], await service.PolicyVersionsAsync());
    }

    async Task RestartAsync()
    {
        await service.DisposeAsync();
        service = await ServiceUnderTest.ReadyAsync(options);
    }
}
