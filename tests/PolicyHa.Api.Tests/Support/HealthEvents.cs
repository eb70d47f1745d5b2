using System.Text.Json.Nodes;

namespace PolicyHa.Api.Tests.Support;

/// <summary>Canonical health events, as a monitor would send them now.</summary>
static class HealthEvents
{
    static int number;

    public static JsonArray OfAllSignals(string host, string status) =>
    [
        Network(host, "admin", status),
        Network(host, "tenant", status),
        Network(host, "storage", status),
        Of(host, "nova-compute", null, status),
        Of(host, "libvirt", null, status),
    ];

    public static JsonObject Network(string host, string component, string status) =>
        Of(host, "network", component, status);

    public static JsonObject Of(string host, string signal, string? component, string status)
    {
        var now = DateTimeOffset.UtcNow.ToString(
            "yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture);
        var data = new JsonObject
        {
            ["host"] = host,
            ["signal"] = signal,
            ["status"] = status,
            ["observedAt"] = now,
            ["observer"] = "mon1",
        };
        if (component is not null)
            data["component"] = component;
        return new JsonObject
        {
            ["specversion"] = "1.0",
            ["id"] = $"test-{Interlocked.Increment(ref number)}",
            ["source"] = "/monitors/mon1",
            ["type"] = $"ha.health.{signal}",
            ["subject"] = host,
            ["time"] = now,
            ["datacontenttype"] = "application/json",
            ["data"] = data,
        };
    }
}
