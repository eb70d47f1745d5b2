namespace PolicyHa.Engine.Ports;

/// <summary>How a recovery by another service stands.</summary>
/// <param name="Detail">Its own words.</param>
public sealed record ExternalReport(ExternalState State, string Detail);

/// <summary>What another service says of a recovery.</summary>
public enum ExternalState
{
    UnderWay,
    Done,
    Failed,

    /// <summary>It does not know, or says nothing we understand.</summary>
    Unknown,
}
