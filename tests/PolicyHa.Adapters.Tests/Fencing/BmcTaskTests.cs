using System.Net;
using System.Text;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Tests.Fencing;

/// <summary>Resets that are taken as tasks: what monitors and tasks may answer.</summary>
public sealed class BmcTaskTests
{
    const string Monitor = "/redfish/v1/TaskService/TaskMonitors/1";

    [Theory]
    [InlineData(204, "")]
    [InlineData(200, """{"TaskState": "Completed"}""")]
    [InlineData(404, "")]
    [InlineData(403, "")]
    public async Task One_that_has_ended_or_is_not_known_is_accepted(int status, string body)
    {
        await using var run = With(_ => Json(status, body));

        Assert.Equal(Monitor, Assert.IsType<ActionAnswer.Accepted>(await run.PowerOffAsync("compute-1")).Reference);
    }

    [Theory]
    [InlineData("Exception")]
    [InlineData("Killed")]
    [InlineData("Cancelled")]
    public async Task One_that_has_not_worked_out_is_unclear_with_its_words(string state)
    {
        await using var run = With(_ => Json(200, $$"""{"TaskState": "{{state}}", "Messages": [{"Message": "the relay is stuck"}]}"""));

        var answer = Assert.IsType<ActionAnswer.Unclear>(await run.PowerOffAsync("compute-1"));

        Assert.Contains(state, answer.Reason, StringComparison.Ordinal);
        Assert.Contains("the relay is stuck", answer.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_ends_with_a_no_is_refused_and_with_another_error_unclear()
    {
        const string words = """{"error": {"code": "Base.1.8.GeneralError", "message": "not in this state"}}""";
        await using var no = With(_ => Json(400, words));
        await using var error = With(_ => Json(500, words));

        Assert.Contains("not in this state", Assert.IsType<ActionAnswer.Refused>(await no.PowerOffAsync("compute-1")).Reason, StringComparison.Ordinal);
        Assert.Contains("not in this state", Assert.IsType<ActionAnswer.Unclear>(await error.PowerOffAsync("compute-1")).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(202, """{"TaskState": "Running"}""")]
    [InlineData(200, """{"TaskState": "Running"}""")]
    [InlineData(503, "")]
    public async Task One_that_is_under_way_is_waited_for(int status, string body)
    {
        var asked = 0;
        await using var run = With(_ => asked++ == 0 ? Json(status, body) : Json(400, ""));

        Assert.IsType<ActionAnswer.Refused>(await run.PowerOffAsync("compute-1"));
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task It_is_waited_for_no_longer_than_a_call_may_take()
    {
        await using var run = With(_ => Json(202, ""), timeout: TimeSpan.FromSeconds(1.5));

        Assert.IsType<ActionAnswer.Accepted>(await run.PowerOffAsync("compute-1").WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task A_host_that_is_off_meanwhile_is_waited_for_no_longer()
    {
        var asked = 0;
        await using var run = With(
            _ =>
            {
                asked++;
                return Json(202, "");
            },
            timeout: TimeSpan.FromMinutes(2),
            power: () => asked == 0 ? "On" : "Off");

        Assert.IsType<ActionAnswer.Accepted>(await run.PowerOffAsync("compute-1").WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task Only_the_path_of_a_monitor_is_followed()
    {
        var hosts = new List<string>();
        await using var run = With(
            request =>
            {
                hosts.Add(request.RequestUri!.Host);
                return Json(204, "");
            },
            monitor: "https://evil.test" + Monitor);

        Assert.IsType<ActionAnswer.Accepted>(await run.PowerOffAsync("compute-1"));
        Assert.Equal(["compute-1.bmc.test"], hosts);
    }

    static BmcRun With(
        Func<HttpRequestMessage, HttpResponseMessage> task, TimeSpan? timeout = null, string monitor = Monitor, Func<string>? power = null) => BmcRun.With(
            request => request switch
            {
                { RequestUri.AbsolutePath: Monitor } => task(request),
                { Method.Method: "POST" } => new(HttpStatusCode.Accepted) { Headers = { Location = new Uri(monitor, UriKind.RelativeOrAbsolute) } },
                { RequestUri.AbsolutePath: "/redfish/v1/Systems" } => Json(200, """{"Members": [{"@odata.id": "/redfish/v1/Systems/1"}]}"""),
                _ => Json(
                    200,
                    $$$$"""{"PowerState": "{{{{power?.Invoke() ?? "On"}}}}", "Actions": {"#ComputerSystem.Reset": {"target": "/redfish/v1/Systems/1/Reset"}}}"""),
            },
            d => d.Timeout = timeout ?? d.Timeout);

    static HttpResponseMessage Json(int status, string body) =>
        new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
}
