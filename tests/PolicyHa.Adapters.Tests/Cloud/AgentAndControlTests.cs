using PolicyHa.Samples.Cloud.Faults;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Adapters.Tests.Cloud;

public sealed class AgentAndControlTests : CloudTest
{
    [Fact]
    public async Task The_agent_repairs_a_dead_service_on_a_live_host()
    {
        Cloud.StopService("compute-1", HostService.NovaCompute);
        Assert.Equal("stopped", Cloud.Host("compute-1").NovaCompute);

        Assert.Equal(200, (await Restart("nova-compute")).Status);
        Assert.Equal("running", Cloud.Host("compute-1").NovaCompute);
        Assert.NotEmpty(Cloud.Host("compute-1").RunningGuests);
    }

    [Fact]
    public async Task The_agent_cannot_help_a_dead_frozen_or_cut_off_host_nor_a_stubborn_service()
    {
        Cloud.StopService("compute-1", HostService.Libvirtd, stubborn: true);
        Assert.Equal(500, (await Restart("libvirtd")).Status);
        Assert.Equal(400, (await Restart("sshd")).Status);

        Cloud.Freeze("compute-1");
        Assert.Equal(503, (await Restart("nova-compute")).Status);
        Cloud.Revive("compute-1");
        Cloud.Cut("compute-1", HostNetwork.Admin);
        Assert.Equal(503, (await Restart("nova-compute")).Status);
        Cloud.Restore("compute-1", HostNetwork.Admin);
        Cloud.Kill("compute-1");
        Assert.Equal(503, (await Restart("nova-compute")).Status);
    }

    [Fact]
    public async Task Without_its_admin_network_a_host_stops_beating_and_its_guests_run_on()
    {
        Cloud.Cut("compute-1", HostNetwork.Admin);
        Clock.Pass(70);
        Assert.Equal("down", (await Client.Service("compute-1"))["state"]!.ToString());
        Assert.NotEmpty(Cloud.Host("compute-1").RunningGuests);

        Cloud.Restore("compute-1", HostNetwork.Admin);
        Assert.Equal("up", (await Client.Service("compute-1"))["state"]!.ToString());
    }

    [Fact]
    public async Task The_control_endpoint_does_the_same_over_http()
    {
        Assert.Equal(200, (await Client.Post("/control/hosts/compute-1/cut", """{"network":"storage"}""")).Status);
        Assert.Equal(200, (await Client.Post("/control/services/compute-2/libvirtd/stop", "{}")).Status);
        Assert.Equal(200, (await Client.Post("/control/instances/web-4/crash", "")).Status);
        Assert.Equal(200, (await Client.Post("/control/bmc/compute-3",
            """{"fault":"lies","powerLossAfterSeconds":5}""")).Status);

        var state = (await Client.Get("/control/state?host=compute-1")).Json;
        Assert.Equal("storage", state["hosts"]![0]!["networksCut"]![0]!.ToString());
        Assert.Equal("stopped", Cloud.Host("compute-2").Libvirtd);
        var events = (await Client.Get("/control/audit")).Json["events"]!.AsArray();
        Assert.Contains(events, e => e!["kind"]!.ToString() == "instance-crashed");
        Clock.Pass(5);
        Assert.Equal("off", Cloud.Host("compute-3").Power);
        Assert.Equal(Cloud.Addresses.BaseUrl, (await Client.Get("/control/info")).Json["baseUrl"]!.ToString());
    }

    [Theory]
    [InlineData("/control/hosts/nohost/kill", "", 404)]
    [InlineData("/control/hosts/compute-1/tickle", "", 404)]
    [InlineData("/control/hosts/compute-1/cut", """{"network":"post"}""", 400)]
    [InlineData("/control/bmc/compute-1", """{"fault":"odd"}""", 400)]
    [InlineData("/control/bmc/compute-1", """{"fautl":"lies"}""", 400)]
    [InlineData("/control/bmc/compute-1", """{"sessionsMax":65}""", 400)]
    [InlineData("/control/faults", "{", 400)]
    [InlineData("/control/instances/archive/crash", "", 400)]
    [InlineData("/control/kafka/down", "", 400)]
    [InlineData("/control/nothing", "", 404)]
    public async Task Mistakes_in_controlling_are_told(string path, string body, int status)
    {
        var answer = await Client.Post(path, body);
        Assert.Equal(status, answer.Status);
        Assert.NotEmpty(answer.Json["error"]!.ToString());
    }

    [Fact]
    public async Task Injected_errors_last_for_their_number_of_calls()
    {
        Cloud.Inject(new ApiFault(ApiArea.Compute, ApiFaultKind.Error)
        {
            Count = 2,
            PathContains = "os-services",
            RetryAfterSeconds = 1,
        });
        Assert.Equal(200, (await Client.Get("/compute/v2.1/os-aggregates")).Status);

        var first = await Client.Get("/compute/v2.1/os-services");
        Assert.Equal((503, "text/html"), (first.Status, first.Http.Content.Headers.ContentType!.MediaType));
        Assert.Equal("1", first.Header("Retry-After"));
        Assert.Equal(503, (await Client.Get("/compute/v2.1/os-services")).Status);
        Assert.Equal(200, (await Client.Get("/compute/v2.1/os-services")).Status);
    }

    [Fact]
    public async Task An_answer_may_be_an_error_or_late_although_the_call_took_effect()
    {
        Cloud.Inject(new ApiFault(ApiArea.Compute, ApiFaultKind.ErrorAfterEffect) { Status = 504, Count = 1 });
        Assert.Equal(504, (await Client.Act("web-1", """{"lock":null}""")).Status);
        Assert.True((await Client.Server("web-1"))["locked"]!.GetValue<bool>());

        Cloud.Inject(new ApiFault(ApiArea.Compute, ApiFaultKind.Slow) { Count = 1, Delay = TimeSpan.FromMinutes(1) });
        var slow = Client.Act("web-1", """{"os-resetState":{"state":"error"}}""");
        await Cloud.UntilAsync(state => state.Instance("web-1").Status == "ERROR");
        Assert.False(slow.IsCompleted);
    }

    [Fact]
    public async Task A_service_that_is_down_cuts_the_connection_until_healed()
    {
        Cloud.Inject(new ApiFault(ApiArea.Identity, ApiFaultKind.Down));
        await Assert.ThrowsAsync<HttpRequestException>(() => Client.LogIn("policyha", "policyha", "service"));

        Cloud.Heal(ApiArea.Identity);
        Assert.Equal(201, (await Client.LogIn("policyha", "policyha", "service")).Status);
    }

    Task<Answer> Restart(string service) => Client.Post("/agents/compute-1/restart", $$"""{"service":"{{service}}"}""");
}
