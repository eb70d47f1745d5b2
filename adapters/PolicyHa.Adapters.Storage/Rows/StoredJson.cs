using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PolicyHa.Engine.Explain;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Adapters.Storage.Rows;

/// <summary>The documents among the columns, as text that people can read.</summary>
[JsonSerializable(typeof(Explanation))]
[JsonSerializable(typeof(ProofOfDeath))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(IReadOnlyList<int>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<HostAggregate>))]
[JsonSerializable(typeof(ServerGroup))]
[JsonSerializable(typeof(IReadOnlyList<PolicyText>))]
[JsonSerializable(typeof(IReadOnlyList<OutcomeRow>))]
sealed partial class StoredJson : JsonSerializerContext
{
    /// <summary>The text goes into a column, not into a page: letters stay letters.</summary>
    static readonly StoredJson Context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new HostNameJson() },
    });

    public static readonly JsonTypeInfo<Explanation> Explanations = Context.Explanation;

    public static readonly JsonTypeInfo<ProofOfDeath> Proofs = Context.ProofOfDeath;

    public static readonly JsonTypeInfo<IReadOnlyDictionary<string, string>> Texts =
        Context.IReadOnlyDictionaryStringString;

    public static readonly JsonTypeInfo<IReadOnlyList<int>> Numbers = Context.IReadOnlyListInt32;

    public static readonly JsonTypeInfo<IReadOnlyList<string>> Names = Context.IReadOnlyListString;

    public static readonly JsonTypeInfo<IReadOnlyList<HostAggregate>> Memberships = Context.IReadOnlyListHostAggregate;

    public static readonly JsonTypeInfo<ServerGroup> ServerGroups = Context.ServerGroup;

    public static readonly JsonTypeInfo<IReadOnlyList<PolicyText>> PolicyTexts = Context.IReadOnlyListPolicyText;

    public static readonly JsonTypeInfo<IReadOnlyList<OutcomeRow>> Outcomes = Context.IReadOnlyListOutcomeRow;

    public static string Text<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.Serialize(value, type);

    /// <exception cref="InvalidDataException">Not such a document.</exception>
    public static T Read<T>(string text, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(text, type)
                ?? throw new InvalidDataException($"null in the database where a {typeof(T).Name} belongs");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"a {typeof(T).Name} in the database cannot be read: {e.Message}", e);
        }
    }

    sealed class HostNameJson : JsonConverter<HostName>
    {
        public override HostName Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.GetString() ?? throw new JsonException("a host has no name"));

        public override void Write(Utf8JsonWriter writer, HostName value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }
}
