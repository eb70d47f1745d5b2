namespace PolicyHa.Adapters.Tests.Cloud;

public sealed class ServerActionTests : CloudTest
{
    [Fact]
    public async Task A_live_migration_is_202_and_moves_the_running_guest()
    {
        Assert.Equal(202, (await Client.Act("web-1",
            """{"os-migrateLive":{"host":null,"block_migration":"auto"}}""")).Status);
        Clock.Pass(1);
        Assert.Equal("MIGRATING", Cloud.Instance("web-1").Status);
        var running = (await Client.Get($"/compute/v2.1/servers/{Client.Id("web-1")}/migrations")).Json["migrations"]!;
        Assert.Equal("running", Assert.Single(running.AsArray())!["status"]!.ToString());

        Clock.Pass(2);
        var moved = Cloud.Instance("web-1");
        Assert.Equal("ACTIVE", moved.Status);
        Assert.NotEqual("compute-1", moved.Host);
        Assert.Equal([moved.Host], moved.RunningOn);
        Assert.Empty(Cloud.Audit().Violations);
    }

    [Fact]
    public async Task A_live_migration_from_a_dead_host_is_202_and_fails_without_a_word()
    {
        Cloud.Kill("compute-1");
        Clock.Pass(70);
        Assert.Equal(202, (await Client.Act("web-1",
            """{"os-migrateLive":{"host":"compute-2","block_migration":"auto"}}""")).Status);

        Assert.Equal(("ACTIVE", "compute-1"), (Cloud.Instance("web-1").Status, Cloud.Instance("web-1").Host));
        var migrations = await Client.Get($"/compute/v2.1/os-migrations?instance_uuid={Client.Id("web-1")}");
        Assert.Equal("error", migrations.Json["migrations"]![0]!["status"]!.ToString());
    }

    [Fact]
    public async Task A_live_migration_can_be_aborted()
    {
        await Client.Act("web-1", """{"os-migrateLive":{"host":null,"block_migration":"auto"}}""");
        Clock.Pass(1);
        var path = $"/compute/v2.1/servers/{Client.Id("web-1")}/migrations/1";
        Assert.Equal(202, (await Client.Delete(path)).Status);
        Clock.Pass(3);

        Assert.Equal(("ACTIVE", "compute-1"), (Cloud.Instance("web-1").Status, Cloud.Instance("web-1").Host));
        Assert.Equal(404, (await Client.Get(path)).Status);
    }

    [Fact]
    public async Task A_live_migration_that_has_ended_cannot_be_aborted()
    {
        await Client.Act("web-1", """{"os-migrateLive":{"host":null,"block_migration":"auto"}}""");
        Clock.Pass(30);

        IsFault(await Client.Delete($"/compute/v2.1/servers/{Client.Id("web-1")}/migrations/1"), 404, "itemNotFound",
            $"In-progress live migration 1 is not found for server {Client.Id("web-1")}.");
    }

    [Theory]
    [InlineData("""{"os-migrateLive":{"block_migration":"auto"}}""")]
    [InlineData("""{"os-migrateLive":{"host":null}}""")]
    [InlineData("""{"os-migrateLive":{"host":null,"block_migration":"maybe"}}""")]
    [InlineData("""{"os-migrateLive":{"host":"nohost","block_migration":"auto"}}""")]
    public async Task A_bad_live_migration_is_400(string body) =>
        Assert.Equal(400, (await Client.Act("web-1", body)).Status);

    [Fact]
    public async Task A_cold_migration_waits_for_its_confirmation()
    {
        Assert.Equal(202, (await Client.Act("web-1", """{"migrate":{"host":"compute-2"}}""")).Status);
        Assert.Equal("RESIZE", Cloud.Instance("web-1").Status);
        Clock.Pass(3);
        Assert.Equal(("VERIFY_RESIZE", "compute-2"), (Cloud.Instance("web-1").Status, Cloud.Instance("web-1").Host));

        Assert.Equal(204, (await Client.Act("web-1", """{"confirmResize":null}""")).Status);
        Assert.Equal("ACTIVE", Cloud.Instance("web-1").Status);
        Assert.Empty(Cloud.Audit().Violations);
    }

