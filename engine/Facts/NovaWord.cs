namespace PolicyHa.Engine.Facts;

/// <summary>
/// What this service itself reads of Nova's opinion of a nova-compute, said as one observer among others. It is hearsay: Nova calls a service up for as long as
/// its <c>service_down_time</c> (60 s by default) after the last heart-beat, so it is no sign of life; and it is read, not sent, so that it comes says
/// nothing about the way on which monitors are heard.
/// </summary>
public static class NovaWord
{
    /// <summary>The observer's name. Events from outside may not use it while Nova is an observer.</summary>
    public const string Observer = "nova";

    /// <summary>Ids of such reports begin so; no event from outside has them.</summary>
    public const string Source = "policyha/nova";

    /// <summary>The report with this id was read from Nova.</summary>
    public static bool Is(EventId id) => id.Source == Source;
}
