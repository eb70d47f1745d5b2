using PolicyHa.Adapters.Fencing;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Adapters.Tests.Fencing;

public sealed class HostLevelsTests
{
    readonly HostPlaces places = new();
    readonly FencingOptions options = new() { Devices = [Device("", "db-*"), Device("ilo"), Device("ilo-2", "compute-1")] };

    [Fact]
    public void Without_levels_a_host_has_the_first_device_that_names_it()
    {
        Assert.Equal("1: device-1", Levels("db-1"));
        Assert.Equal("1: ilo", Levels("compute-1"));
        Assert.True(new HostLevels(options, places).Of(new("db-1")).IsOneDevice);
    }

    [Fact]
    public void Only_a_host_that_is_named_may_be_proven_off_by_its_watchdog_and_the_first_entry_counts()
    {
        options.Watchdogs.Add(new() { Hosts = ["compute-1"], CheckFailures = 5 });
        options.Watchdogs.Add(new() { Hosts = ["compute-*"] });

        Assert.Equal(TimeSpan.FromSeconds(170), new HostLevels(options, places).Of(new("compute-1")).Watchdog?.BoundFor(TimeSpan.FromSeconds(10)));
        Assert.Equal(TimeSpan.FromSeconds(130), new HostLevels(options, places).Of(new("compute-2")).Watchdog?.BoundFor(TimeSpan.FromSeconds(10)));
        Assert.Null(new HostLevels(options, places).Of(new("db-1")).Watchdog);
    }

    [Fact]
    public void A_host_that_nothing_names_has_no_device()
    {
        options.Devices.RemoveAt(1);

        Assert.False(new HostLevels(options, places).Of(new("web-1")).HasDevices);
    }

    [Fact]
    public void Levels_come_in_the_order_of_their_numbers_and_the_first_entry_of_a_number_counts()
    {
        Add(3, "*", "ilo");
        Add(1, "compute-*", "ilo-2");
        Add(1, "*", "ilo");

        Assert.Equal("1: ilo-2; 3: ilo", Levels("compute-1"));
        Assert.Equal("1: ilo; 3: ilo", Levels("web-1"));
    }

    [Fact]
    public void A_device_that_does_not_serve_the_host_is_missing()
    {
        Add(1, "*", "ilo", "ilo-2");

        Assert.Equal("1: ilo (no ilo-2)", Levels("compute-9"));
    }

    [Fact]
    public void A_host_that_moves_to_another_aggregate_has_the_devices_of_that_one()
    {
        Add(1, "aggregate:rack-1", "ilo");
        Add(1, "aggregate:rack-2", "ilo-2");

        Assert.Equal("1: ilo", Levels("compute-1"));                    // where it is is not known: no level, and the first device that names it
        places.Know([At("rack-2")]);
        Assert.Equal("1: ilo-2", Levels("compute-1"));
        places.Know([At("rack-1")]);
        Assert.Equal("1: ilo", Levels("compute-1"));

        static ComputeHost At(string rack) => new(new("compute-1"), new("az1"), "nova", "id", true, false, false, true) { Aggregates = [rack] };
    }

    [Fact]
    public void A_level_has_the_times_that_are_configured_for_it()
    {
        Add(1, "*", "ilo");
        (options.Levels[0].Delay, options.Levels[0].Time) = (TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20));
        options.Devices[1].Keeps = TimeSpan.FromMinutes(1);

