using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Confluent.Kafka;

namespace PolicyHa.Samples.Cloud.Kafka;

/// <summary>Writes a health event as a CloudEvents 1.0 Kafka record, structured or binary.</summary>
internal static class CloudEventFormat
{
    public static Message<byte[], byte[]> Structured(HealthEvent health, DateTimeOffset now)
    {
        var envelope = Attributes(health, now);
        envelope["data"] = Data(health);
        return new Message<byte[], byte[]>
        {
            Key = Encoding.UTF8.GetBytes(health.Host),
            Value = Encoding.UTF8.GetBytes(envelope.ToJsonString()),
            Headers = new Headers { { "content-type", "application/cloudevents+json; charset=UTF-8"u8.ToArray() } },
        };
    }

    public static Message<byte[], byte[]> Binary(HealthEvent health, DateTimeOffset now)
    {
        var headers = new Headers { { "content-type", "application/json"u8.ToArray() } };
        foreach (var (name, value) in Attributes(health, now).Where(a => a.Key != "datacontenttype"))
        {
            headers.Add("ce_" + name, Encoding.UTF8.GetBytes(value!.ToString()));
        }

        return new Message<byte[], byte[]>
        {
            Key = Encoding.UTF8.GetBytes(health.Host),
            Value = Encoding.UTF8.GetBytes(Data(health).ToJsonString()),
            Headers = headers,
        };
    }

    static JsonObject Attributes(HealthEvent health, DateTimeOffset now) => new()
    {
        ["specversion"] = "1.0",
        ["id"] = health.Id ?? Guid.NewGuid().ToString("N"),
        ["source"] = $"/monitors/{health.Observer}",
        ["type"] = "ha.health." + health.Signal,
        ["subject"] = health.Host,
        ["time"] = Time(now),
        ["datacontenttype"] = "application/json",
        ["dataschema"] = "urn:ha:health:1",
        ["partitionkey"] = health.Host,
    };

    static JsonObject Data(HealthEvent health)
    {
        var data = new JsonObject
        {
            ["host"] = health.Host,
            ["signal"] = health.Signal,
            ["status"] = health.Status,
            ["severity"] = health.Status switch { "down" => "critical", "ok" => "info", _ => "warning" },
            ["observedAt"] = Time(health.ObservedAt),
            ["observer"] = health.Observer,
        };
        Add(data, "component", health.Component);
        Add(data, "since", health.Since is { } since ? Time(since) : null);
        Add(data, "sequence", health.Sequence);
        Add(data, "ttlSeconds", health.TtlSeconds);
        Add(data, "reason", health.Reason);
        if (health.Instance is { } instance)
        {
            data["scope"] = "instance";
            data["instance"] = instance.ToString();
        }

        return data;
    }

    static void Add(JsonObject data, string key, JsonNode? value)
    {
        if (value is not null)
        {
            data[key] = value;
        }
    }

    static string Time(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
