using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Adapters.Tests.Cloud;

public sealed class EvacuationTests : CloudTest
{
    [Fact]
    public async Task While_the_service_counts_as_up_it_is_refused_with_400() =>
        IsFault(await Client.Act("web-1", """{"evacuate":{}}"""), 400, "badRequest",
            "Compute service of compute-1 is still in use.");

    [Fact]
    public async Task An_accepted_evacuation_goes_through_rebuild_to_the_new_host()
    {
        await Fence("compute-1");
        var answer = await Client.Act("web-1", """{"evacuate":{}}""");
        Assert.Equal((200, ""), (answer.Status, answer.Text));
        Assert.Null(answer.Http.Content.Headers.ContentType);
        Assert.Equal(("REBUILD", "rebuilding", "accepted"), await States("web-1"));

        Clock.Pass(0.3);
        Assert.Equal("pre-migrating", (await States("web-1")).Migration);
        Assert.Equal("compute-1", Cloud.Instance("web-1").Host);

        Clock.Pass(2);
        Assert.Equal(("ACTIVE", null, "done"), await States("web-1"));
        var moved = Cloud.Instance("web-1");
        Assert.NotEqual("compute-1", moved.Host);
        Assert.Equal([moved.Host], moved.RunningOn);
        Assert.Empty(Cloud.Audit().Violations);

        var requestId = answer.Header("X-Openstack-Request-Id");
        var path = $"/compute/v2.1/servers/{Client.Id("web-1")}/os-instance-actions/{requestId}";
        var action = (await Client.Get(path)).Json["instanceAction"]!;
        Assert.Equal("evacuate", action["action"]!.ToString());
        Assert.All(action["events"]!.AsArray(), e => Assert.Equal("Success", e!["result"]!.ToString()));
    }

    [Theory]
    [InlineData("""{"evacuate":{"host":"nohost"}}""", 404, "itemNotFound", "Compute host nohost not found.")]
    [InlineData("""{"evacuate":{"host":"compute-1"}}""", 400, "badRequest", "The target host can't be the same one.")]
    [InlineData("""{"evacuate":{"host":"compute-2","force":true}}""", 400, "badRequest",
        "Invalid input for field/attribute evacuate. Value: {'host': 'compute-2', 'force': True}. "
        + "Additional properties are not allowed ('force' was unexpected)")]
    public async Task Bad_targets_are_refused_in_novas_words(string body, int status, string key, string message)
    {
        await Fence("compute-1");
        IsFault(await Client.Act("web-1", body), status, key, message);
    }

    [Theory]
    [InlineData("""{"evacuate":{"host":null}}""")]
    [InlineData("""{"evacuate":null}""")]
    [InlineData("""{"evacuate":{},"os-stop":null}""")]
    [InlineData("""{"fly":{}}""")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("{\"evacuate\":{}")]
    [InlineData("{\"evacuate\":{},\"evacuate\":{}}")]
    [InlineData("")]
    public async Task Malformed_actions_are_400(string body)
    {
        await Fence("compute-1");
        Assert.Equal(400, (await Client.Act("web-1", body)).Status);
    }

    [Fact]
    public async Task Up_to_2_13_onSharedStorage_is_required_and_a_password_comes_back()
    {
        await Fence("compute-1");
        Assert.Equal(400, (await Client.Act("web-1", """{"evacuate":{}}""", "2.13")).Status);
        var answer = await Client.Act("web-1", """{"evacuate":{"onSharedStorage":false}}""", "2.13");
        Assert.Equal((200, 12), (answer.Status, answer.Json["adminPass"]!.ToString().Length));
    }

    [Fact]
    public async Task A_paused_server_is_409_until_its_state_is_reset()
    {
        await Client.Post("/control/instances/web-1/state", """{"vmState":"paused"}""");
        await Fence("compute-1");
        IsFault(await Client.Act("web-1", """{"evacuate":{}}"""), 409, "conflictingRequest",
            $"Cannot 'evacuate' instance {Client.Id("web-1")} while it is in vm_state paused");

        Assert.Equal(202, (await Client.Act("web-1", """{"os-resetState":{"state":"error"}}""")).Status);
        Assert.Equal(200, (await Client.Act("web-1", """{"evacuate":{}}""")).Status);
    }

    [Fact]
    public async Task From_2_95_on_it_ends_stopped_but_a_server_in_error_comes_up_active()
    {
        await Fence("compute-1");
        await Client.Act("web-1", """{"evacuate":{}}""", "2.95");
        await Client.Act("web-2", """{"os-resetState":{"state":"error"}}""");
        await Client.Act("web-2", """{"evacuate":{}}""", "2.95");
        Clock.Pass(3);

        Assert.Equal("SHUTOFF", Cloud.Instance("web-1").Status);
        Assert.Equal("ACTIVE", Cloud.Instance("web-2").Status);
        Assert.Equal(202, (await Client.Act("web-1", """{"os-start":null}""")).Status);
        Clock.Pass(1);
        Assert.Equal("ACTIVE", Cloud.Instance("web-1").Status);
    }

    [Fact]
    public async Task A_stopped_server_stays_stopped()
    {
        await Fence("compute-4");
        await Client.Act("archive", """{"evacuate":{}}""", "2.94");
        Clock.Pass(3);

        Assert.Equal("SHUTOFF", Cloud.Instance("archive").Status);
        Assert.NotEqual("compute-4", Cloud.Instance("archive").Host);
        Assert.Empty(Cloud.Instance("archive").RunningOn);
    }

