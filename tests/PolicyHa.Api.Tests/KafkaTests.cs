using PolicyHa.Adapters.Kafka;
using PolicyHa.Api.Tests.Support;

namespace PolicyHa.Api.Tests;

public class KafkaTests
{
    [Fact]
    public async Task A_signal_on_the_topic_is_on_the_host_and_a_refused_event_is_counted()
    {
        await using var cloud = await Clouds.StartAsync(kafka: true);
        var options = ServiceUnderTest.OptionsFor(cloud);
        options.Kafka = new KafkaOptions { Brokers = [cloud.KafkaBootstrap] };
        await using var service = await ServiceUnderTest.ReadyAsync(options);
        using var producer = cloud.CreateProducer();

        await producer.SendAsync("compute-1", "admin", "down", "mon1");
        await producer.SendAsync("compute-77", "admin", "down", "mon1");

        await service.UntilAsync(async () => (await SignalAsync(service, "compute-1", "admin")) == "down", "heard of");
        const string Refused = "policyha_events_total{outcome=\"unknown-host\"} 1\n";
        await service.UntilAsync(
            async () => (await MetricsAsync(service)).Contains(Refused, StringComparison.Ordinal), "refused");
    }

    static Task<string> MetricsAsync(ServiceUnderTest service) => service.Http.GetStringAsync("metrics");

    static async Task<string?> SignalAsync(ServiceUnderTest service, string host, string signal)
    {
        var signals = (await service.GetAsync($"v1/hosts/{host}"))["signals"]!.AsArray();
        return (string?)signals.Single(s => (string)s!["signal"]! == signal)!["status"];
    }
}
