namespace PolicyHa.Samples.Cloud.Fleet;

/// <summary>A size of instance.</summary>
/// <param name="Name">Flavor name.</param>
/// <param name="Vcpus">Virtual CPUs.</param>
/// <param name="RamMb">Memory in MiB.</param>
/// <param name="DiskGb">Root disk in GB; not used by a volume-booted instance.</param>
public sealed record Flavor(string Name, int Vcpus, int RamMb, int DiskGb)
{
    /// <summary>Extra local disk in GB.</summary>
    public int EphemeralGb { get; init; }

    public IReadOnlyDictionary<string, string> ExtraSpecs { get; init; } = new Dictionary<string, string>();

    public static Flavor Small { get; } = new("m1.small", 1, 2_048, 20);

    public static Flavor Medium { get; } = new("m1.medium", 2, 4_096, 40);

    public static Flavor Large { get; } = new("m1.large", 4, 8_192, 80);

    public static Flavor Database { get; } = new("db.large", 8, 32_768, 100);

    public static Flavor Scratch { get; } = new("c1.scratch", 4, 8_192, 20) { EphemeralGb = 200 };
}
