using System.Diagnostics.Metrics;

namespace PolicyHa.Api.Metering;

/// <summary>How many subjects have an alert waiting, per sink. The outbox is asked when the page is.</summary>
sealed class OutboxDepth(ServiceMeters meters)
{
    readonly Gauge<long> gauge =
        meters.NewGauge("policyha.outbox.waiting", "Sinks and subjects with an alert waiting to be delivered.");

    public void Set(int depth) => gauge.Record(depth);
}
