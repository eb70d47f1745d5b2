using System.Globalization;

namespace PolicyHa.Engine.Topology;

/// <summary>
/// Which extra specs of flavors (<c>hw:x</c>) and properties of images (<c>hw_x</c>) ask something of one particular host. As Nova reads
/// them (nova/virt/hardware.py, nova/api/validation/extra_specs).
/// </summary>
static class HostNeedKeys
{
    const string OfSpecs = "hw:";
    const string OfProperties = "hw_";

    /// <summary>A page of ordinary memory, in KiB.</summary>
    const long SmallPage = 4;

    /// <summary>Null: it asks for nothing of the kind.</summary>
    public static HostNeed? OfSpec(string key, string value) => key switch
    {
        "pci_passthrough:alias" when IsSaid(value) => HostNeed.Pci,
        "accel:device_profile" when IsSaid(value) => HostNeed.Accelerator,
        "hw:pmem" when IsSaid(value) => HostNeed.PersistentMemory,              // these two are not read from images
        "hw:cpu_realtime" when HaWish.IsTrue(value) => HostNeed.Realtime,
        _ when key.StartsWith(OfSpecs, StringComparison.Ordinal) => OfHardware(key.AsSpan(OfSpecs.Length), value),
        _ when key.StartsWith("resources", StringComparison.Ordinal) => OfResource(key, value),
        _ => null,
    };

    /// <summary>Null: it asks for nothing of the kind.</summary>
    public static HostNeed? OfProperty(string key, string value) =>
        key.StartsWith(OfProperties, StringComparison.Ordinal) ? OfHardware(key.AsSpan(OfProperties.Length), value) : null;

    static HostNeed? OfHardware(ReadOnlySpan<char> name, string value) => name switch
    {
        "tpm_version" when IsSaid(value) => HostNeed.Vtpm,
        "mem_encryption" when HaWish.IsTrue(value) => HostNeed.EncryptedMemory,
        "mem_page_size" when IsLargePage(value) => HostNeed.HugePages,
        "cpu_policy" when value is "dedicated" or "mixed" => HostNeed.PinnedCpus,
        "cpu_thread_policy" when value is "isolate" or "require" => HostNeed.PinnedCpus,
        "numa_nodes" when IsCount(value) => HostNeed.Numa,
        _ when IsSaid(value) && (name.StartsWith("numa_cpus.") || name.StartsWith("numa_mem.")) => HostNeed.Numa,
        _ => null,
    };

    /// <summary>Such as <c>resources:VGPU</c>, or of a numbered or named group <c>resources1:VGPU</c>.</summary>
    static HostNeed? OfResource(string key, string value) => key.AsSpan(key.IndexOf(':', StringComparison.Ordinal) + 1) switch
    {
        "VGPU" when IsCount(value) => HostNeed.Vgpu,
        "PCPU" when IsCount(value) => HostNeed.PinnedCpus,
        "MEM_ENCRYPTION_CONTEXT" when IsCount(value) => HostNeed.EncryptedMemory,
        _ => null,
    };

    static bool IsSaid(string value) => !string.IsNullOrWhiteSpace(value);

    static bool IsCount(string value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0;

    /// <summary><c>large</c>, or a size such as <c>2MB</c>, <c>1GiB</c>, or <c>2048</c> in KiB. <c>any</c> makes do with small ones.</summary>
    static bool IsLargePage(string value)
    {
        if (value == "large")
            return true;
        var digits = value.AsSpan().IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : value.Length;
        var kibPerUnit = value.AsSpan(digits) switch
        {
            "" or "K" or "KB" or "KiB" => 1,
            "M" or "MB" or "MiB" => 1024,
            "G" or "GB" or "GiB" => 1024 * 1024,
            _ => 0,
        };
        return kibPerUnit > 0 && long.TryParse(value.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            && size > SmallPage / kibPerUnit;
    }
}
