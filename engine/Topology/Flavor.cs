namespace PolicyHa.Engine.Topology;

/// <summary>The size of an instance.</summary>
/// <param name="RamMiB">Memory in MiB, as Nova counts it.</param>
/// <param name="DiskGiB">Root disk in GiB; 0 for volume-backed instances.</param>
public sealed record Flavor(string Name, int Vcpus, int RamMiB, int DiskGiB)
{
    /// <summary>Ephemeral disks and swap in GiB, each rounded up: on the host's own storage, whatever the root disk is on.</summary>
    public int ExtraDiskGiB { get; init; }
}
