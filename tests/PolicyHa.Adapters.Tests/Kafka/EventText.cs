using System.Text;
using System.Text.Json.Nodes;
using PolicyHa.Adapters.Kafka.Decoding;

namespace PolicyHa.Adapters.Tests.Kafka;

/// <summary>A canonical event to be spoilt, one field at a time.</summary>
internal sealed class EventText
{
    readonly JsonObject envelope = JsonNode.Parse(
        """
        {"specversion":"1.0","id":"e1","source":"/monitors/consul/storage/mon1","type":"ha.health.network",
         "subject":"cmp01","time":"2026-11-21T03:04:05.123Z","datacontenttype":"application/json",
         "dataschema":"urn:ha:health:1","partitionkey":"cmp01",
         "data":{"host":"cmp01","signal":"network","component":"storage","status":"down","severity":"critical",
          "observedAt":"2026-11-21T03:04:04.900Z","since":"2026-11-21T03:03:34.000Z","sequence":42,"ttlSeconds":60,
          "observer":"mon1","observers":{"agree":3,"total":3},"instance":null,"reason":"serf failed",
          "attributes":{"address":"10.0.3.11"},"raw":{"kind":"consul-members","ref":"mon1#8812"}}}
        """)!.AsObject();

    public static EventText Storage => new();

    public static EventText OfType(string type, string? component) =>
        new EventText().With("type", $"ha.health.{type}").With("data.signal", type).With("data.component", component);

    public static EventText OfInstance(string? component, string status) =>
        OfType("instance", component).With("data.status", status)
            .With("data.instance", "7d5c9a4e-3f0e-4a39-a5ba-cc2b3c4f6f6e");

    public EventText With(string path, JsonNode? value)
    {
        var (parent, name) = Find(path);
        parent[name] = value;
        return this;
    }

    public EventText Without(string path)
    {
        var (parent, name) = Find(path);
        parent.Remove(name);
        return this;
    }

    public byte[] Bytes => Encoding.UTF8.GetBytes(envelope.ToJsonString());

    public (byte[] Data, EventHeader[] Headers) Binary =>
    (
        Encoding.UTF8.GetBytes(envelope["data"]!.ToJsonString()),
        [
            new EventHeader("content-type", "application/json"u8.ToArray()),
            .. from attribute in envelope
               where attribute.Key is not ("data" or "datacontenttype")
               select new EventHeader("ce_" + attribute.Key, Encoding.UTF8.GetBytes(attribute.Value!.ToString())),
        ]
    );

    public DecodeResult Decode() => HealthEventDecoder.Decode(Bytes);

    /// <summary>What is wrong with it; fails when nothing is.</summary>
    public string Problem => Assert.IsType<DecodeResult.Undecodable>(Decode()).Detail;

    public T Report<T>() => Assert.IsType<T>(Assert.IsType<DecodeResult.Decoded>(Decode()).Report);

    (JsonObject Parent, string Name) Find(string path)
    {
        var names = path.Split('.');
        return (names[..^1].Aggregate(envelope, (node, name) => node[name]!.AsObject()), names[^1]);
    }
}
