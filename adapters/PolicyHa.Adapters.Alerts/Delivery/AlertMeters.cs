using System.Diagnostics.Metrics;
using PolicyHa.Engine.Alerts;

namespace PolicyHa.Adapters.Alerts.Delivery;

/// <summary>The dispatcher's counters, of the meter <c>PolicyHa.Alerts</c>, each by sink.</summary>
internal static class AlertMeters
{
    static readonly Meter Meter = new("PolicyHa.Alerts");

    public static readonly Counter<long> Delivered =
        Meter.CreateCounter<long>("policyha.alerts.delivered", description: "Alerts taken by a sink.");

    public static readonly Counter<long> Failed =
        Meter.CreateCounter<long>("policyha.alerts.failed", description: "Deliveries that failed and are tried again.");

    public static readonly Counter<long> GivenUp =
        Meter.CreateCounter<long>("policyha.alerts.given_up", description: "Alerts a sink will never get.");

    public static KeyValuePair<string, object?> SinkTag(OutboxItem item) => new("sink", item.Sink);
}