        Assert.Empty(options.Validate());
        var level = Assert.Single(Topology("compute-1").Levels);
        Assert.Equal((TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20)), (level.Delay, level.Time));
        Assert.Equal(TimeSpan.FromMinutes(1), level.ReadGap(TimeSpan.FromSeconds(2)));
    }

    [Theory]
    [InlineData(-1, null, "levels[0].delay")]
    [InlineData(601, null, "levels[0].delay")]
    [InlineData(0, 0.5, "levels[0].time")]
    [InlineData(0, 601.0, "levels[0].time")]
    [InlineData(20, 20.0, "levels[0].time")]
    public void A_level_with_times_that_cannot_be_kept_is_refused(int delay, double? time, string path)
    {
        Add(1, "*", "ilo");
        (options.Levels[0].Delay, options.Levels[0].Time) = (TimeSpan.FromSeconds(delay), time is { } t ? TimeSpan.FromSeconds(t) : null);

        Assert.Equal(path, Assert.Single(options.Validate()).Path);
    }

    [Fact]
    public async Task A_host_of_two_levels_is_read_and_switched_by_the_device_that_is_named()
    {
        var asked = new List<string>();
        await using var run = BmcRun.With(
            request =>
            {
                asked.Add($"{request.Method} {request.RequestUri!.Host}");
                return new(System.Net.HttpStatusCode.NotFound);
            },
            d => d.Name = "ilo");

        Assert.Equal(PowerState.Unknown, (await run.Fencing.ReadPowerAsync(new("compute-1"), "ilo", default)).State);
        Assert.Equal("no fencing device pdu is configured for compute-1", (await run.Fencing.ReadPowerAsync(new("compute-1"), "pdu", default)).Detail);
        Assert.Equal(["GET compute-1.bmc.test"], asked.Distinct());
    }

    [Theory]
    [InlineData(0, "ilo", "levels[0].level")]
    [InlineData(10, "ilo", "levels[0].level")]
    [InlineData(1, "", "levels[0].devices")]
    [InlineData(1, "drac", "levels[0].devices")]
    public void A_level_that_cannot_be_is_refused_by_its_path(int number, string device, string path)
    {
        Add(number, "*", device);

        Assert.Equal(path, Assert.Single(options.Validate()).Path);
    }

    [Fact]
    public void A_level_without_devices_or_with_one_twice_is_refused()
    {
        Add(1, "*");
        Add(2, "*", "ilo", "ilo");

        Assert.Equal(["levels[0].devices", "levels[1].devices"], options.Validate().Select(p => p.Path));
    }

    [Fact]
    public void A_person_is_no_device_and_stands_after_all_of_them()
    {
        options.Devices.Insert(0, new() { Name = "duty", Kind = "manual", Hosts = ["web-*", "compute-*"] });
        Assert.Equal(("", true), (Levels("web-1"), Topology("web-1").ByPerson));
        Assert.True(new HostLevels(options, places).IndexOf(new("web-1"), "duty") is null);

        Add(1, "compute-*", "duty");
        Add(2, "*", "ilo");
        Assert.Equal(("2: ilo", true), (Levels("compute-1"), Topology("compute-1").ByPerson));
        Assert.Equal(("2: ilo", false), (Levels("db-1"), Topology("db-1").ByPerson));
        Assert.Empty(options.Validate());
    }

    [Fact]
    public void A_person_who_is_not_there_for_a_host_is_missing_like_a_device()
    {
        options.Devices.Add(new() { Name = "duty", Kind = "manual", Hosts = ["web-*"] });
        Add(1, "*", "duty");

        Assert.Equal(("1:  (no duty)", false), (Levels("compute-1"), Topology("compute-1").ByPerson));
    }

    [Fact]
    public void A_person_stands_in_a_level_alone()
    {
        options.Devices.Add(new() { Name = "duty", Kind = "manual" });
        Add(1, "*", "ilo", "duty");

        var (path, message) = Assert.Single(options.Validate());
        Assert.Equal("levels[0].devices", path);
        Assert.Contains("names duty, which is a person, beside devices", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_person_has_nothing_that_devices_have()
    {
        options.Devices.Add(new()
        {
            Kind = "manual",
            Address = "https://desk.example",
            Password = "please",
            Supply = true,
            OffOnly = true,
            Timeout = TimeSpan.FromSeconds(9),
            Keeps = TimeSpan.FromSeconds(30),
            Plugs = { ["compute-1"] = "7" },
        });

        Assert.Equal(
            ["address", "keeps", "off_only", "password", "plugs", "supply", "timeout"],
            options.Validate().Select(p => p.Path.Replace("devices[3].", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Two_devices_of_one_name_are_refused()
    {
        options.Devices[2].Name = "ilo";

        Assert.Contains("two are called 'ilo'", Assert.Single(options.Validate()).Message, StringComparison.Ordinal);
    }

    void Add(int level, string hosts, params string[] devices) =>
        options.Levels.Add(new() { Level = level, Hosts = [hosts], Devices = [.. devices] });

    FenceTopology Topology(string host) => new HostLevels(options, places).Of(new(host));

    string Levels(string host) => string.Join("; ", Topology(host).Levels.Select(l =>
        $"{l.Number}: {string.Join(", ", l.Devices.Select(d => d.Name))}{(l.Missing.Count > 0 ? $" (no {string.Join(", ", l.Missing)})" : "")}"));

    static FencingDeviceOptions Device(string name, params string[] hosts) => new()
    {
        Name = name,
        Hosts = [.. hosts],
        Address = "https://{host}.bmc.example",
        Username = "admin",
        Password = "password",
    };
}
