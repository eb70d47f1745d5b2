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

    /// <summary>Says "off" whatever is true: it is wired to another machine. Commands do nothing.</summary>
    Misreads,

    /// <summary>Switches off as it should, and refuses to switch on.</summary>
    StaysOff,
}