    [Fact]
    public async Task A_cold_migration_from_a_dead_host_is_409()
    {
        Cloud.Kill("compute-1");
        Clock.Pass(70);
        IsFault(await Client.Act("web-1", """{"migrate":null}"""), 409, "conflictingRequest",
            "Service is unavailable at this time.");
    }

    [Fact]
    public async Task Stop_start_and_reboot_change_what_runs()
    {
        Assert.Equal(202, (await Client.Act("web-1", """{"os-stop":null}""")).Status);
        Clock.Pass(1);
        Assert.Equal("SHUTOFF", Cloud.Instance("web-1").Status);
        Assert.Empty(Cloud.Instance("web-1").RunningOn);
        IsFault(await Client.Act("web-1", """{"os-stop":null}"""), 409, "conflictingRequest",
            $"Cannot 'stop' instance {Client.Id("web-1")} while it is in vm_state stopped");

        Assert.Equal(202, (await Client.Act("web-1", """{"os-start":null}""")).Status);
        Clock.Pass(1);
        Assert.Equal(["compute-1"], Cloud.Instance("web-1").RunningOn);

        Assert.Equal(202, (await Client.Act("web-1", """{"reboot":{"type":"HARD"}}""")).Status);
        Assert.Equal("HARD_REBOOT", Cloud.Instance("web-1").Status);
        Assert.Equal(400, (await Client.Act("web-1", """{"reboot":{"type":"GENTLE"}}""")).Status);
    }

    [Theory]
    [InlineData("rebooting_hard", 202)]
    [InlineData("reboot_started", 202)]
    [InlineData("suspending", 202)]
    [InlineData("powering-off", 409)]
    [InlineData("rebuilding", 409)]
    [InlineData("image_snapshot", 409)]
    public async Task A_hard_reboot_goes_over_some_tasks(string task, int status)
    {
        Cloud.SetState("web-1", task: task);

        var answer = await Client.Act("web-1", """{"reboot":{"type":"HARD"}}""");
        if (status == 409)
            IsFault(answer, 409, "conflictingRequest", $"Cannot 'reboot' instance {Client.Id("web-1")} while it is in task_state {task}");
        else
            Assert.Equal(status, answer.Status);
    }

    [Fact]
    public async Task A_reboot_sent_to_a_dead_host_hangs_for_ever_and_a_state_reset_ends_the_task_only()
    {
        Cloud.Kill("compute-1");
        Assert.Equal(202, (await Client.Act("web-1", """{"reboot":{"type":"HARD"}}""")).Status);
        Clock.Pass(3_000);
        Assert.Equal("rebooting_hard", Cloud.Instance("web-1").TaskState);

        Assert.Equal(202, (await Client.Act("web-1", """{"os-resetState":{"state":"error"}}""")).Status);
        var after = Cloud.Instance("web-1");
        Assert.Equal(("error", null, "compute-1"), (after.VmState, after.TaskState, after.Host));
        Assert.Equal(400, (await Client.Act("web-1", """{"os-resetState":{}}""")).Status);
        Assert.Equal(400, (await Client.Act("web-1", """{"os-resetState":{"state":"stopped"}}""")).Status);
    }

    [Theory]
    [InlineData("""{"lock":{"locked_reason":""}}""")]
    [InlineData("""{"lock":{"locked_reason":7}}""")]
    [InlineData("""{"lock":{"reason":"work"}}""")]
    public async Task A_lock_takes_a_reason_and_nothing_else(string body) => Assert.Equal(400, (await Client.Act("web-1", body)).Status);

    [Fact]
    public async Task A_stop_sent_to_a_dead_host_hangs_for_ever()
    {
        Cloud.Kill("compute-1");
        Assert.Equal(202, (await Client.Act("web-1", """{"os-stop":null}""")).Status);
        Clock.Pass(3_000);

        Assert.Equal("powering-off", Cloud.Instance("web-1").TaskState);
    }

    [Fact]
    public async Task A_crashed_instance_is_seen_by_nova_and_started_again()
    {
        Cloud.CrashInstance("web-1");
        Assert.Equal("web-1", Assert.Single(Cloud.Audit().Lost).Name);
        Clock.Pass(1);
        Assert.Equal("SHUTOFF", Cloud.Instance("web-1").Status);

        await Client.Act("web-1", """{"os-start":null}""");
        Clock.Pass(1);
        Assert.Empty(Cloud.Audit().Lost);
    }

