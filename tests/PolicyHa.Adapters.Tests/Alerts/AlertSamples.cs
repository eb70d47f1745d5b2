using PolicyHa.Engine.Alerts;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;

namespace PolicyHa.Adapters.Tests.Alerts;

/// <summary>Alerts to send.</summary>
internal static class AlertSamples
{
    public static readonly DateTimeOffset At = new(2026, 11, 21, 3, 4, 5, TimeSpan.Zero);

    public static OutboxItem Item(
        long sequence = 17,
        string sink = "sink",
        string key = "compute-1",
        AlertSeverity severity = AlertSeverity.Critical,
        string summary = "compute-1 fenced, 12 instances move",
        InstanceId? instance = null) =>
        new(sequence, sink, new Alert(key, "host-fenced", severity, new HostName("compute-1"), instance,
            new IncidentId("inc-9f2c41d07a3b"), summary, At), 0, At);

    public static OutboxItem OfInstance() =>
        Item(key: "compute-1/vm", instance: new InstanceId("7d5c9a4e-3f0e-4a39-a5ba-cc2b3c4f6f6e"));
}