    [Fact]
    public async Task Without_a_valid_host_the_server_ends_in_error_on_its_old_host_and_may_be_tried_again()
    {
        await Fence("compute-1");
        const string toTheReservedHost = """{"evacuate":{"host":"compute-5"}}""";   // it is disabled
        Assert.Equal(200, (await Client.Act("web-1", toTheReservedHost)).Status);
        Clock.Pass(3);

        Assert.Equal(("ERROR", null, "error"), await States("web-1"));
        Assert.Equal("compute-1", Cloud.Instance("web-1").Host);
        Assert.StartsWith("No valid host was found.", (await Client.Server("web-1"))["fault"]!["message"]!.ToString(),
            StringComparison.Ordinal);
        Assert.Equal(200, (await Client.Act("web-1", """{"evacuate":{}}""")).Status);
        Clock.Pass(3);
        Assert.Equal("ACTIVE", Cloud.Instance("web-1").Status);
    }

    [Fact]
    public async Task A_destination_that_dies_meanwhile_makes_the_migration_fail()
    {
        await Fence("compute-1");
        await Client.Act("web-1", """{"evacuate":{"host":"compute-3"}}""");
        Clock.Pass(1);
        Cloud.Kill("compute-3");
        Clock.Pass(2);

        Assert.Equal(("ERROR", null, "failed"), await States("web-1"));
    }

    [Fact]
    public async Task A_second_evacuation_is_accepted_ruins_both_and_is_told_by_the_audit()
    {
        await Fence("compute-1");
        await Client.Act("web-1", """{"evacuate":{}}""", null, ("X-PolicyHa-Incident", "i-1"),
            ("X-PolicyHa-Step", "s-3"), ("X-PolicyHa-Epoch", "7"));
        Clock.Pass(0.5);
        Assert.Equal(200, (await Client.Act("web-1", """{"evacuate":{}}""")).Status);
        Clock.Pass(3);

        var audit = Cloud.Audit();
        Assert.Equal(AuditKind.DoubleEvacuation, Assert.Single(audit.Violations).Kind);
        Assert.Equal(2, audit.Count(AuditKind.EvacuationAccepted));
        var mark = audit.Events.First(e => e.Kind == AuditKind.EvacuationAccepted).Mark;
        Assert.Equal(("i-1", "s-3", "7"), (mark.Incident, mark.Step, mark.Epoch));
        Assert.Equal(("REBUILD", "rebuilding", "failed"), await States("web-1"));

        await Client.Act("web-1", """{"evacuate":{}}""");
        Clock.Pass(3);
        Assert.Equal("ACTIVE", Cloud.Instance("web-1").Status);
    }

    [Fact]
    public async Task Evacuating_from_a_frozen_host_makes_two_running_copies_and_the_audit_sees_them()
    {
        Cloud.Freeze("compute-1");
        Clock.Pass(70);
        Assert.Equal(200, (await Client.Act("web-1", """{"evacuate":{}}""")).Status);
        Clock.Pass(3);

        var audit = Cloud.Audit();
        Assert.Equal(2, Cloud.Instance("web-1").RunningOn.Count);
        Assert.Equal(Client.Id("web-1"), Assert.Single(audit.RunningTwice));
        Assert.Equal([AuditKind.EvacuationBeforePowerOff, AuditKind.RunsOnTwoHosts],
            audit.Violations.Select(v => v.Kind));
    }

    [Fact]
    public async Task Forced_down_is_cleared_only_after_nova_compute_has_cleaned_up()
    {
        await Fence("compute-1");
        await Client.Act("web-1", """{"evacuate":{}}""");
        Clock.Pass(3);
        var refused = await Client.PutService("compute-1", """{"forced_down":false}""");
        Assert.Equal(400, refused.Status);
        Assert.StartsWith("Unable to force up host compute-1", refused.Json["badRequest"]!["message"]!.ToString(),
            StringComparison.Ordinal);

        Cloud.Revive("compute-1");
        Assert.Equal("completed", (await States("web-1")).Migration);
        Assert.Equal(200, (await Client.PutService("compute-1", """{"forced_down":false}""")).Status);
        Assert.Equal("up", (await Client.Service("compute-1"))["state"]!.ToString());
        Assert.Equal(200, (await Client.PutService("compute-1", """{"status":"enabled"}""")).Status);
        Assert.Empty(Cloud.Audit().Violations);
    }

    [Fact]
    public async Task Only_an_admin_may_evacuate()
    {
        using var member = await CloudClient.LoggedIn(Cloud, "member", "shop");
        Assert.Equal(403, (await member.Act("web-1", """{"evacuate":{}}""")).Status);
    }

    async Task<(string Status, string? Task, string Migration)> States(string name)
    {
        var server = await Client.Server(name);
        var migrations = await Client.Get(
            $"/compute/v2.1/os-migrations?instance_uuid={Client.Id(name)}&migration_type=evacuation");
        return (server["status"]!.ToString(), server["OS-EXT-STS:task_state"]?.ToString(),
            migrations.Json["migrations"]![0]!["status"]!.ToString());
    }
}
