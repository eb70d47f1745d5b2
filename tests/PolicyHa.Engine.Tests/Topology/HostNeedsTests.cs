using PolicyHa.Engine.Topology;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Topology;

/// <summary>What extra specs and image properties ask of one particular host.</summary>
public sealed class HostNeedsTests
{
    static string Of(params (string Key, string Value)[] specs) => Words(Instance("i1", "pet") with { FlavorSpecs = specs.ToDictionary(s => s.Key, s => s.Value) });

    static string OfImage(params (string Key, string Value)[] properties) =>
        Words(Instance("i1", "pet") with { ImageProperties = properties.ToDictionary(p => p.Key, p => p.Value) });

    static string Words(Instance instance) => string.Join(' ', HostNeeds.Of(instance).Words);

    [Theory]
    [InlineData("pci_passthrough:alias", "a1:2,a2:1", "pci")]
    [InlineData("accel:device_profile", "fpga-dp", "accelerator")]
    [InlineData("resources:VGPU", "1", "vgpu")]
    [InlineData("resources1:VGPU", "2", "vgpu")]
    [InlineData("resources_GPU:VGPU", "1", "vgpu")]
    [InlineData("resources:PCPU", "4", "pinned-cpus")]
    [InlineData("resources:MEM_ENCRYPTION_CONTEXT", "1", "encrypted-memory")]
    [InlineData("hw:pmem", "6GB,LARGE", "persistent-memory")]
    [InlineData("hw:cpu_realtime", "yes", "realtime")]
    public void A_flavor_asks_for_it(string key, string value, string expected) => Assert.Equal(expected, Of((key, value)));

    [Theory]
    [InlineData("tpm_version", "2.0", "vtpm")]
    [InlineData("mem_encryption", "True", "encrypted-memory")]
    [InlineData("mem_encryption", "false", "")]
    [InlineData("mem_page_size", "large", "huge-pages")]
    [InlineData("mem_page_size", "1GB", "huge-pages")]
    [InlineData("mem_page_size", "2MiB", "huge-pages")]
    [InlineData("mem_page_size", "2048", "huge-pages")]
    [InlineData("mem_page_size", "64KB", "huge-pages")]
    [InlineData("mem_page_size", "4", "")]
    [InlineData("mem_page_size", "4KB", "")]
    [InlineData("mem_page_size", "small", "")]
    [InlineData("mem_page_size", "any", "")]
    [InlineData("cpu_policy", "dedicated", "pinned-cpus")]
    [InlineData("cpu_policy", "mixed", "pinned-cpus")]
    [InlineData("cpu_policy", "shared", "")]
    [InlineData("cpu_thread_policy", "isolate", "pinned-cpus")]
    [InlineData("cpu_thread_policy", "require", "pinned-cpus")]
    [InlineData("cpu_thread_policy", "prefer", "")]
    [InlineData("numa_nodes", "2", "numa")]
    [InlineData("numa_cpus.1", "2,3", "numa")]
    [InlineData("numa_mem.0", "2048", "numa")]
    [InlineData("pmu", "true", "")]
    public void A_flavor_and_an_image_spell_it_alike(string name, string value, string expected)
    {
        Assert.Equal(expected, Of(($"hw:{name}", value)));
        Assert.Equal(expected, OfImage(($"hw_{name}", value)));
    }

    [Theory]
    [InlineData("pci_passthrough:alias", " ")]
    [InlineData("accel:device_profile", "")]
    [InlineData("resources:VGPU", "0")]
    [InlineData("resources:VGPU", "one")]
    [InlineData("resources:VGPU", "-1")]
    [InlineData("resources:VCPU", "2")]
    [InlineData("resourcesVGPU", "1")]
    [InlineData("hw:numa_nodes", "two")]
    [InlineData("hw:numa_nodes", "99999999999")]
    [InlineData("hw:numa_cpus.0", "")]
    [InlineData("hw:mem_page_size", "")]
    [InlineData("hw:mem_page_size", "MB")]
    [InlineData("hw:mem_page_size", "2XB")]
    [InlineData("hw:mem_page_size", "-2MB")]
    [InlineData("hw:mem_page_size", "99999999999999999999GB")]
    [InlineData("hw:cpu_policy", "Dedicated ")]
    [InlineData("hw:cpu_realtime", "perhaps")]
    [InlineData("hw:tpm_version", "")]
    [InlineData("hw:", "1")]
    [InlineData("HW:TPM_VERSION", "2.0")]
    public void What_Nova_would_not_understand_asks_for_nothing(string key, string value) => Assert.Equal("", Of((key, value)));

    [Theory]
    [InlineData("hw_pmem", "6GB")]
    [InlineData("hw_cpu_realtime", "yes")]
    [InlineData("pci_passthrough:alias", "a1:1")]
    [InlineData("hw:tpm_version", "2.0")]
    public void What_only_a_flavor_can_ask_for_an_image_does_not(string key, string value) => Assert.Equal("", OfImage((key, value)));

    [Fact]
    public void The_words_are_sorted_and_each_is_there_once()
    {
        var both = Instance("i1", "pet") with
        {
            FlavorSpecs = new Dictionary<string, string> { ["pci_passthrough:alias"] = "a:1", ["hw:numa_nodes"] = "1", ["resources:VGPU"] = "1", ["hw:cpu_policy"] = "dedicated" },
            ImageProperties = new Dictionary<string, string> { ["hw_tpm_version"] = "2.0", ["hw_cpu_policy"] = "dedicated", ["os_distro"] = "debian" },
        };

        Assert.Equal("numa pci pinned-cpus vgpu vtpm", Words(both));
        Assert.Equal(HostNeeds.Of(both), HostNeeds.Of(both));
    }

    [Fact]
    public void Most_need_nothing()
    {
        Assert.True(HostNeeds.Of(Instance("i1", "pet")).IsEmpty);
        Assert.Empty(HostNeeds.None.Words);
    }

    [Fact]
    public void Every_need_has_a_word_and_they_are_in_order() =>
        Assert.Equal(HostNeedNames.All.Select(n => n.Name()).Order(StringComparer.Ordinal), HostNeedNames.All.Select(n => n.Name()));
}
