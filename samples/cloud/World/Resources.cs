namespace PolicyHa.Samples.Cloud.World;

/// <summary>An amount of the three resource classes.</summary>
internal readonly record struct Resources(int Vcpus, int RamMb, int DiskGb)
{
    /// <summary>Nova's default <c>initial_cpu_allocation_ratio</c>.</summary>
    public const double CpuAllocationRatio = 4.0;

    public static Resources operator +(Resources a, Resources b) =>
        new(a.Vcpus + b.Vcpus, a.RamMb + b.RamMb, a.DiskGb + b.DiskGb);

    public static Resources operator -(Resources a, Resources b) =>
        new(a.Vcpus - b.Vcpus, a.RamMb - b.RamMb, a.DiskGb - b.DiskGb);

    public bool FitsIn(Resources free) => Vcpus <= free.Vcpus && RamMb <= free.RamMb && DiskGb <= free.DiskGb;

    public static Resources CapacityOf(ComputeHost host) =>
        new((int)(host.Plan.Vcpus * CpuAllocationRatio), host.Plan.RamMb, host.Plan.DiskGb);

    public static Resources FreeOn(ComputeHost host) => CapacityOf(host) - host.Bookings.Used;
}
