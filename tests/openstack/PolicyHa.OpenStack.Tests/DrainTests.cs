using System.Net;
using System.Net.Http.Json;
using PolicyHa.OpenStack.Tests.Lab;

namespace PolicyHa.OpenStack.Tests;

[Collection(LabCollection.Name)]
public class DrainTests
{
    const string Host = "compute-1";

    [LabFact]
    public async Task What_runs_on_a_host_that_is_to_be_worked_on_leaves_it_alive_and_what_is_stopped_stays()
    {
        await using var lab = await LabCloud.FreshAsync();
        var running = await lab.Nova.BootAsync("web", 3, Host);
        var stopped = Assert.Single(await lab.Nova.BootAsync("night", 1, Host));
        await lab.Nova.ActAsync(stopped, "os-stop");
        await LabNova.UntilAsync(async () => await lab.Nova.ServerAsync(stopped.Id) is { Status: "SHUTOFF", Task: null }, "stopped");
        await using var service = await lab.ServeAsync();

        var asked = await service.Http.PostAsJsonAsync($"v1/hosts/{Host}/maintenance", new { reason = "new memory", drain = true, by = "ann" });
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        await LabNova.UntilAsync(async () => (await lab.Nova.ServersAsync()).All(s => (s.Host == Host) == (s.Id == stopped.Id) && s.IsSettled), "emptied");
        await LabNova.UntilAsync(async () => (await lab.Nova.MovesOfAsync(running)).All(m => m.Status == "completed"), "told by the records of the moves too: they come last");

        var moves = await lab.Nova.MovesOfAsync([.. running, stopped]);
        Assert.Equal(running.Count, moves.Count);
        Assert.All(running, s => Assert.True(Assert.Single(moves, m => m.Instance == s.Id) is { Kind: "live-migration", From: Host, Status: "completed" }, $"{s}"));
        Assert.All(await lab.Nova.ServersAsync(), s => Assert.Equal(s.Id == stopped.Id ? "SHUTOFF" : "ACTIVE", s.Status));
        var worked = await lab.Nova.ServiceAsync(Host);
        Assert.Equal("disabled", (string?)worked["status"]);
        Assert.Contains("new memory", (string?)worked["disabled_reason"], StringComparison.Ordinal);
        Assert.Null(lab.Bmcs.OffAt(Host));

        Assert.Equal(HttpStatusCode.NoContent, (await service.Http.DeleteAsync($"v1/hosts/{Host}/maintenance?by=ann")).StatusCode);
        await LabNova.UntilAsync(async () => (string?)(await lab.Nova.ServiceAsync(Host))["status"] == "enabled", "back in service");
    }
}
