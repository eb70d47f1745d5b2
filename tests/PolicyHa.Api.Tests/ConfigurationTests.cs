using System.Text.RegularExpressions;
using PolicyHa.Api.Configuration;

namespace PolicyHa.Api.Tests;

public class ConfigurationTests
{
    const string Good = """
        storage: {sqlite: /tmp/x.db, keep_history: 90d}
        openstack:
          auth_url: https://keystone.example:5000/v3
          application_credential_id: id
          application_credential_secret: secret
          segments: {Rack-1: {hosts: [c1, c2], shared_storage: true}}
        fencing:
          devices:
          - {address: "https://{short}.bmc.example", username: admin, password: pw}
        services: {restart: {url: "http://{host}:9100/restart"}}
        policy: {params: {settle: 20s, observers: 3}}
        auth: none
        limits: {fence_timeout: 2m, evacuations_under_way_max: 50}
        """;

    [Fact]
    public void A_good_file_is_read_whole()
    {
        var options = Read(Good).Options!;

        Assert.Equal(TimeSpan.FromDays(90), options.Storage.KeepHistory);
        Assert.Equal(["c1", "c2"], options.Openstack.Segments["Rack-1"].Hosts);
        Assert.Equal("http://{host}:9100/restart", options.Openstack.ServiceRestart.Url);
        Assert.Equal("3", options.Policy.Params["observers"]);
        Assert.Equal(TimeSpan.FromMinutes(2), options.Limits.ForDecisions().FenceTimeout);
        Assert.Equal(50, options.Limits.ForExecution().EvacuationsUnderWayMax);
        Assert.Equal([ApiOptions.DefaultUrl], options.Api.Urls);
        Assert.True(options.Auth.IsOpen);
        Assert.Null(options.Kafka);
    }

