using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Tests;

/// <summary>Who is asked whether an instance is to be kept available, and whose word goes first.</summary>
public class HaWishTests
{
    static readonly Instance Plain = new(
        new InstanceId("i1"), "i1", new HostName("h1"), "p", VmState.Active, null, BootSource.Volume, new Flavor("f", 1, 1, 1));

    static readonly Dictionary<string, string> Yes = new() { [HaWish.Key] = "True" };
    static readonly Dictionary<string, string> No = new() { [HaWish.Key] = "False" };

    [Fact]
    public void Nobody_asks_so_it_is_not_enabled() => Assert.False(Plain.HaEnabled);

    [Fact]
    public void Metadata_flavor_image_or_an_aggregate_of_the_host_can_ask()
    {
        Assert.True((Plain with { Metadata = Yes }).HaEnabled);
        Assert.True((Plain with { FlavorSpecs = Yes }).HaEnabled);
        Assert.True((Plain with { ImageProperties = Yes }).HaEnabled);
        Assert.True((Plain with { HaByAggregate = true }).HaEnabled);
        Assert.True((Plain with { FlavorSpecs = No, HaByAggregate = true }).HaEnabled);
    }

    [Fact]
    public void The_metadata_of_the_instance_goes_first_in_either_direction()
    {
        Assert.False((Plain with { Metadata = No, FlavorSpecs = Yes, ImageProperties = Yes, HaByAggregate = true }).HaEnabled);
        Assert.True((Plain with { Metadata = Yes, FlavorSpecs = No, ImageProperties = No }).HaEnabled);
    }

    [Fact]
    public void Who_says_so_is_told_the_nearest_first()
    {
        Assert.Equal(HaSource.None, (Plain with { FlavorSpecs = No, ImageProperties = No }).HaSource);
        Assert.Equal(HaSource.Aggregate, (Plain with { FlavorSpecs = No, HaByAggregate = true }).HaSource);
        Assert.Equal(HaSource.Image, (Plain with { ImageProperties = Yes, HaByAggregate = true }).HaSource);
        Assert.Equal(HaSource.Flavor, (Plain with { FlavorSpecs = Yes, ImageProperties = Yes, HaByAggregate = true }).HaSource);
        Assert.Equal(HaSource.Instance, (Plain with { Metadata = No, FlavorSpecs = Yes }).HaSource);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData(" YES ", true)]
    [InlineData("on", true)]
    [InlineData("1", true)]
    [InlineData("ture", false)]
    [InlineData("", false)]
    public void Only_a_true_word_is_a_wish(string word, bool wished) =>
        Assert.Equal(wished, HaWish.Of(new Dictionary<string, string> { [HaWish.Key] = word }));

    [Fact]
    public void Without_the_key_nothing_is_said() => Assert.Null(HaWish.Of(new Dictionary<string, string>()));
}
