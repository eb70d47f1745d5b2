using PolicyHa.Engine.Facts;

namespace PolicyHa.Adapters.Kafka.Decoding;

/// <summary>What came of decoding one event. Every event becomes exactly one of these.</summary>
public abstract record DecodeResult
{
    DecodeResult()
    {
    }

    /// <summary>A health signal for the engine.</summary>
    public sealed record Decoded(HealthReport Report) : DecodeResult;

    /// <summary>Well-formed, but no host or instance signal: for the history only.</summary>
    /// <param name="About">What it is and why it is no signal, for people.</param>
    public sealed record Informational(EventId Id, string About) : DecodeResult;

    /// <summary>Not to be believed: it goes into quarantine.</summary>
    /// <param name="Reason">One of <see cref="UndecodableReasons"/>.</param>
    /// <param name="Detail">Each problem: which field, what was there, what is expected. Joined by <c>; </c>.</param>
    public sealed record Undecodable(string Reason, string Detail) : DecodeResult;
}
