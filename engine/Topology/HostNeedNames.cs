namespace PolicyHa.Engine.Topology;

/// <summary>The words for needs in rule files and sentences.</summary>
public static class HostNeedNames
{
    static readonly string[] Names =
        ["accelerator", "encrypted-memory", "huge-pages", "numa", "pci", "persistent-memory", "pinned-cpus", "realtime", "vgpu", "vtpm"];

    /// <summary>Every need.</summary>
    public static IReadOnlyList<HostNeed> All { get; } = Enum.GetValues<HostNeed>();

    /// <summary>For example <c>huge-pages</c>.</summary>
    public static string Name(this HostNeed need) => Names[(int)need];
}
