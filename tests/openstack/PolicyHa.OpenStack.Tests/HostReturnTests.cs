using PolicyHa.OpenStack.Tests.Lab;

namespace PolicyHa.OpenStack.Tests;

[Collection(LabCollection.Name)]
public class HostReturnTests
{
    [LabFact]
    public async Task A_fenced_host_that_is_back_is_given_instances_again_when_it_has_been_well_for_long_enough()
    {
        await using var lab = await LabCloud.FreshAsync();
        var servers = await lab.Nova.BootAsync("web", 3, "compute-1");
        var options = lab.Options();
        options.Policy.Path = LabCloud.PolicyWith("re-admission: {mode: auto, healthy: 10s}");
        await using var service = await lab.ServeAsync(options);
        await LabCloud.LoseAsync(service, "compute-1");
        await LabCloud.IsOverAsync(service);
        var fenced = await lab.Nova.ServiceAsync("compute-1");
        Assert.True((bool?)fenced["forced_down"]);
        Assert.Equal("disabled", (string?)fenced["status"]);

        await lab.ReturnAsync(service, "compute-1");

        await LabNova.UntilAsync(
            async () => await lab.Nova.ServiceAsync("compute-1") is var s && (bool?)s["forced_down"] == false && (string?)s["status"] == "enabled",
            "compute-1 back in service");
        await lab.Nova.BootAsync("new", 1, "compute-1");
        Assert.DoesNotContain(await lab.Nova.ServersAsync(), s => s.Host == "compute-1" && s.Name.StartsWith("web", StringComparison.Ordinal));
        await lab.AssertEachMovedOnceAsync(servers, "compute-1");
    }
}
