using System.Text.Json.Nodes;

namespace PolicyHa.Adapters.Tests.Cloud;

public sealed class ServerListTests : CloudTest
{
    const string OnHost1 = "/compute/v2.1/servers/detail?all_tenants=1&host=compute-1";

    [Fact]
    public async Task Pages_follow_their_links_to_the_end_without_loss_or_repeat()
    {
        var names = new List<string>();
        var next = OnHost1 + "&limit=2&sort_key=uuid&sort_dir=asc";
        while (next is not null)
        {
            var page = (await Client.Get(next)).Json;
            names.AddRange(page["servers"]!.AsArray().Select(s => s!["name"]!.ToString()));
            var link = page["servers_links"]?[0]?["href"]?.ToString();
            next = link is null ? null : "/compute/v2.1/servers/detail" + new Uri(link).Query;
        }

        Assert.Equal(["mail", "orders-db", "sandbox", "web-1", "web-2"], names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_non_admins_host_filter_is_dropped_without_a_word()
    {
        using var member = await CloudClient.LoggedIn(Cloud, "member", "shop");
        var servers = (await member.Get("/compute/v2.1/servers/detail?host=compute-1")).Json["servers"]!.AsArray();

        Assert.Equal(13, servers.Count);
        Assert.All(servers, s => Assert.Null(s!["OS-EXT-SRV-ATTR:host"]));
    }

    [Fact]
    public async Task All_tenants_is_403_for_a_member_and_without_it_an_admin_sees_the_own_project_only()
    {
        using var member = await CloudClient.LoggedIn(Cloud, "member", "shop");
        Assert.Equal(403, (await member.Get(OnHost1)).Status);
        Assert.Empty((await Client.Get("/compute/v2.1/servers/detail?host=compute-1")).Json["servers"]!.AsArray());
    }

    [Fact]
    public async Task A_volume_booted_server_has_an_empty_text_as_image_and_2_47_embeds_the_flavor()
    {
        var database = await Client.Server("orders-db");
        Assert.Equal("\"\"", database["image"]!.ToJsonString());
        Assert.Equal("db.large", database["flavor"]!["original_name"]!.ToString());
        Assert.Null(database["flavor"]!["id"]);
        Assert.Single(database["server_groups"]!.AsArray());
        Assert.NotNull((await Client.Server("web-1"))["image"]!["id"]);

        Client.Version = "2.46";
        Assert.Equal("db.large", (await Client.Server("orders-db"))["flavor"]!["id"]!.ToString());
    }

    [Fact]
    public async Task Server_groups_are_not_in_lists()
    {
        var listed = (await Client.Get(OnHost1)).Json["servers"]!.AsArray();
        Assert.All(listed, s => Assert.Null(s!["server_groups"]));
    }

    [Fact]
    public async Task Status_and_time_filters_work_and_nonsense_is_400()
    {
        Assert.Equal("archive", Assert.Single(Servers(await Client.Get(
            "/compute/v2.1/servers/detail?all_tenants=1&status=SHUTOFF")))!["name"]!.ToString());

        Clock.Pass(10);
        Assert.Equal(202, (await Client.Act("web-1", """{"os-resetState":{"state":"error"}}""")).Status);
        Assert.Equal("web-1", Assert.Single(Servers(await Client.Get(
            "/compute/v2.1/servers/detail?all_tenants=1&changes-since=2026-11-21T03:04:10Z")))!["name"]!.ToString());

        Assert.Equal(400, (await Client.Get(OnHost1 + "&status=FLYING")).Status);
        Assert.Equal(400, (await Client.Get(OnHost1 + "&changes-since=yesterday")).Status);
        Assert.Equal(400, (await Client.Get(OnHost1 + "&limit=-1")).Status);
        Assert.Equal(400, (await Client.Get(OnHost1 + "&marker=" + Guid.Empty)).Status);
        Assert.Equal(400, (await Client.Get(OnHost1 + "&nonsense=1",
            ("OpenStack-API-Version", "compute 2.75"))).Status);
        Assert.Equal(200, (await Client.Get(OnHost1 + "&nonsense=1",
            ("OpenStack-API-Version", "compute 2.74"))).Status);
    }

    [Fact]
    public async Task A_dead_hosts_servers_look_as_before_but_for_the_host_status()
    {
        Cloud.Kill("compute-1");
        Clock.Pass(70);
        var server = await Client.Server("web-1");

        Assert.Equal(("ACTIVE", 1, "UNKNOWN"), (server["status"]!.ToString(),
            server["OS-EXT-STS:power_state"]!.GetValue<int>(), server["host_status"]!.ToString()));
    }

    [Fact]
    public async Task A_cell_that_does_not_answer_gives_partial_records_with_200()
    {
        await Client.Post("/control/cell/unreachable", """{"hosts":["compute-1"]}""");
        var server = Servers(await Client.Get(OnHost1))[0]!.AsObject();

        Assert.Equal("UNKNOWN", server["status"]!.ToString());
        Assert.False(server.ContainsKey("OS-EXT-SRV-ATTR:host"));
        Assert.Equal("UNKNOWN", (await Client.Service("compute-1"))["status"]!.ToString());
    }

    [Fact]
    public async Task Unknown_servers_are_404()
    {
        IsFault(await Client.Get($"/compute/v2.1/servers/{Guid.Empty}"), 404, "itemNotFound",
            $"Instance {Guid.Empty} could not be found.");
        Assert.Equal(404, (await Client.Get("/compute/v2.1/servers/x")).Status);
    }

    static JsonArray Servers(Answer answer) => answer.Json["servers"]!.AsArray();
}
