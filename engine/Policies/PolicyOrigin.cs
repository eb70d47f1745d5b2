namespace PolicyHa.Engine.Policies;

/// <summary>Where a policy came from when it came into force.</summary>
public enum PolicyOrigin
{
    /// <summary>It came with the program.</summary>
    Shipped,

    /// <summary>From the configured file or directory.</summary>
    File,

    /// <summary>A caller sent it.</summary>
    Api,

    /// <summary>It had been in force before, and somebody wanted it back.</summary>
    Rollback,
}
