namespace PolicyHa.Simulation.World;

/// <summary>How a fencing device behaves.</summary>
public enum DeviceManner
{
    Works,

    /// <summary>Refuses the command; its power readings are right.</summary>
    Fails,

    /// <summary>Never answers, neither commands nor readings.</summary>
    Hangs,

    /// <summary>Accepts the command and does nothing.</summary>
    Lies,

    /// <summary>Accepts the command, does nothing, and reads off: it looks after another machine.</summary>
    Misreads,
}