    [Fact]
    public async Task A_lock_holds_members_back_but_not_admins()
    {
        using var member = await CloudClient.LoggedIn(Cloud, "member", "shop");
        Assert.Equal(202, (await Client.Act("web-1", """{"lock":{"locked_reason":"by the owner"}}""")).Status);
        Assert.Equal("by the owner", (await Client.Server("web-1"))["locked_reason"]!.ToString());

        IsFault(await member.Act("web-1", """{"os-stop":null}"""), 409, "conflictingRequest",
            $"Instance {Client.Id("web-1")} is locked");
        Assert.Equal(202, (await Client.Act("web-1", """{"os-stop":null}""")).Status);
        Assert.Equal(202, (await Client.Act("web-1", """{"unlock":null}""")).Status);
    }

    [Fact]
    public async Task Metadata_is_merged_replaced_and_deleted()
    {
        var path = $"/compute/v2.1/servers/{Client.Id("web-1")}/metadata";
        var merged = await Client.Post(path, """{"metadata":{"HA_Class":"pet"}}""");
        Assert.Equal("pet", merged.Json["metadata"]!["HA_Class"]!.ToString());
        Assert.Equal("True", (await Client.Get(path)).Json["metadata"]!["HA_Enabled"]!.ToString());

        Assert.Equal("""{"x":"y"}""",
            (await Client.Put(path, """{"metadata":{"x":"y"}}""")).Json["metadata"]!.ToJsonString());
        Assert.Equal(200, (await Client.Put(path + "/a", """{"meta":{"a":"b"}}""")).Status);
        Assert.Equal("b", (await Client.Get(path + "/a")).Json["meta"]!["a"]!.ToString());
        Assert.Equal(204, (await Client.Delete(path + "/a")).Status);

        IsFault(await Client.Delete(path + "/a"), 404, "itemNotFound", "Metadata item was not found");
        Assert.Equal(400, (await Client.Put(path + "/a", """{"meta":{"b":"c"}}""")).Status);
        Assert.Equal(400, (await Client.Post(path, """{"metadata":{"n":1}}""")).Status);
        var many = string.Join(',', Enumerable.Range(0, 129).Select(i => $"\"k{i}\":\"v\""));
        Assert.Equal(403, (await Client.Put(path, "{\"metadata\":{" + many + "}}")).Status);
    }

    [Fact]
    public async Task Groups_aggregates_zones_and_hypervisors_are_told()
    {
        var group = (await Client.Get("/compute/v2.1/os-server-groups?all_projects=true")).Json["server_groups"]![0]!;
        Assert.Equal(("anti-affinity", 2), (group["policy"]!.ToString(), group["members"]!.AsArray().Count));

        var aggregates = (await Client.Get("/compute/v2.1/os-aggregates")).Json["aggregates"]!.AsArray();
        var zone = aggregates.Single(a => a!["availability_zone"]?.ToString() == "az1")!;
        Assert.Equal(5, zone["hosts"]!.AsArray().Count);
        Assert.Equal(409, (await Client.Post($"/compute/v2.1/os-aggregates/{zone["id"]}/action",
            """{"add_host":{"host":"compute-1"}}""")).Status);

        Cloud.Kill("compute-1");
        Clock.Pass(70);
        var zones = (await Client.Get("/compute/v2.1/os-availability-zone/detail")).Json["availabilityZoneInfo"]![0]!;
        Assert.False(zones["hosts"]!["compute-1"]!["nova-compute"]!["available"]!.GetValue<bool>());

        var hypervisors = await Client.Get("/compute/v2.1/os-hypervisors/detail?with_servers=true");
        var dead = hypervisors.Json["hypervisors"]!.AsArray()
            .Single(h => h!["hypervisor_hostname"]!.ToString() == "compute-1")!;
        Assert.Equal(("down", 5), (dead["state"]!.ToString(), dead["servers"]!.AsArray().Count));
        Assert.Equal(400, (await Client.Get("/placement/allocation_candidates")).Status);
    }
}
