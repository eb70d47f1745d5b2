namespace PolicyHa.Engine.History;

/// <summary>What a history entry is about. The words of a trace.</summary>
public enum HistoryKind
{
    /// <summary>A health event that was not simply taken: late, out of order, unknown host, undecodable.</summary>
    Report,

    /// <summary>The agreed status of a signal changed.</summary>
    Flip,

    /// <summary>A rule derived something that led to a decision.</summary>
    Fact,
    Incident,
    Hold,
    Plan,
    Step,
    Proof,
    Alert,

    /// <summary>An operator or the service itself changed how it works: disarm, maintenance, start, policy.</summary>
    Control,
}
