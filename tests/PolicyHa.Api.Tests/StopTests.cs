using PolicyHa.Api.Tests.Support;

namespace PolicyHa.Api.Tests;

public class StopTests
{
    [Fact]
    public async Task A_service_stopped_in_the_middle_of_a_recovery_finishes_it_after_the_next_start()
    {
        await using var cloud = await Clouds.StartAsync();
        var options = ServiceUnderTest.OptionsFor(cloud);
        await using (var first = await ServiceUnderTest.ReadyAsync(options))
        {
            foreach (var host in (string[])["compute-1", "compute-2", "compute-4"])
                await first.ReportAsync(host, "ok");
            cloud.Crash("compute-3");
            await first.ReportAsync("compute-3", "down");
            await first.UntilAsync(() => Task.FromResult(cloud.Host("compute-3").Power == "off"), "powered off");
            Assert.Equal(0, await first.StopAsync());
        }

        await using var second = await ServiceUnderTest.ReadyAsync(options);
        await second.UntilAsync(
            async () => (await second.GetAsync("v1/incidents?open=false")).AsArray().Count == 1, "closed");

        Assert.All(["ci", "web-4", "worker-2"], name => Assert.Single(cloud.Instance(name).RunningOn));
        Assert.Empty(cloud.Audit().Violations);
    }
}
