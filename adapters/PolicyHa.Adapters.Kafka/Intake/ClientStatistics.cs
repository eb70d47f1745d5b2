using System.Text.Json;

namespace PolicyHa.Adapters.Kafka.Intake;

/// <summary>What we want of librdkafka's statistics (its STATISTICS.md).</summary>
/// <param name="BrokersUp">Brokers in state UP, each once: the one that coordinates the group is listed twice.</param>
/// <param name="Lag">Of all partitions whose lag is known; null when none is.</param>
internal sealed record ClientStatistics(int BrokersUp, long? Lag)
{
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static ClientStatistics Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var lags = Children(root, "topics").SelectMany(topic => Children(topic, "partitions"))
            .Select(partition => Number(partition, "consumer_lag_stored") ?? -1).Where(lag => lag >= 0).ToList();
        return new ClientStatistics(
            Children(root, "brokers").Where(IsUp).Select(broker => Number(broker, "nodeid")).Where(id => id >= 0)
                .Distinct().Count(),
            lags.Count == 0 ? null : lags.Sum());
    }

    static bool IsUp(JsonElement broker) => broker.TryGetProperty("state", out var state) && state.ValueEquals("UP"u8);

    static long? Number(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.TryGetInt64(out var number) ? number : null;

    static IEnumerable<JsonElement> Children(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var children) ? children.EnumerateObject().Select(child => child.Value) : [];
}
