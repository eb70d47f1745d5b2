namespace PolicyHa.Adapters.Kafka.Decoding;

/// <summary>
/// Why an event could not be decoded. Kebab-case and permanent: they are metric labels and quarantine headers.
/// </summary>
public static class UndecodableReasons
{
    /// <summary>A record without a value.</summary>
    public const string Tombstone = "tombstone";

    /// <summary>More than <see cref="HealthEventDecoder.SizeMax"/> bytes.</summary>
    public const string TooLarge = "too-large";

    /// <summary>A batch of CloudEvents in one record; the Kafka binding has no such thing.</summary>
    public const string Batch = "batch";

    /// <summary>Not JSON, or not UTF-8.</summary>
    public const string Malformed = "malformed";

    /// <summary>JSON, but a field is missing, wrong, or contradicts another.</summary>
    public const string Invalid = "invalid";

    /// <summary>An event type that is not ours.</summary>
    public const string UnknownType = "unknown-type";

    /// <summary>The event speaks of one host and its subject of another.</summary>
    public const string SubjectMismatch = "subject-mismatch";
}
