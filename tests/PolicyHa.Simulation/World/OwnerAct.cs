namespace PolicyHa.Simulation.World;

/// <summary>What an owner does with an instance.</summary>
public enum OwnerAct
{
    Stops,
    Starts,
    Deletes,

    /// <summary>Has it live-migrated, wherever the scheduler likes.</summary>
    Migrates,

    /// <summary>Tags it <c>HA_Enabled</c>.</summary>
    Protects,
    Unprotects,

    /// <summary>Does not want it touched.</summary>
    Locks,
}
