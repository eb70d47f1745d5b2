using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PolicyHa.Adapters.OpenStack;

namespace PolicyHa.Adapters.Tests.OpenStack;

public sealed class OpenStackOptionsTests
{
    [Fact]
    public void Good_options_have_no_problems() => Assert.Empty(Good().Validate());

    [Fact]
    public void All_problems_are_told_at_once_with_their_paths()
    {
        var options = new OpenStackOptions
        {
            AuthUrl = "keystone:5000",
            Interface = "secret",
            CaCert = "/nowhere/ca.pem",
            ReadTimeout = TimeSpan.Zero,
            PageSize = 5000,
            ComputeEndpointOverride = "http://user:pass@nova:8774",
            PlacementEndpointOverride = "placement",
            PlacementHostsPerReading = -1,
            ServiceRestart = { Url = "ftp://x", Token = "a", TokenFile = "b" },
            Segments =
            {
                ["a"] = new() { Method = "reserved_host", Hosts = ["h1"], Zone = "z" },
                ["b"] = new() { Method = "magic", Hosts = ["h1"], Zone = "z" },
                ["c"] = new(),
            },
        };

        Assert.Equal(
            [
                "application_credential_id", "auth_url", "cacert", "compute_endpoint_override", "interface",
                "page_size", "placement_endpoint_override", "placement_hosts_per_reading", "read_timeout", "segments.a.reserved", "segments.b.hosts", "segments.b.method",
                "segments.b.zone", "segments.c",
                "service_restart.token", "service_restart.url",
            ],
            options.Validate().Select(p => p.Path).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("reserved_host")]
    [InlineData("auto_priority")]
    [InlineData("rh_priority")]
    public void Every_recovery_method_is_known_and_a_reserved_host_is_in_one_segment_only(string method)
    {
        var options = Good();
        options.Segments["s"] = new() { Method = method, Hosts = ["h1"], Reserved = ["h2"] };
        Assert.Empty(options.Validate());

        options.Segments["t"] = new() { Hosts = ["h3"], Reserved = ["h2"] };
        Assert.Equal(("segments.t.reserved", "h2 is in segment s already"), Assert.Single(options.Validate()));
    }

    [Fact]
    public void Two_ways_to_log_in_are_one_too_many()
    {
        var options = Good();
        (options.Username, options.Password) = ("u", "p");

        Assert.Equal("username", Assert.Single(options.Validate()).Path);
    }

    [Fact]
    public void A_password_needs_a_project()
    {
        var options = new OpenStackOptions { AuthUrl = "http://k", Username = "u", Password = "p" };

        Assert.Equal("project_name", Assert.Single(options.Validate()).Path);
    }

    [Fact]
    public void A_secret_file_that_is_not_there_is_named()
    {
        var options = new OpenStackOptions
        {
            AuthUrl = "http://k",
            ApplicationCredentialId = "i",
            ApplicationCredentialSecretFile = "/nowhere/secret",
        };

        var (path, message) = Assert.Single(options.Validate());
        Assert.Equal("application_credential_secret_file", path);
        Assert.Contains("/nowhere/secret", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_options_are_not_registered() =>
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddOpenStack(new OpenStackOptions()));

    [Fact]
    public void Every_key_binds_by_its_written_name()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["auth_url"] = "http://k",
            ["application_credential_id"] = "i",
            ["application_credential_secret"] = "s",
            ["region_name"] = "r",
            ["interface"] = "internal",
            ["page_size"] = "100",
            ["ha_shared_storage"] = "true",
            ["segments:s1:hosts:0"] = "h1",
            ["segments:s1:shared_storage"] = "false",
            ["service_restart:url"] = "http://{host}/restart",
        }).Build();

        var options = configuration.Get<OpenStackOptions>()!;

        Assert.Empty(options.Validate());
        Assert.Equal(("http://k", "s"), (options.AuthUrl, options.ApplicationCredentialSecret));
        Assert.Equal(("r", "internal"), (options.RegionName, options.Interface));
        Assert.Equal((100, true), (options.PageSize, options.HaSharedStorage));
        Assert.Equal(("h1", false), (options.Segments["s1"].Hosts.Single(), options.Segments["s1"].SharedStorage));
        Assert.Equal("http://{host}/restart", options.ServiceRestart.Url);
    }

    static OpenStackOptions Good() => new()
    {
        AuthUrl = "https://keystone.example:5000/v3",
        ApplicationCredentialId = "id",
        ApplicationCredentialSecret = "secret",
    };
}
