namespace PolicyHa.Engine.Topology;

/// <summary>What an instance claims in Placement of the host it is on.</summary>
/// <param name="Vcpus">Shared ones; an instance with CPUs of its own claims none of these.</param>
/// <param name="RamMiB">In MiB.</param>
/// <param name="DiskGiB">In GiB, on the host's own storage.</param>
public readonly record struct Footprint(int Vcpus, int RamMiB, int DiskGiB)
{
    public static Footprint Of(Instance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        var flavor = instance.Flavor;
        var hasOwnCpus = HostNeeds.Of(instance).Contains(HostNeed.PinnedCpus);                              // Placement counts these as another class
        var isVolume = instance.Boot == BootSource.Volume
            || (instance is { Boot: BootSource.LocalDisk, Image: null } && flavor.ExtraDiskGiB > 0);        // an ephemeral disk beside a volume
        var root = isVolume ? 0 : flavor.DiskGiB;
        return new Footprint(hasOwnCpus ? 0 : flavor.Vcpus, flavor.RamMiB, root + flavor.ExtraDiskGiB);
    }

    /// <summary>For sentences: <c>2 vcpus, 4096 MiB, 20 GiB disk</c>.</summary>
    public override string ToString() =>
        $"{Vcpus} {(Vcpus == 1 ? "vcpu" : "vcpus")}, {RamMiB} MiB{(DiskGiB > 0 ? $", {DiskGiB} GiB disk" : "")}";
}
