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

    /// <summary>The outside was asked to do something; with what it said.</summary>
    Act,

    /// <summary>A host was proven dead, or a proof was revoked.</summary>
    Proof,

    /// <summary>The operators are told something, or a sink has taken it or will never get it.</summary>
    Alert,

    /// <summary>An operator or the service itself changed how it works: disarm, maintenance, start, policy.</summary>
    Control,
}
