namespace PolicyHa.Engine.Topology;

/// <summary>What a host has left for instances, as Placement had it; its allocation ratios and what it keeps for itself are counted in.</summary>
/// <param name="Vcpus">Below 0 where more is given out than there is.</param>
/// <param name="RamMiB">In MiB.</param>
/// <param name="DiskGiB">In GiB; null: the host lists no disk of its own, since its instances' disks are elsewhere.</param>
/// <param name="ReadAt">When Placement said so, UTC.</param>
public sealed record Room(int Vcpus, int RamMiB, int? DiskGiB, DateTimeOffset ReadAt)
{
    public bool Holds(Footprint claim) =>
        Suffices(Vcpus, claim.Vcpus) && Suffices(RamMiB, claim.RamMiB) && (DiskGiB is not { } disk || Suffices(disk, claim.DiskGiB));

    /// <summary>The same with the claim granted.</summary>
    public Room Without(Footprint claim) =>
        this with { Vcpus = Vcpus - claim.Vcpus, RamMiB = RamMiB - claim.RamMiB, DiskGiB = DiskGiB - claim.DiskGiB };

    /// <summary>Where too much is given out already, nothing is refused to who asks for nothing.</summary>
    static bool Suffices(int free, int asked) => asked == 0 || asked <= free;
}
