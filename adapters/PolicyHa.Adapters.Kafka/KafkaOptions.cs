namespace PolicyHa.Adapters.Kafka;

/// <summary>Where health events come from.</summary>
public sealed record KafkaOptions
{
    /// <summary>Brokers to begin with, <c>host:port</c>; the others are learnt from them. At least one.</summary>
    public IReadOnlyList<string> Brokers { get; init; } = [];

    /// <summary>The topic of canonical health events, keyed by host.</summary>
    /// <value>Default <c>ha.health.v1</c>.</value>
    public string Topic { get; init; } = "ha.health.v1";

    /// <summary>Where refused events are put for people to see.</summary>
    /// <value>Default <c>ha.health.quarantine.v1</c>.</value>
    public string QuarantineTopic { get; init; } = "ha.health.quarantine.v1";

    /// <summary>The consumer group; all replicas of one service share it.</summary>
    /// <value>Default <c>policyha</c>.</value>
    public string Group { get; init; } = "policyha";

    /// <summary>
    /// librdkafka's <c>security.*</c>, <c>sasl.*</c>, <c>ssl.*</c> and <c>enable.ssl.*</c> settings, by name. A value
    /// <c>file:/path</c> is read from that file and <c>env:NAME</c> from that environment variable.
    /// </summary>
    public IReadOnlyDictionary<string, string> Security { get; init; } = new Dictionary<string, string>();

    /// <summary>Events handed over at once. 1 to 100,000.</summary>
    /// <value>Default 5,000: a quarter of a second of the largest fleet.</value>
    public int BatchMax { get; init; } = 5000;

    /// <summary>
    /// Everything that is wrong, each with the path of its key under <c>kafka</c>. Empty when nothing is.
    /// </summary>
    public IReadOnlyList<(string Path, string Message)> Validate() => [.. Problems()];

    IEnumerable<(string Path, string Message)> Problems()
    {
        if (Brokers.Count == 0)
            yield return ("brokers", "none given, expected at least one host:port");
        for (var i = 0; i < Brokers.Count; i++)
        {
            if (!IsHostAndPort(Brokers[i]))
                yield return ($"brokers[{i}]", $"'{Brokers[i]}' is not host:port");
        }

        foreach (var (path, topic) in new[] { ("topic", Topic), ("quarantineTopic", QuarantineTopic) })
        {
            if (!IsTopic(topic))
                yield return (path, $"'{topic}' is no topic name: 1 to 249 letters, digits, '.', '_' and '-'");
        }

        if (Topic == QuarantineTopic)
            yield return ("quarantineTopic", "is the topic itself: refused events would come in again");
        if (string.IsNullOrWhiteSpace(Group))
            yield return ("group", "is empty");
        if (BatchMax is < 1 or > 100_000)
            yield return ("batchMax", $"{BatchMax} is not from 1 to 100000");
        foreach (var (name, value) in Security)
        {
            if (!IsSecuritySetting(name))
                yield return (
                    $"security.{name}", "is no security.*, sasl.*, ssl.* or enable.ssl.* setting of librdkafka");
            else if (SettingValue.Problem(value) is { } problem)
                yield return ($"security.{name}", problem);
        }
    }

    static bool IsHostAndPort(string broker)
    {
        var colon = broker.LastIndexOf(':');
        return colon > 0 && int.TryParse(broker.AsSpan(colon + 1), out var port) && port is > 0 and <= 65535
            && !broker.AsSpan().ContainsAny(" ,/\t");
    }

    static bool IsTopic(string topic) =>
        topic.Length is > 0 and <= 249 && topic is not ("." or "..")
        && topic.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    static bool IsSecuritySetting(string name) =>
        name.StartsWith("security.", StringComparison.Ordinal) || name.StartsWith("sasl.", StringComparison.Ordinal)
        || name.StartsWith("ssl.", StringComparison.Ordinal)
        || name.StartsWith("enable.ssl.", StringComparison.Ordinal);
}
