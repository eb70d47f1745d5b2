namespace PolicyHa.Engine.Incidents;

/// <summary>What became of one instance.</summary>
public enum RecoveryResult
{
    /// <summary>Moved or restarted, and read back.</summary>
    Recovered,

    /// <summary>It was gone or well elsewhere, or its owner did not want it to run.</summary>
    NotNeeded,

    /// <summary>Tried in vain.</summary>
    Failed,

    /// <summary>Dropped before it was tried.</summary>
    NotTried,

    /// <summary>Nothing could save it: it is still on its host.</summary>
    Left,
}
