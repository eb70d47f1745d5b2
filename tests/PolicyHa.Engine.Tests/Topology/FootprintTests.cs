using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Tests.Topology;

public sealed class FootprintTests
{
    static readonly Instance Plain = Some.Instance("c1", "cattle") with { Flavor = new Flavor("large", 4, 8192, 20) };

    [Fact]
    public void An_instance_that_shares_its_CPUs_claims_them_and_a_volume_takes_no_disk_of_the_host() =>
        Assert.Equal(new Footprint(4, 8192, 0), Footprint.Of(Plain));

    [Theory]
    [InlineData("hw:cpu_policy", "dedicated", 0)]
    [InlineData("hw:cpu_policy", "mixed", 0)]
    [InlineData("hw:cpu_policy", "shared", 4)]
    [InlineData("resources:PCPU", "4", 0)]
    public void CPUs_of_its_own_that_the_flavor_asks_for_are_none_of_the_shared_ones(string key, string value, int vcpus)
    {
        var instance = Plain with { FlavorSpecs = new Dictionary<string, string> { [key] = value } };
        Assert.Equal(vcpus, Footprint.Of(instance).Vcpus);
    }

    [Theory]
    [InlineData("dedicated", 0)]
    [InlineData("shared", 4)]
    public void Nor_are_those_that_its_image_asks_for(string value, int vcpus)
    {
        var instance = Plain with { ImageProperties = new Dictionary<string, string> { ["hw_cpu_policy"] = value } };
        Assert.Equal(vcpus, Footprint.Of(instance).Vcpus);
    }
}
