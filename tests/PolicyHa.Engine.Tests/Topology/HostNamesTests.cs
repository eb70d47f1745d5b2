using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Topology;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Topology;

public sealed class HostNamesTests
{
    static Fleet FleetOf(params string[] hosts) => new(Now, [new FailoverSegment(S1, RecoveryMethod.Auto)], [.. hosts.Select(Compute)], []);

    static HostNames Names(params string[] domains) => new(domains, []);

    [Theory]
    [InlineData("h1", "h1")]
    [InlineData("h1.dc1.example", "h1")]            // the monitor says more than Nova
    [InlineData("h2", "h2.dc1.example")]            // and less
    [InlineData("h1.dc2.example", null)]            // another cloud's
    [InlineData("H1", null)]
    [InlineData("h9.dc1.example", null)]
    public void A_host_is_known_with_and_without_a_configured_domain(string said, string? expected) =>
        Assert.Equal(expected, Names("dc1.example").Find(new HostName(said), FleetOf("h1", "h2.dc1.example"))?.Value);

    [Fact]
    public void Without_a_configured_domain_a_host_has_one_name() =>
        Assert.Null(HostNames.OfNova.Find(new HostName("h1.dc1.example"), FleetOf("h1")));

    [Fact]
    public void What_may_be_two_hosts_is_none() =>
        Assert.Null(Names("dc1.example", "dc2.example").Find(new HostName("h1"), FleetOf("h1.dc1.example", "h1.dc2.example")));

    [Fact]
    public void An_alias_is_one_host_and_goes_before_domains()
    {
        var names = new HostNames(["dc1.example"], [new("h2", ["bmc-h2", "h1.dc1.example"])]);

        Assert.Equal("h2", names.Find(new HostName("bmc-h2"), FleetOf("h1", "h2"))?.Value);
        Assert.Equal("h2", names.Find(new HostName("h1.dc1.example"), FleetOf("h1", "h2"))?.Value);
        Assert.Null(names.Find(new HostName("bmc-h2"), FleetOf("h1")));
    }

    [Fact]
    public void An_alias_of_two_hosts_is_refused() =>
        Assert.Equal(
            "bmc is an alias of h1 and of h2 (Parameter 'aliases')",
            Assert.Throws<ArgumentException>(() => new HostNames([], [new("h1", ["bmc"]), new("h2", ["bmc"])])).Message);

    [Fact]
    public void A_name_that_is_alike_is_hinted_at()
    {
        Assert.Contains("if h1 is meant", HostNames.HintOn(new HostName("h1.dc1.example"), FleetOf("h1", "h2")), StringComparison.Ordinal);
        Assert.Null(HostNames.HintOn(new HostName("h1"), FleetOf("h1.dc1.example", "h1.dc2.example")));
        Assert.Null(HostNames.HintOn(new HostName("h9"), FleetOf("h1")));
    }
}
