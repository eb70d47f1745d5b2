namespace PolicyHa.Engine.Facts;

/// <summary>What can go wrong inside one instance while its host is fine.</summary>
public enum InstanceFaultKind
{
    /// <summary>The guest or its QEMU process died (libvirt STOPPED_CRASHED, CRASHED).</summary>
    Crashed,

    /// <summary>libvirt could not run it (STOPPED_FAILED).</summary>
    Failed,

    /// <summary>Paused on an I/O error.</summary>
    IoError,

    /// <summary>The guest's watchdog fired.</summary>
    Watchdog,

    /// <summary>The guest runs and does not answer (its QEMU guest agent did before): it hangs, or it boots.</summary>
    NoHeartbeat,
}
