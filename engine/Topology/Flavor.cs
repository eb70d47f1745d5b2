namespace PolicyHa.Engine.Topology;

/// <summary>The size of an instance.</summary>
/// <param name="RamMiB">Memory in MiB, as Nova counts it.</param>
/// <param name="DiskGiB">Root disk in GiB; 0 for volume-backed instances.</param>
public sealed record Flavor(string Name, int Vcpus, int RamMiB, int DiskGiB);
