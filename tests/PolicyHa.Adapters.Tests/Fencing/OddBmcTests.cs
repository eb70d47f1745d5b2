using System.Net;
using System.Text;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Tests.Fencing;

public sealed class OddBmcTests
{
    const string OneSystem = """{"Members": [{"@odata.id": "/redfish/v1/Systems/1"}]}""";

    [Theory]
    [InlineData("compute-1", true)]
    [InlineData("COMPUTE-1.example.com", true)]
    [InlineData("", true)]
    [InlineData("compute-10", false)]
    [InlineData("compute-2.example.com", false)]
    public async Task A_device_must_be_that_hosts_own(string named, bool own)
    {
        await using var run = BmcRun.With(Answers(System(power: "Off", hostName: named)));

        var (reading, answer) = (await run.ReadAsync("compute-1"), await run.PowerOffAsync("compute-1"));

        Assert.Equal(own ? PowerState.Off : PowerState.Unknown, reading.State);
        Assert.Equal(own, answer is ActionAnswer.Accepted);
        if (!own)
            Assert.Contains(named, reading.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("compute-1.east", "compute-1.west")]
    public async Task The_same_short_name_in_another_domain_is_another_host(string host, string named)
    {
        await using var run = BmcRun.With(Answers(System(power: "Off", hostName: named)));

        Assert.Equal(PowerState.Unknown, (await run.ReadAsync(host)).State);
    }

    [Theory]
    [InlineData("On", PowerState.On)]
    [InlineData("PoweringOff", PowerState.Unknown)]
    [InlineData("PoweringOn", PowerState.Unknown)]
    [InlineData("Paused", PowerState.Unknown)]
    [InlineData("off", PowerState.Unknown)]
    [InlineData("Offline", PowerState.Unknown)]
    [InlineData("", PowerState.Unknown)]
    public async Task Only_off_is_off(string power, PowerState state)
    {
        await using var run = BmcRun.With(Answers(System(power)));

        Assert.Equal(state, (await run.ReadAsync("compute-1")).State);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"Off\"")]
    [InlineData("{\"PowerState\": 0}")]
    [InlineData("{\"PowerState\": \"\\ud800\"}")]
    [InlineData("<html>Off</html>")]
    [InlineData("")]
    public async Task Nonsense_is_unknown(string system)
    {
        await using var run = BmcRun.With(Answers(system));

        Assert.Equal(PowerState.Unknown, (await run.ReadAsync("compute-1")).State);
        Assert.IsType<ActionAnswer.Refused>(await run.PowerOffAsync("compute-1"));
    }

    [Fact]
    public async Task Several_systems_ask_for_configuration_and_a_configured_one_is_used()
    {
        const string two =
            """{"Members": [{"@odata.id": "/redfish/v1/Systems/a"}, {"@odata.id": "/redfish/v1/Systems/compute-1"}]}""";
        await using var auto = BmcRun.With(Answers(System("Off"), two));
        await using var configured = BmcRun.With(
            request => request.RequestUri!.AbsolutePath is "/redfish/v1/Systems/compute-1"
                ? Json(System("Off"))
                : Json("{}", 404),
            d => d.System = "/redfish/v1/Systems/{host}");

        var reading = await auto.ReadAsync("compute-1");
        Assert.Equal(PowerState.Unknown, reading.State);
        Assert.Contains("set system for compute-1", reading.Detail, StringComparison.Ordinal);
        Assert.Equal(PowerState.Off, (await configured.ReadAsync("compute-1")).State);
    }

    [Fact]
    public async Task A_device_without_ForceOff_is_refused_with_what_it_has()
    {
        await using var run = BmcRun.With(Answers(System("On", resets: """["On", "PushPowerButton"]""")));

        var answer = Assert.IsType<ActionAnswer.Refused>(await run.PowerOffAsync("compute-1"));

        Assert.False(answer.Retryable);
        Assert.Contains("On, PushPowerButton", answer.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_may_keep_its_list_of_resets_elsewhere()
    {
        const string system =
            """
            {"PowerState": "On", "Actions": {"#ComputerSystem.Reset": {"target": "/redfish/v1/Systems/1/Actions/Reset",
             "@Redfish.ActionInfo": "/redfish/v1/Systems/1/ResetActionInfo"}}}
            """;
        await using var run = BmcRun.With(request =>
            request.RequestUri!.AbsolutePath is "/redfish/v1/Systems/1/ResetActionInfo"
            ? Json("""{"Parameters": [{"Name": "ResetType", "AllowableValues": ["GracefulShutdown"]}]}""")
            : Answers(system)(request));

        var answer = Assert.IsType<ActionAnswer.Refused>(await run.PowerOffAsync("compute-1"));

        Assert.Contains("GracefulShutdown", answer.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_password_follows_no_redirect_and_no_foreign_link()
    {
        var hosts = new List<string>();
        await using var run = BmcRun.With(request =>
        {
            hosts.Add(request.RequestUri!.Host);
            return Answers(System("On", target: "https://evil.test/redfish/v1/Systems/1/Actions/Reset"))(request);
        });
        await using var redirecting = BmcRun.With(request =>
        {
            hosts.Add(request.RequestUri!.Host);
            return new HttpResponseMessage(HttpStatusCode.MovedPermanently)
            {
                Headers = { Location = new Uri("https://evil.test/") },
            };
        });

        await run.PowerOffAsync("compute-1");
        var reading = await redirecting.ReadAsync("compute-1");

        Assert.Equal("compute-1.bmc.test", Assert.Single(hosts.Distinct()));
        Assert.Equal(PowerState.Unknown, reading.State);
        Assert.Contains("redirect", reading.Detail, StringComparison.Ordinal);
    }

    /// <summary>Boards keep the power they have read for up to a minute; an act is not a question.</summary>
    [Fact]
    public async Task Every_reading_asks_for_an_answer_that_is_not_kept()
    {
        var asked = new List<(HttpMethod Method, bool Anew)>();
        await using var run = BmcRun.With(request =>
        {
            asked.Add((request.Method, request.Headers.CacheControl?.NoCache == true));
            return Answers(System("On"))(request);
        });

        await run.PowerOffAsync("compute-1");

        Assert.All(asked, a => Assert.Equal(a.Method == HttpMethod.Get, a.Anew));
        Assert.Contains(asked, a => a.Method == HttpMethod.Post);
    }

    static Func<HttpRequestMessage, HttpResponseMessage> Answers(string system, string systems = OneSystem) =>
        request => request.RequestUri!.AbsolutePath switch
        {
            "/redfish/v1/Systems" => Json(systems),
            "/redfish/v1/Systems/1" => Json(system),
            _ when request.Method == HttpMethod.Post => new HttpResponseMessage(HttpStatusCode.NoContent),
            _ => Json("{}", 404),
        };

    static string System(
        string power,
        string hostName = "",
        string resets = """["On", "ForceOff"]""",
        string target = "/redfish/v1/Systems/1/Actions/Reset") =>
        $$"""
        {"PowerState": "{{power}}", "HostName": "{{hostName}}", "Actions": {"#ComputerSystem.Reset": {
          "target": "{{target}}", "ResetType@Redfish.AllowableValues": {{resets}}
        } } }
        """;

    static HttpResponseMessage Json(string body, int status = 200) =>
        new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
}
