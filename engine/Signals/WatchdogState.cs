namespace PolicyHa.Engine.Signals;

/// <summary>Whether a host is reset when it loses contact.</summary>
public enum WatchdogState
{
    Armed,

    /// <summary>Its agent tells that it is not.</summary>
    Disarmed,

    /// <summary>It told that it is, and the host lived on too long without telling it again, or has come back since.</summary>
    Doubtful,
}
