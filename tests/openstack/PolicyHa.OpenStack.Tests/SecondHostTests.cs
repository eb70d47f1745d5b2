using PolicyHa.OpenStack.Tests.Lab;

namespace PolicyHa.OpenStack.Tests;

[Collection(LabCollection.Name)]
public class SecondHostTests
{
    [LabFact]
    public async Task A_second_host_that_dies_during_the_first_recovery_is_recovered_as_well_and_no_instance_is_lost()
    {
        await using var lab = await LabCloud.FreshAsync();
        var first = await lab.Nova.BootAsync("first", 10, "compute-1");
        var second = await lab.Nova.BootAsync("second", 5, "compute-2");
        var options = lab.Options();
        options.Policy.Params["storm_share"] = "60";            // two of five are no storm here
        await using var service = await lab.ServeAsync(options);
        await LabCloud.LoseAsync(service, "compute-1");
        await LabNova.UntilAsync(async () => (await lab.Nova.MovesOfAsync(first)).Count >= 2, "evacuations under way");

        await LabCloud.LoseAsync(service, "compute-2");
        await LabCloud.IsOverAsync(service, incidents: 2);

        var servers = await lab.Nova.ServersAsync();
        Assert.Equal(15, servers.Count);
        Assert.All(servers, s => Assert.True(s is { Status: "ACTIVE", Task: null } && s.Host is not ("compute-1" or "compute-2"), s.ToString()));
        await lab.AssertEachMovedOnceAsync(second, "compute-2");
        // One that had reached the second host before that died moved once from each of them.
        Assert.All((await lab.Nova.MovesOfAsync(first)).GroupBy(m => (m.Instance, m.From)), m => Assert.Single(m));
    }
}
