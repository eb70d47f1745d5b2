using System.Net;
using System.Net.Http.Json;
using PolicyHa.Api.Tests.Support;
using PolicyHa.OpenStack.Tests.Lab;

namespace PolicyHa.OpenStack.Tests;

[Collection(LabCollection.Name)]
public class ByHandTests
{
    const string HungIsRebooted = """
        rules:
        - name: hung-is-rebooted
          priority: 20
          match: [{i: InstanceFault, where: "i.kind == 'watchdog'"}]
          decide: {instance: i.instance, do: reboot}
        """;

    [LabFact]
    public async Task A_guest_that_hangs_is_rebooted_once_and_Nova_takes_a_lock_an_unlock_and_on_a_dead_host_a_state_reset()
    {
        await using var lab = await LabCloud.FreshAsync();
        var hung = (await lab.Nova.BootAsync("hung", 1, "compute-1")).Single();
        var paused = (await lab.Nova.BootAsync("paused", 1, "compute-2")).Single();
        await lab.Nova.ActAsync(paused, "pause");
        await LabNova.UntilAsync(async () => await lab.Nova.ServerAsync(paused.Id) is { Status: "PAUSED", Task: null }, "paused");
        var options = lab.Options();
        options.Policy.Path = LabCloud.PolicyWith(HungIsRebooted);
        await using var service = await lab.ServeAsync(options);

        var fault = HealthEvents.Of("compute-1", "instance", "watchdog", "down");
        (fault["data"]!["scope"], fault["data"]!["instance"]) = ("instance", hung.Id);
        await service.Http.PostAsJsonAsync("v1/events", fault);
        await LabCloud.IsOverAsync(service);
        Assert.Single(await lab.Nova.ActionsOfAsync(hung), a => a == "reboot");
        Assert.True(await lab.Nova.ServerAsync(hung.Id) is { Status: "ACTIVE", Task: null, Host: "compute-1" });

        Assert.Equal(HttpStatusCode.OK, await DoAsync(service, hung, "lock"));
        Assert.Equal("policyha ann: by hand", (await lab.Nova.ServerAsync(hung.Id)).LockedReason);
        Assert.Equal(HttpStatusCode.OK, await DoAsync(service, hung, "unlock"));
        Assert.False((await lab.Nova.ServerAsync(hung.Id)).Locked);
        await lab.Nova.ActAsync(hung, "lock", new { locked_reason = "its owner's" });
        Assert.Equal(HttpStatusCode.Conflict, await DoAsync(service, hung, "unlock"));

        Assert.Equal(HttpStatusCode.Conflict, await DoAsync(service, paused, "reset-state"));
        await LabCloud.LoseAsync(service, "compute-2");
        await LabNova.UntilAsync(
            async () => (await service.GetAsync("v1/incidents?open=true")).AsArray() is [{ } left] && (string?)left["state"] == "failed", "left, for it is paused");
        Assert.Equal(HttpStatusCode.OK, await DoAsync(service, paused, "reset-state"));
        await LabCloud.IsOverAsync(service, incidents: 2);
        await lab.AssertEachMovedOnceAsync([paused], "compute-2");
    }

    static async Task<HttpStatusCode> DoAsync(ServiceUnderTest service, LabServer server, string act) =>
        (await service.Http.PostAsJsonAsync($"v1/instances/{server.Id}/{act}", new { reason = "by hand", by = "ann" })).StatusCode;
}
