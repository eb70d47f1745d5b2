using PolicyHa.Samples.Cloud;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Adapters.Tests.Cloud;

public sealed class NovaServiceTests : CloudTest
{
    protected override CloudOptions Options =>
        base.Options with { RpcResponseTimeout = TimeSpan.FromMilliseconds(200) };

    [Fact]
    public async Task A_dead_host_counts_as_up_until_its_heartbeat_is_a_minute_old()
    {
        Clock.Pass(7);
        Cloud.Kill("compute-1");
        Clock.Pass(45);
        Assert.Equal("up", (await Client.Service("compute-1"))["state"]!.ToString());

        Clock.Pass(20);
        Assert.Equal("down", (await Client.Service("compute-1"))["state"]!.ToString());
        Assert.Equal("up", (await Client.Service("compute-2"))["state"]!.ToString());
    }

    [Fact]
    public async Task Without_filters_the_controllers_are_listed_too()
    {
        var services = (await Client.Get("/compute/v2.1/os-services")).Json["services"]!.AsArray();

        Assert.Equal(5, services.Count(s => s!["binary"]!.ToString() == "nova-compute"));
        Assert.Contains(services, s => s!["binary"]!.ToString() == "nova-conductor");
    }

    [Fact]
    public async Task Disabling_and_forcing_down_in_one_put_is_quick_and_answers_the_whole_record()
    {
        Cloud.Kill("compute-1");
        var answer = await Client.PutService("compute-1",
            """{"status":"disabled","disabled_reason":"fenced: i-1","forced_down":true}""");

        Assert.Equal(200, answer.Status);
        var service = answer.Json["service"]!;
        Assert.Equal(("down", "disabled", "fenced: i-1", true),
            (service["state"]!.ToString(), service["status"]!.ToString(),
            service["disabled_reason"]!.ToString(), service["forced_down"]!.GetValue<bool>()));
        Assert.Empty(Cloud.Audit().Violations);
    }

    [Fact]
    public async Task Disabling_a_dead_host_that_counts_as_up_waits_for_its_nova_compute()
    {
        Cloud.Kill("compute-1");
        var started = Environment.TickCount64;
        var answer = await Client.PutService("compute-1", """{"status":"disabled","disabled_reason":"x"}""");

        Assert.Equal(200, answer.Status);
        Assert.InRange(Environment.TickCount64 - started, 190, 5_000);
    }

    [Fact]
    public async Task Forcing_down_a_host_with_power_is_told_by_the_audit()
    {
        Assert.Equal(200, (await Client.PutService("compute-1", """{"forced_down":true}""")).Status);
        Assert.Equal(AuditKind.ForcedDownBeforePowerOff, Assert.Single(Cloud.Audit().Violations).Kind);
    }

    [Theory]
    [InlineData("{}", "No updates were requested. Fields 'status' or 'forced_down' should be specified.")]
    [InlineData("""{"status":"enabled","disabled_reason":"x"}""",
        "Specifying disabled_reason requires status of 'disabled'.")]
    [InlineData("""{"host":"compute-1","binary":"nova-compute","forced_down":true}""",
        "Additional properties are not allowed ('binary', 'host' were unexpected)")]
    [InlineData("""{"status":"off"}""",
        "Invalid input for field/attribute status. Value: 'off'. 'off' is not one of ['enabled', 'disabled']")]
    public async Task A_bad_update_is_400_with_novas_words(string body, string message) =>
        IsFault(await Client.PutService("compute-1", body), 400, "badRequest", message);

    [Fact]
    public async Task Unknown_services_are_404_and_bad_ids_400()
    {
        const string body = """{"forced_down":true}""";
        var unknown = Guid.Empty.ToString();
        IsFault(await Client.Put($"/compute/v2.1/os-services/{unknown}", body), 404, "itemNotFound",
            $"Service {unknown} could not be found.");
        IsFault(await Client.Put("/compute/v2.1/os-services/12", body), 400, "badRequest", "Invalid uuid 12");
    }

    [Fact]
    public async Task The_old_force_down_works_up_to_2_52()
    {
        const string body = """{"host":"compute-1","binary":"nova-compute","forced_down":true}""";
        Client.Version = "2.11";
        var answer = await Client.Put("/compute/v2.1/os-services/force-down", body);
        Assert.Equal(200, answer.Status);
        Assert.Equal("""{"host":"compute-1","binary":"nova-compute","forced_down":true}""",
            answer.Json["service"]!.ToJsonString());

        Client.Version = "2.53";
        Assert.Equal(400, (await Client.Put("/compute/v2.1/os-services/force-down", body)).Status);
    }

    [Fact]
    public async Task Only_admins_see_and_change_services()
    {
        using var reader = await CloudClient.LoggedIn(Cloud, "reader");
        IsFault(await reader.Get("/compute/v2.1/os-services"), 403, "forbidden",
            "Policy doesn't allow os_compute_api:os-services:list to be performed.");
    }

    [Fact]
    public async Task A_service_enabled_while_dead_stays_out_of_the_schedulers_sight_until_it_restarts()
    {
        Cloud.Kill("compute-2");
        await Client.PutService("compute-2", """{"status":"disabled","disabled_reason":"x","forced_down":true}""");
        Cloud.Revive("compute-2");
        await Client.PutService("compute-2", """{"status":"enabled"}""");
        Assert.Equal(["COMPUTE_STATUS_DISABLED"], await Traits());

        await Client.PutService("compute-2", """{"forced_down":false}""");
        await Client.PutService("compute-2", """{"status":"enabled"}""");
        Assert.Empty(await Traits());

        async Task<string[]> Traits()
        {
            var found = await Client.Get("/placement/resource_providers?name=compute-2");
            var id = found.Json["resource_providers"]![0]!["uuid"];
            var traits = await Client.Get($"/placement/resource_providers/{id}/traits");
            return [.. traits.Json["traits"]!.AsArray().Select(t => t!.ToString())];
        }
    }
}
