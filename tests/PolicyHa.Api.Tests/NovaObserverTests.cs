using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PolicyHa.Api.Tests.Support;
using PolicyHa.Samples.Cloud;

namespace PolicyHa.Api.Tests;

/// <summary>Nova's list of services, read from a simulated Nova, as an observer.</summary>
public sealed class NovaObserverTests : IAsyncLifetime
{
    SimulatedCloud cloud = null!;

    public async Task InitializeAsync() => cloud = await Clouds.StartAsync();

    public async Task DisposeAsync() => await cloud.DisposeAsync();

    [Fact]
    public async Task What_Nova_says_of_a_service_is_a_vote_of_its_signal_and_its_name_is_taken()
    {
        await using var service = await StartAsync(novaObserves: true);
        await service.UntilAsync(async () => (string?)(await ComputeOf(service))["status"] == "up", "said by Nova");
        var said = await ComputeOf(service);
        Assert.Equal((1, 1), ((int)said["agree"]!, (int)said["of"]!));
        Assert.StartsWith("policyha/nova#compute-4/up/", (string?)said["event"], StringComparison.Ordinal);

        await service.ReportAsync("compute-4", "ok");
        Assert.Equal((2, 2), ((int)(await ComputeOf(service))["agree"]!, (int)(await ComputeOf(service))["of"]!));

        var pretender = await SendAsNovaAsync(service);
        Assert.Equal(HttpStatusCode.BadRequest, pretender.StatusCode);
        Assert.Contains("give the monitor another name", await pretender.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_installed_Nova_is_not_heard_and_a_monitor_may_have_the_name()
    {
        await using var service = await StartAsync(novaObserves: false);
        Assert.Equal(0, (int)(await ComputeOf(service))["of"]!);
        Assert.Equal(HttpStatusCode.Accepted, (await SendAsNovaAsync(service)).StatusCode);
        Assert.Equal("down", (string?)(await ComputeOf(service))["status"]);
    }

    Task<ServiceUnderTest> StartAsync(bool novaObserves)
    {
        var options = ServiceUnderTest.OptionsFor(cloud);
        options.Observers.Nova = novaObserves;
        return ServiceUnderTest.ReadyAsync(options);
    }

    static Task<HttpResponseMessage> SendAsNovaAsync(ServiceUnderTest service)
    {
        var told = HealthEvents.Of("compute-4", "nova-compute", null, "down");
        told["data"]!["observer"] = "nova";
        return service.Http.PostAsJsonAsync("v1/events", told);
    }

    static async Task<JsonNode> ComputeOf(ServiceUnderTest service) =>
        (await service.GetAsync("v1/hosts/compute-4"))["signals"]!.AsArray().Single(s => (string?)s!["signal"] == "nova-compute")!;
}
