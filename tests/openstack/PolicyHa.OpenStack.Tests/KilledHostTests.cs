using PolicyHa.OpenStack.Tests.Lab;

namespace PolicyHa.OpenStack.Tests;

[Collection(LabCollection.Name)]
public class KilledHostTests
{
    [LabFact]
    public async Task Twenty_instances_of_a_killed_host_run_elsewhere_once_and_not_before_it_was_proven_off()
    {
        await using var lab = await LabCloud.FreshAsync();
        var apart = await lab.Nova.GroupAsync("apart", "anti-affinity");
        await lab.Nova.BootAsync("db-a", 1, "compute-2", group: apart);
        await lab.Nova.BootAsync("db-b", 1, "compute-1", group: apart);
        await lab.Nova.BootAsync("web", 15, "compute-1");
        var stopped = await lab.Nova.BootAsync("stopped", 2, "compute-1");
        var locked = (await lab.Nova.BootAsync("locked", 1, "compute-1")).Single();
        var erring = (await lab.Nova.BootAsync("erring", 1, "compute-1")).Single();
        var plain = (await lab.Nova.BootAsync("plain", 1, "compute-1", new Dictionary<string, string>())).Single();
        foreach (var server in stopped)
            await lab.Nova.ActAsync(server, "os-stop");
        await lab.Nova.ActAsync(locked, "lock");
        await lab.Nova.ActAsync(erring, "os-resetState", new { state = "error" });
        await LabNova.UntilAsync(async () => (await lab.Nova.ServersAsync()).Count(s => s.Status == "SHUTOFF") == 2, "two are stopped");
        IReadOnlyList<LabServer> twenty = [.. (await lab.Nova.ServersAsync()).Where(s => s.Host == "compute-1" && s.Id != plain.Id)];
        Assert.Equal(20, twenty.Count);
        await using var service = await lab.ServeAsync();

        await LabCloud.LoseAsync(service, "compute-1");
        await LabCloud.IsOverAsync(service);

        var servers = await lab.Nova.ServersAsync();
        Assert.All(servers.Where(s => s.Name.StartsWith("stopped", StringComparison.Ordinal)), s => Assert.Equal("SHUTOFF", s.Status));
        Assert.Equal("compute-1", servers.Single(s => s.Id == plain.Id).Host);
        Assert.True(servers.Single(s => s.Id == locked.Id).Locked, "it is as locked as it was");
        Assert.NotEqual(servers.Single(s => s.Name == "db-a").Host, servers.Single(s => s.Name == "db-b").Host);
        await lab.AssertEachMovedOnceAsync(twenty, "compute-1");
    }
}
