namespace PolicyHa.Adapters.Kafka;

/// <summary>Where an event came from, as text: <c>topic/partition@offset</c>.</summary>
internal static class Origins
{
    public static string Of(string topic, int partition, long offset) => $"{topic}/{partition}@{offset}";

    /// <summary>
    /// The topic of an origin; an origin that is no record of ours (an HTTP caller) stands for itself.
    /// </summary>
    public static string TopicOf(string origin)
    {
        var slash = origin.LastIndexOf('/');
        return slash > 0 && origin.AsSpan(slash).Contains('@') ? origin[..slash] : origin;
    }
}
