using PolicyHa.Adapters.Alerts;
using PolicyHa.Adapters.Alerts.Sinks;
using PolicyHa.Adapters.Tests.Cloud;
using PolicyHa.Engine.Alerts;
using PolicyHa.Engine.Ports;
using PolicyHa.Samples.Cloud.Faults;

namespace PolicyHa.Adapters.Tests.Alerts;

public sealed class SensuSinkTests : CloudTest
{
    SensuOptions Agent => new() { Url = new Uri(Cloud.BaseUrl, "/sensu") };

    [Theory]
    [InlineData(AlertSeverity.Ok, 0)]
    [InlineData(AlertSeverity.Warning, 1)]
    [InlineData(AlertSeverity.Critical, 2)]
    [InlineData(AlertSeverity.Unknown, 3)]
    public async Task An_alert_is_an_event_of_the_host(AlertSeverity severity, int status)
    {
        Assert.Equal(new ActionAnswer.Accepted(null), await Deliver(Agent, AlertSamples.Item(severity: severity)));
        var taken = Assert.Single(Cloud.Alerts);
        Assert.Equal(("compute-1", "compute-ha", status), (taken.Host, taken.Name, taken.State!.Value));
        var check = taken.Body!["check"]!;
        Assert.Equal(AlertSamples.At.ToUnixTimeSeconds(), check["executed"]!.GetValue<long>());
        Assert.Equal("inc-9f2c41d07a3b", check["metadata"]!["annotations"]!["incident"]!.ToString());
        Assert.Null(check["ttl"]);
    }

    [Fact]
    public async Task An_instance_has_a_check_of_its_own()
    {
        await Deliver(Agent, AlertSamples.OfInstance());
        var taken = Assert.Single(Cloud.Alerts);
        Assert.Equal(("compute-1", "compute-ha-7d5c9a4e-3f0e-4a39-a5ba-cc2b3c4f6f6e"), (taken.Host, taken.Name));
    }

    [Fact]
    public async Task A_ttl_and_handlers_are_passed_on()
    {
        await Deliver(Agent with { Ttl = 300, Handlers = ["slack"] }, AlertSamples.Item());
        var check = Assert.Single(Cloud.Alerts).Body!["check"]!;
        Assert.Equal((300, "slack"), (check["ttl"]!.GetValue<int>(), check["handlers"]![0]!.ToString()));
    }

    [Theory]
    [InlineData(400, false)]
    [InlineData(404, false)]
    [InlineData(401, true)]
    [InlineData(403, true)]
    [InlineData(408, true)]
    [InlineData(429, true)]
    [InlineData(500, true)]
    [InlineData(503, true)]
    public async Task What_may_pass_or_can_be_mended_is_tried_again(int status, bool isRetryable)
    {
        Cloud.Inject(new ApiFault(ApiArea.Sensu, ApiFaultKind.Error) { Status = status, Count = 1 });
        var refused = Assert.IsType<ActionAnswer.Refused>(await Deliver(Agent, AlertSamples.Item()));
        Assert.StartsWith($"HTTP {status}", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(isRetryable, refused.Retryable);
    }

    [Fact]
    public async Task A_200_of_somebody_else_is_no_success()
    {
        await using var stranger = await EndpointRun.StartAsync(_ => Task.CompletedTask);
        var refused = Assert.IsType<ActionAnswer.Refused>(
            await Deliver(Agent with { Url = stranger.Url }, AlertSamples.Item()));
        Assert.Equal("HTTP 200 is not the 202 of a Sensu agent", refused.Reason);
    }

    static async Task<ActionAnswer> Deliver(SensuOptions options, OutboxItem item)
    {
        using var sink = new SensuSink(options, TimeProvider.System);
        return await sink.DeliverAsync(item, default);
    }
}
