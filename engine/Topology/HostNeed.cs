namespace PolicyHa.Engine.Topology;

/// <summary>What an instance asks of one particular host, so that it cannot be moved like any other. In order of their words.</summary>
public enum HostNeed
{
    /// <summary>A device managed by Cyborg.</summary>
    Accelerator,

    /// <summary>Memory that its host cannot read (AMD SEV).</summary>
    EncryptedMemory,

    /// <summary>Memory in pages larger than 4 KiB.</summary>
    HugePages,

    /// <summary>NUMA nodes of its own.</summary>
    Numa,

    /// <summary>A PCI device of the host, passed through. One that comes with a Neutron port is not seen: no flavor names it.</summary>
    Pci,

    /// <summary>Persistent memory of the host: what is in it stays there.</summary>
    PersistentMemory,

    /// <summary>CPUs of the host for itself alone.</summary>
    PinnedCpus,

    /// <summary>Realtime scheduling of its CPUs.</summary>
    Realtime,

    /// <summary>A part of a GPU of the host.</summary>
    Vgpu,

    /// <summary>An emulated TPM, whose contents lie on the host.</summary>
    Vtpm,
}
