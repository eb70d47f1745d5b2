using PolicyHa.Adapters.Alerts;
using PolicyHa.Api.Tests.Support;
using PolicyHa.Samples.Cloud;

namespace PolicyHa.Api.Tests;

/// <summary>Who hears of what, as <c>notify</c> in the rule file says.</summary>
public class NotifyRouteTests
{
    const string Policy = """
        language: 1
        policy: routes
        revision: "1"
        params:
          settle: {type: duration, default: 10s}
          observers: {type: int, default: 1}
        classes:
        - {class: pet, otherwise: true}
        tables:
        - name: host-context
          for: host
          when: host.signals_age >= params.settle
          inputs: {storage: host.storage_network, compute: host.compute}
          outputs: {pet: actions}
          rows: |
            | id      | storage     | compute     || pet             |
            |---------|-------------|-------------||-----------------|
            | healthy | up|degraded | *           || none            |
            | limping | down        | up|degraded || notify          |
            | dead    | down        | down        || fence, evacuate |
          otherwise: {pet: none, because: "not all is known"}
        notify: {operators: [duty], critical: [oncall]}
        """;

    [Fact]
    public async Task A_warning_goes_to_the_operators_a_critical_to_those_on_call_and_its_end_to_both()
    {
        await using var cloud = await Clouds.StartAsync();
        await using var duty = await Clouds.StartAsync();
        await using var oncall = await Clouds.StartAsync();
        var options = ServiceUnderTest.OptionsFor(cloud);
        options.Policy.Path = await PolicyTexts.FileAsync(Policy);
        options.Alerts = new AlertsOptions { Webhook = [EndpointOf(duty, "duty"), EndpointOf(oncall, "oncall")] };
        await using var service = await ServiceUnderTest.ReadyAsync(options);
        foreach (var host in (string[])["compute-1", "compute-2", "compute-3", "compute-4"])
            await service.ReportAsync(host, "ok");

        await PostStorageAsync(service, "compute-2", "down");
        await HoldsAsync(() => Heard(duty, "compute-2") is ["warning", ..], "warned of compute-2");
        await PostStorageAsync(service, "compute-2", "ok");
        await HoldsAsync(() => IsOver(duty, "compute-2") && IsOver(oncall, "compute-2"), "told that compute-2 is well");
        cloud.Crash("compute-3");
        await service.ReportAsync("compute-3", "down");
        await HoldsAsync(() => IsOver(duty, "compute-3") && IsOver(oncall, "compute-3"), "told that compute-3 is recovered");

        Assert.Equal(["warning", "ok"], Heard(duty, "compute-2").Distinct());
        Assert.Equal(["ok"], Heard(oncall, "compute-2"));
        Assert.Equal(["critical", "ok"], Heard(oncall, "compute-3").Distinct());
        Assert.DoesNotContain("critical", Heard(duty, "compute-3"));
    }

    static WebhookOptions EndpointOf(SimulatedCloud receiver, string name) => new()
    {
        Name = name,
        Url = new Uri(receiver.BaseUrl, "webhook"),
        Secrets = [new() { Value = receiver.Options.WebhookSecret }],
    };

    /// <summary>Severities about a host, in the order they came.</summary>
    static List<string> Heard(SimulatedCloud receiver, string host) =>
        [.. receiver.Alerts.Where(a => a.Host == host).Select(a => (string)a.Body!["data"]!["severity"]!)];

    static bool IsOver(SimulatedCloud receiver, string host) => Heard(receiver, host) is [.., "ok"];

    static async Task PostStorageAsync(ServiceUnderTest service, string host, string status) => Assert.Equal(
        202, (await service.PostJsonAsync("v1/events", HealthEvents.Network(host, "storage", status))).Status);

    static Task HoldsAsync(Func<bool> holds, string what) => Eventually.HoldsAsync(() => Task.FromResult(holds()), what);
}
