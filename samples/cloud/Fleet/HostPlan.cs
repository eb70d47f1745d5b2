namespace PolicyHa.Samples.Cloud.Fleet;

/// <summary>A compute host.</summary>
/// <param name="Name">As in <c>os-services</c>.</param>
public sealed record HostPlan(string Name)
{
    public string Zone { get; init; } = "az1";

    public string Rack { get; init; } = "rack-1";

    /// <summary>Host aggregates besides the one of its zone.</summary>
    public IReadOnlyList<string> Aggregates { get; init; } = [];

    public int Vcpus { get; init; } = 64;

    /// <summary>Memory in MiB.</summary>
    public int RamMb { get; init; } = 262_144;

    /// <summary>Disk in GB.</summary>
    public int DiskGb { get; init; } = 4_000;

    /// <summary>A reserved host: disabled in Nova until somebody enables it.</summary>
    public bool Reserved { get; init; }
}
