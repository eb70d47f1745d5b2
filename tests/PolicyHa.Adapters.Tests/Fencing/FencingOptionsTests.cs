using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PolicyHa.Adapters.Fencing;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Adapters.Tests.Fencing;

public sealed class FencingOptionsTests
{
    [Fact]
    public void Good_options_have_no_problems() => Assert.Empty(new FencingOptions { Devices = [Good()] }.Validate());

    [Fact]
    public void No_device_at_all_is_allowed() => Assert.Empty(new FencingOptions().Validate());

    [Fact]
    public void All_problems_are_told_at_once_with_their_paths()
    {
        var options = new FencingOptions
        {
            Devices =
            [
                Good(),
                new()
                {
                    Hosts = [""],
                    Address = "bmc",
                    System = "1",
                    CaCert = "/nowhere/ca.pem",
                    Thumbprint = "12:34",
                    InsecureTls = true,
                    Timeout = TimeSpan.Zero,
                },
            ],
        };

        Assert.Equal(
            [
                "address", "cacert", "hosts", "insecure_tls", "password", "system", "thumbprint", "timeout",
                "username",
            ],
            options.Validate()
                .Select(p => p.Path.Replace("devices[1].", "", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(301)]
    public void A_device_keeps_its_answers_for_five_minutes_at_most(int seconds)
    {
        var device = Good();
        device.Keeps = TimeSpan.FromSeconds(seconds);

        Assert.Contains("is not between", Problem(device), StringComparison.Ordinal);
    }

    [Fact]
    public void A_kind_that_there_is_not_is_told_with_those_that_there_are()
    {
        var device = Good();
        device.Kind = "ipmi";

        Assert.Contains("'ipmi' is not supported; use redfish, agent, maas, webhook, manual", Problem(device), StringComparison.Ordinal);
    }

    [Fact]
    public void A_login_that_there_is_not_is_told_with_those_that_there_are_and_belongs_to_Redfish_alone()
    {
        var (odd, maas) = (Good(), Good());
        odd.Login = "digest";
        (maas.Kind, maas.Username, maas.Password, maas.Login) = ("maas", "", "consumer:token:secret", FencingDeviceOptions.SessionLogin);

        Assert.Contains("'digest' is not supported; use basic or session", Problem(odd), StringComparison.Ordinal);
        Assert.Contains("means nothing to a device of the kind maas", Problem(maas), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/compute-[0-9]+/", "compute-12", true)]
    [InlineData("/compute-[0-9]+/", "compute-12b", false)]
    [InlineData("/compute-1|web-1/", "web-1", true)]
    public void A_pattern_may_be_a_regular_expression_for_the_whole_name(string pattern, string host, bool named) =>
        Assert.Equal(named, HostPattern.Matches([pattern], new HostName(host), null));

    [Theory]
    [InlineData("/compute-(/")]
    [InlineData(@"/(a)\1/")]
    public void A_regular_expression_that_cannot_be_used_is_refused(string pattern)
    {
        var device = Good();
        device.Hosts = [pattern];

        Assert.Contains("is no regular expression", Problem(device), StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_given_in_clear_and_as_a_secret_is_refused_by_its_name()
    {
        var device = Good();
        device.PasswordFile = "/etc/hostname";

        var (path, message) = Assert.Single(new FencingOptions { Devices = [device] }.Validate());
        Assert.Equal("devices[0].password", path);
        Assert.Contains("as password and password_file", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddFencing(new FencingOptions { Devices = [device] }));
    }

    [Fact]
    public void A_secret_that_is_not_there_is_named()
    {
        var (byFile, byVariable) = (Good(), Good());
        (byFile.Password, byFile.PasswordFile) = (null, "/nowhere/secret");
        (byVariable.Password, byVariable.PasswordEnv) = (null, "POLICYHA_NO_SUCH_VARIABLE");

        Assert.Contains("/nowhere/secret", Problem(byFile), StringComparison.Ordinal);
        Assert.Contains("POLICYHA_NO_SUCH_VARIABLE", Problem(byVariable), StringComparison.Ordinal);
    }

    [Fact]
    public void One_address_for_several_hosts_would_switch_off_the_wrong_one()
    {
        var device = Good();
        device.Address = "https://bmc.example";
        Assert.Contains("{host}", Problem(device), StringComparison.Ordinal);

        device.Hosts = ["compute-1"];
        Assert.Empty(new FencingOptions { Devices = [device] }.Validate());
    }

    [Theory]
    [InlineData("https://{plug}", "10.9.0.11")]
    [InlineData("https://{plug}:8443", "c1.bmc.example")]
    public void A_plug_may_be_the_whole_of_the_host_in_an_address(string address, string plug)
    {
        var device = Good();
        (device.Address, device.Plugs) = (address, new() { ["compute-1"] = plug, ["compute-2"] = "10.9.0.12" });

        Assert.Empty(new FencingOptions { Devices = [device] }.Validate());
    }

    [Theory]
    [InlineData("10.9.0.11:8443")]
    [InlineData("[fd00::11]")]
    [InlineData("admin:secret@c1")]
    public void A_plug_that_makes_no_address_is_refused(string plug)
    {
        var device = Good();
        (device.Address, device.Plugs) = ("https://{plug}", new() { ["compute-1"] = "10.9.0.12", ["compute-2"] = plug });

        var problem = Problem(device);
        Assert.Contains("is no http or https address with the plug of compute-2 in it", problem, StringComparison.Ordinal);
        Assert.DoesNotContain(plug, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_options_are_not_registered() =>
        Assert.Throws<ArgumentException>(
            () => new ServiceCollection().AddFencing(new FencingOptions { Devices = [new()] }));

    [Theory]
    [InlineData("compute-*", "compute-1", true)]
    [InlineData("compute-?", "compute-12", false)]
    [InlineData("compute-1", "compute-1", true)]
    [InlineData("compute-1", "compute-11", false)]
    [InlineData("Compute-1", "compute-1", false)]
    public void A_pattern_names_hosts(string pattern, string host, bool named) =>
        Assert.Equal(named, HostPattern.Matches([pattern], new HostName(host), null));

    [Theory]
    [InlineData("segment:az1", true)]
    [InlineData("segment:az*", true)]
    [InlineData("segment:az2", false)]
    [InlineData("zone:nova", true)]
    [InlineData("aggregate:rack-7", true)]
    [InlineData("aggregate:rack-?", true)]
    [InlineData("aggregate:rack", false)]
    [InlineData("metadata:power=pdu-7", true)]
    [InlineData("metadata:power=pdu-?", true)]
    [InlineData("metadata:power=pdu-8", false)]
    [InlineData("metadata:rack=pdu-7", false)]
    public void A_pattern_names_hosts_by_where_they_are(string pattern, bool named)
    {
        var host = new ComputeHost(new("c1"), new("az1"), "nova", "id", true, false, false, true)
        {
            Aggregates = ["fast", "rack-7"],
            AggregateMetadata = new Dictionary<string, string> { ["power"] = "pdu-7" },
        };

        Assert.Equal(named, HostPattern.Matches([pattern], host.Name, host));
        Assert.False(HostPattern.Matches([pattern], host.Name, null));
        Assert.False(HostPattern.IsName(pattern));
    }

    [Theory]
    [InlineData("rack:7", "hosts are chosen by segment, zone, aggregate, metadata, not by rack")]
    [InlineData("zone:", "zone: names none")]
    [InlineData("metadata:power", "write metadata:power=VALUE")]
    public void A_place_that_names_no_host_is_refused(string pattern, string problem)
    {
        var device = Good();
        device.Hosts = [pattern];

        Assert.Contains(problem, Problem(device), StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_takes_the_name_or_its_first_part() =>
        Assert.Equal(
            "https://c1.bmc/c1.example", HostTemplate.Fill("https://{short}.bmc/{host}", new HostName("c1.example")));

    [Fact]
    public void Every_key_binds_by_its_written_name()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["devices:0:hosts:0"] = "compute-*",
            ["devices:0:kind"] = "redfish",
            ["devices:0:address"] = "https://{host}.bmc",
            ["devices:0:system"] = "/redfish/v1/Systems/1",
            ["devices:0:username"] = "u",
            ["devices:0:login"] = "session",
            ["devices:0:password_env"] = "PATH",
            ["devices:0:insecure_tls"] = "true",
            ["devices:0:timeout"] = "00:00:10",
            ["devices:0:name"] = "ilo",
            ["levels:0:hosts:0"] = "compute-*",
            ["levels:0:level"] = "1",
            ["levels:0:devices:0"] = "ilo",
            ["watchdogs:0:hosts:0"] = "compute-*",
            ["watchdogs:0:check_interval"] = "00:00:20",
            ["watchdogs:0:check_timeout"] = "00:00:07",
            ["watchdogs:0:check_failures"] = "5",
            ["watchdogs:0:peers"] = "00:01:06",
            ["watchdogs:0:margin"] = "00:00:40",
            ["watchdogs:0:bound"] = "00:10:00",
        }).Build();

        var options = configuration.Get<FencingOptions>()!;

        Assert.Empty(options.Validate());
        var device = options.Devices.Single();
        var watchdog = options.Watchdogs.Single();
        Assert.Equal(TimeSpan.FromMinutes(10), watchdog.Bound);
        watchdog.Bound = null;
        Assert.Equal(TimeSpan.FromSeconds(351), watchdog.ToWatchdog().BoundFor(TimeSpan.FromSeconds(110)));
        Assert.Equal(("PATH", true, "/redfish/v1/Systems/1", "session"), (device.PasswordEnv, device.InsecureTls, device.System, device.Login));
    }

    [Fact]
    public void A_watchdog_that_is_waited_for_too_shortly_is_refused()
    {
        var watchdog = new FencingWatchdogOptions { Bound = TimeSpan.FromMinutes(2) };
        var (path, message) = Assert.Single(new FencingOptions { Watchdogs = [watchdog] }.Validate());
        Assert.Equal("watchdogs[0].bound", path);
        Assert.Contains("a host may run for 00:02:00 after it has lost contact", message, StringComparison.Ordinal);
        watchdog.Bound = TimeSpan.FromSeconds(130);
        Assert.Empty(new FencingOptions { Watchdogs = [watchdog] }.Validate());
    }

    [Fact]
    public void Every_part_of_a_watchdog_s_bound_has_its_limits() => Assert.Equal(
        ["check_failures", "check_interval", "check_timeout", "hosts", "margin", "peers"],
        new FencingOptions
        {
            Watchdogs =
            [
                new()
                {
                    Hosts = [""], CheckFailures = 0, CheckInterval = TimeSpan.Zero, CheckTimeout = TimeSpan.FromHours(2), Margin = TimeSpan.FromSeconds(29),
                    Peers = TimeSpan.FromSeconds(29),
                },
            ],
        }.Validate().Select(p => p.Path.Replace("watchdogs[0].", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    static string Problem(FencingDeviceOptions device) =>
        Assert.Single(new FencingOptions { Devices = [device] }.Validate()).Message;

    static FencingDeviceOptions Good() => new()
    {
        Hosts = ["compute-*"],
        Address = "https://{host}.bmc.example",
        Username = "admin",
        Password = "password",
    };
}
