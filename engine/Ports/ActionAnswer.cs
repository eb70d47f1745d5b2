namespace PolicyHa.Engine.Ports;

/// <summary>What the outside world said to an act.</summary>
public abstract record ActionAnswer
{
    ActionAnswer()
    {
    }

    /// <summary>It agreed to do it. Whether it is done must be read back.</summary>
    /// <param name="Reference">Its request id, where it has one.</param>
    public sealed record Accepted(string? Reference) : ActionAnswer;

    /// <summary>It said no; nothing has happened.</summary>
    /// <param name="Reason">Its own words with its request id.</param>
    /// <param name="Retryable">It may say yes later.</param>
    public sealed record Refused(string Reason, bool Retryable) : ActionAnswer
    {
        /// <summary>How long it wants to be left alone (HTTP's Retry-After); null when it did not say.</summary>
        public TimeSpan? RetryAfter { get; init; }

        /// <summary>It has too much to do, whatever was asked.</summary>
        public bool IsBusy { get; init; }
    }

    /// <summary>No answer, or one that tells nothing: it may have happened. Read the world before any repeat.</summary>
    public sealed record Unclear(string Reason) : ActionAnswer;
}
