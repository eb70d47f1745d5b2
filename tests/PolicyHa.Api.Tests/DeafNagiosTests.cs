using PolicyHa.Adapters.Alerts;
using PolicyHa.Api.Tests.Support;
using PolicyHa.Samples.Cloud;
using PolicyHa.Samples.Cloud.Alerts;
using PolicyHa.Samples.Cloud.Faults;

namespace PolicyHa.Api.Tests;

/// <summary>Those who are to be told do not listen: nobody waits for them, and they hear all of it later.</summary>
public class DeafNagiosTests
{
    [Fact]
    public async Task A_recovery_ends_while_nagios_takes_nothing_and_nagios_hears_of_it_in_order_when_it_is_back()
    {
        await using var cloud = await Clouds.StartAsync();
        cloud.Inject(new ApiFault(ApiArea.Nrdp, ApiFaultKind.Error));
        await using var service = await LosingAHostAsync(cloud);
        await service.UntilAsync(async () => (await service.GetAsync("v1/incidents?open=false")).AsArray().Count == 1, "closed");

        Assert.All(["ci", "web-4", "worker-2"], name => Assert.Single(cloud.Instance(name).RunningOn));
        Assert.DoesNotContain(cloud.Alerts, a => a.Sink == AlertSink.Nrdp);
        await Eventually.HoldsAsync(
            async () => (await service.Http.GetStringAsync("metrics")).Contains("policyha_alerts_failed_total{sink=\"nagios\"} ", StringComparison.Ordinal),
            "tried in vain");

        cloud.Heal(ApiArea.Nrdp);
        await Eventually.HoldsAsync(() => Task.FromResult(StatesOf(cloud.Alerts) is [.., 0]), "told that it is over");
        Assert.Equal([2, 0], StatesOf(cloud.Alerts).Distinct());
        Assert.Empty(cloud.Audit().Violations);
    }

    [Fact]
    public async Task An_alert_that_arrived_though_its_answer_was_an_error_is_sent_again()
    {
        await using var cloud = await Clouds.StartAsync();
        cloud.Inject(new ApiFault(ApiArea.Nrdp, ApiFaultKind.ErrorAfterEffect) { Count = 1 });
        await using var service = await LosingAHostAsync(cloud);

        await Eventually.HoldsAsync(() => Task.FromResult(StatesOf(cloud.Alerts) is [.., 0]), "told that it is over");
        Assert.True(StatesOf(cloud.Alerts).Count(s => s == 2) >= 2, "once too few: at least once means once more when in doubt");
    }

    /// <summary>A service that tells Nagios, and has just heard that compute-3 is down.</summary>
    static async Task<ServiceUnderTest> LosingAHostAsync(SimulatedCloud cloud)
    {
        var options = ServiceUnderTest.OptionsFor(cloud);
        options.Alerts = new AlertsOptions
        {
            Nagios = [new NagiosOptions { Url = new Uri(cloud.BaseUrl, "nrdp"), Token = new SecretSource { Value = cloud.Options.NrdpToken } }],
        };
        var service = await ServiceUnderTest.ReadyAsync(options);
        foreach (var other in (string[])["compute-1", "compute-2", "compute-4"])
            await service.ReportAsync(other, "ok");
        cloud.Crash("compute-3");

        await service.ReportAsync("compute-3", "down");
        return service;
    }

    static List<int?> StatesOf(IEnumerable<ReceivedAlert> alerts) =>
        [.. alerts.Where(a => a is { Sink: AlertSink.Nrdp, Host: "compute-3" }).Select(a => a.State)];
}