    [Fact]
    public void Nova_is_an_observer_only_where_the_file_says_so()
    {
        Assert.False(Read(Good).Options!.Observers.Nova);
        Assert.True(Read($"{Good}\nobservers: {{nova: true}}").Options!.Observers.Nova);
        Assert.EndsWith(
            "policyha.yaml:14: observers.nove: unknown key (hint: did you mean 'nova'?)",
            Assert.Single(Read($"{Good}\nobservers: {{nove: true}}").Mistakes).ToString(), StringComparison.Ordinal);
        Assert.Contains(
            "policyha.yaml:14: observers.nova: 'maybe' is not", Assert.Single(Read($"{Good}\nobservers: {{nova: maybe}}").Mistakes).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_environment_wins_over_the_file_and_reaches_into_lists()
    {
        var options = Read(Good, new()
        {
            ["POLICYHA__OPENSTACK__AUTH_URL"] = "https://other.example/v3",
            ["POLICYHA__FENCING__DEVICES__0__PASSWORD"] = "from-outside",
            ["POLICYHA__OPENSTACK__SEGMENTS__RACK-1__SHARED_STORAGE"] = "false",
            ["POLICYHA__KAFKA__BROKERS__0"] = "k1:9092",
            ["PATH"] = "/bin",
        }).Options!;

        Assert.Equal("https://other.example/v3", options.Openstack.AuthUrl);
        Assert.Equal("from-outside", options.Fencing.Devices[0].Password);
        Assert.False(options.Openstack.Segments["Rack-1"].SharedStorage);
        Assert.Equal(["k1:9092"], options.Kafka!.Brokers);
    }

    [Fact]
    public void All_mistakes_are_told_at_once_each_with_its_key_and_a_hint()
    {
        var mistakes = Read(
            """
            storge: x
            openstack: {auth_ulr: "http://x", read_timeout: soon, service_restart: {url: x}}
            fencing: {devices: [{adress: x}]}
            kafka: {brokers: [nope], batch_max: 0}
            api: {urls: ["http://0.0.0.0:8600"]}
            auth: none
            limits: {fence_tries_max: 1000}
            """,
            new() { ["POLICYHA__LIMITS__FENCE_TIMEOUT"] = "abc" }).Mistakes.Select(m => m.ToString()).ToList();

        Assert.All(
            [
                "policyha.yaml:1: storge: unknown key (hint: did you mean 'storage'?)",
                "policyha.yaml:2: openstack.auth_ulr: unknown key (hint: did you mean 'auth_url'?)",
                "policyha.yaml:2: openstack.read_timeout: 'soon' is not a duration such as 30s, 5m or 250ms",
                "policyha.yaml:2: openstack.service_restart: unknown key (hint: it is services.restart here)",
                "policyha.yaml:3: fencing.devices[0].adress: unknown key (hint: did you mean 'address'?)",
                "policyha.yaml:7: limits.fence_tries_max: must be from 1 to 100",
                "limits.fence_timeout: 'abc' is not a duration such as 30s, 5m or 250ms",
                "kafka.brokers[0]: 'nope' is not host:port",
                "kafka.batch_max: 0 is not from 1 to 100000",
                "and http://0.0.0.0:8600 is not (hint: listen on 127.0.0.1, or give auth.keys)",
            ],
            expected => Assert.Contains(mistakes, m => m.EndsWith(expected, StringComparison.Ordinal)));
        Assert.Contains(mistakes, m => m.StartsWith("POLICYHA__LIMITS__FENCE_TIMEOUT: ", StringComparison.Ordinal));
        Assert.Contains(mistakes, m => m.StartsWith("openstack.auth_url: is missing", StringComparison.Ordinal));
    }

    [Fact]
    public void Services_are_restarted_by_ssh_or_by_a_hook_but_not_by_both()
    {
        const string ssh = "ssh: {user: policyha, key_file: /nowhere/key, known_hosts_file: /nowhere/known_hosts}";
        var mistakes = string.Join('\n', Read(Good.Replace("restart: {", $"restart: {{{ssh}, ", StringComparison.Ordinal)).Mistakes);

        Assert.Contains("services.restart.ssh: is given beside url; keep one way to restart services", mistakes, StringComparison.Ordinal);
        Assert.Contains("services.restart.ssh.key_file: /nowhere/key cannot be read", mistakes, StringComparison.Ordinal);
    }

    /// <summary>The try lasts 2 min. Levels of other hosts take none of its time.</summary>
    [Theory]
    [InlineData("[{level: 1, devices: [ilo], time: 90s}, {level: 2, devices: [ilo], delay: 29s}]", null)]
    [InlineData("[{level: 1, devices: [ilo], time: 90s}, {level: 2, devices: [ilo], delay: 30s}]", "fencing.levels[1]: its devices would be asked 00:02:00 after a try has begun, which is over after 00:02:00")]
    [InlineData("[{level: 1, devices: [ilo], delay: 2m}]", "fencing.levels[0]: its devices would be asked 00:02:00 after")]
    [InlineData("[{level: 1, hosts: [a], devices: [ilo], time: 90s}, {level: 2, hosts: [b], devices: [ilo], delay: 60s}]", null)]
    public void A_level_of_fencing_devices_whose_turn_would_come_too_late_is_refused(string levels, string? mistake)
    {
        var mistakes = Read(Good.Replace("fencing:", $"fencing:\n  levels: {levels}", StringComparison.Ordinal).Replace("- {address", "- {name: ilo, address", StringComparison.Ordinal)).Mistakes;

        if (mistake is null)
            Assert.Empty(mistakes);
        else
            Assert.Contains(mistake, Assert.Single(mistakes).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "auth: is missing")]
    [InlineData("auth: keystone", "Keystone tokens come with a later version")]
    [InlineData("auth: {keys: [{name: a, role: admin, key: short}]}", "auth.keys[0].key: has 5 characters, too few")]
    [InlineData("auth: {keys: [{name: a, role: boss, key: 0123456789abcdef}]}", "'boss' is not one of reader")]
    [InlineData("auth: {keys: [{name: a, key_file: /nowhere/key}]}", "auth.keys[0].key_file: cannot be read")]
    [InlineData(
        "auth: {keys: [{name: a, key: 0123456789abcdef}, {name: b, key: 0123456789abcdef}]}",
        "auth.keys[1].key: is the key of auth.keys[0] too")]
    public void Wrong_keys_are_refused_without_being_shown(string auth, string expected)
    {
        var mistakes = string.Join('\n', Read(Good.Replace("auth: none", auth, StringComparison.Ordinal)).Mistakes);

        Assert.Contains(expected, mistakes, StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789abcdef", mistakes, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a: [", "policyha.yaml:")]
    [InlineData("- a", "the file must hold keys with values")]
    public void A_file_that_is_no_mapping_is_a_mistake_with_its_place(string text, string expected) =>
        Assert.Contains(expected, Read(text).Mistakes.Single().ToString(), StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_not_there_is_a_mistake()
    {
        var mistake = ConfigurationReader.Read("/nowhere/policyha.yaml", new Dictionary<string, string>())
            .Mistakes.Single();

        Assert.Contains("/nowhere/policyha.yaml: cannot be read", mistake.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_example_file_is_good_but_for_the_files_it_names()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "policyha.example.yaml");

        var mistakes = ConfigurationReader.Read(file, new Dictionary<string, string>()).Mistakes;

        Assert.All(mistakes, m => Assert.Matches("_file|cacert|token|secret|password|policy.path", m.Path));
    }

    [Fact]
    public void The_example_file_is_as_good_with_ssh_instead_of_the_url()
    {
        var lines = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "policyha.example.yaml"))
            .Where(l => !l.StartsWith("    url: http://{host}", StringComparison.Ordinal) && !l.EndsWith("/agent", StringComparison.Ordinal))
            .Select(l => Regex.Replace(l, "^    # (ssh:|  )", "    $1"));

        var mistakes = Read(string.Join('\n', lines)).Mistakes;

        Assert.Contains(mistakes, m => m.Path == "services.restart.ssh.key_file");
        Assert.All(mistakes, m => Assert.Matches("_file|cacert|token|secret|password|policy.path", m.Path));
    }

    static ConfigurationLoad Read(string text, Dictionary<string, string>? environment = null)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("policyha-config-").FullName, "policyha.yaml");
        File.WriteAllText(file, text);
        return ConfigurationReader.Read(file, environment ?? []);
    }
}
