namespace PolicyHa.Engine.Facts;

/// <summary>How a host that shuts down in order means to go on.</summary>
public enum ShutdownKind
{
    /// <summary>It comes back by itself.</summary>
    Reboot,

    /// <summary>It stays off.</summary>
    Poweroff,
}
