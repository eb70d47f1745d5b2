using System.Diagnostics.Metrics;

namespace PolicyHa.Api.Metering;

/// <summary>How many subjects have an alert waiting, per sink. The outbox is asked when the page is.</summary>
sealed class OutboxDepth(ServiceMeters meters)
{
    readonly Gauge<long> gauge =
        meters.NewGauge("policyha.outbox.waiting", "Alerts waiting to be delivered; those behind another of the same sink and subject not counted.");

    public void Set(int depth) => gauge.Record(depth);
}
