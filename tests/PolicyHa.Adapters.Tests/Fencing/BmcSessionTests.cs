using PolicyHa.Adapters.Fencing;
using PolicyHa.Adapters.Tests.Alerts;
using PolicyHa.Engine.Ports;
using PolicyHa.Samples.Cloud.World;
using PowerState = PolicyHa.Engine.Ports.PowerState;

namespace PolicyHa.Adapters.Tests.Fencing;

/// <summary>Sessions of real HTTP with simulated BMCs, which have few.</summary>
public sealed class BmcSessionTests
{
    [Fact]
    public async Task Calls_at_the_same_time_share_one_and_it_is_closed_with_the_service()
    {
        await using var run = await StartAsync();

        var readings = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => run.ReadAsync("compute-1")));
        Assert.IsType<ActionAnswer.Accepted>(await run.PowerOffAsync("compute-1"));

        Assert.All(readings, r => Assert.Equal((PowerState.On, "PowerState On"), (r.State, r.Detail)));
        Assert.Equal((1, 1), run.Cloud.BmcSessions("compute-1"));
        Assert.Equal((0, 0), run.Cloud.BmcSessions("compute-2"));
        await run.StopAsync();
        Assert.Equal((0, 1), run.Cloud.BmcSessions("compute-1"));
    }

    [Fact]
    public async Task Without_a_word_about_it_there_is_none()
    {
        await using var run = await BmcRun.StartAsync();

        Assert.Equal(PowerState.On, (await run.ReadAsync("compute-1")).State);

        Assert.Equal((0, 0), run.Cloud.BmcSessions("compute-1"));
    }

    [Fact]
    public async Task One_that_the_BMC_has_forgotten_is_asked_for_anew_also_in_the_midst_of_a_fence()
    {
        await using var run = await StartAsync();
        await run.ReadAsync("compute-1");
        run.Cloud.EndBmcSessions("compute-1");

        var readings = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => run.ReadAsync("compute-1")));
        Assert.All(readings, r => Assert.Equal(PowerState.On, r.State));
        Assert.Equal((1, 2), run.Cloud.BmcSessions("compute-1"));

        run.Cloud.EndBmcSessions("compute-1");
        Assert.IsType<ActionAnswer.Accepted>(await run.PowerOffAsync("compute-1"));
        Assert.Single(run.Cloud.Audit().Events, e => e.Kind is AuditKind.PowerOffCommanded);
    }

    [Fact]
    public async Task Where_none_is_left_calls_go_by_Basic_and_say_so()
    {
        await using var run = await StartAsync();
        run.Cloud.SetBmc("compute-1", new BmcManner { SessionsMax = 0 });

        var reading = await run.ReadAsync("compute-1");

        Assert.Equal(PowerState.On, reading.State);
        Assert.Contains("by Basic, for there is no session: HTTP 503", reading.Detail, StringComparison.Ordinal);
        Assert.Contains("gave no session: HTTP 503", run.Log.Text, StringComparison.Ordinal);
        Assert.IsType<ActionAnswer.Accepted>(await run.PowerOffAsync("compute-1"));
    }

    [Fact]
    public async Task A_wrong_password_is_tried_once_a_call_and_not_by_Basic_too()
    {
        var tried = new List<string>();
        await using var run = BmcRun.With(
            request =>
            {
                tried.Add($"{request.Method} {request.RequestUri!.AbsolutePath} {request.Headers.Authorization?.Scheme}");
                return new(request.Method == HttpMethod.Post ? System.Net.HttpStatusCode.Unauthorized : System.Net.HttpStatusCode.NotFound);
            },
            d => d.Login = FencingDeviceOptions.SessionLogin);

        var reading = await run.ReadAsync("compute-1");

        Assert.Equal(PowerState.Unknown, reading.State);
        Assert.Contains("log in: HTTP 401", reading.Detail, StringComparison.Ordinal);
        Assert.Equal(["GET /redfish/v1/ ", "POST /redfish/v1/SessionService/Sessions "], tried);
        Assert.False(Assert.IsType<ActionAnswer.Refused>(await run.PowerOffAsync("compute-1")).Retryable);
    }

    [Fact]
    public async Task It_is_closed_when_it_has_not_been_used_for_a_minute()
    {
        var clock = new SteppedClock(DateTimeOffset.UnixEpoch);
        var bmc = new SessionBmc();
        await using var run = bmc.Start(clock);

        await run.ReadAsync("compute-1");
        clock.Pass(TimeSpan.FromSeconds(40));
        await run.ReadAsync("compute-1");
        clock.Pass(TimeSpan.FromSeconds(40));
        Assert.Empty(bmc.Closed);
        clock.Pass(TimeSpan.FromSeconds(20));
        await bmc.UntilClosedAsync(1);

        Assert.Equal(["token-1"], bmc.Closed);
        Assert.Equal(PowerState.On, (await run.ReadAsync("compute-1")).State);
        Assert.Equal(2, bmc.Logins);
    }

    [Fact]
    public async Task After_the_BMC_gave_none_it_is_left_alone_for_a_minute()
    {
        var clock = new SteppedClock(DateTimeOffset.UnixEpoch);
        var bmc = new SessionBmc { IsFull = true };
        await using var run = bmc.Start(clock);

        await run.ReadAsync("compute-1");
        await run.ReadAsync("compute-1");
        Assert.Equal(1, bmc.Logins);
        bmc.IsFull = false;
        clock.Pass(TimeSpan.FromSeconds(60));

        Assert.Equal("PowerState On", (await run.ReadAsync("compute-1")).Detail);
        Assert.Equal(2, bmc.Logins);
    }

    [Fact]
    public async Task One_that_lets_nobody_in_holds_no_slot_either()
    {
        var bmc = new SessionBmc { Rejects = true };
        await using var run = bmc.Start();

        Assert.Contains("HTTP 401", (await run.ReadAsync("compute-1")).Detail, StringComparison.Ordinal);
        await run.ReadAsync("compute-1");
        await run.StopAsync();

        Assert.Equal(3, bmc.Logins);
        Assert.Equal(["token-1", "token-2", "token-3"], bmc.Closed);
    }

    /// <summary>The first call waits 2 s for it, and it takes at least 2.4 s.</summary>
    [Fact]
    public async Task One_that_comes_late_holds_no_call_up_and_is_not_lost()
    {
        await using var run = await BmcRun.StartAsync(d => (d.Login, d.Timeout) = (FencingDeviceOptions.SessionLogin, TimeSpan.FromSeconds(6)));
        run.Cloud.SetBmc("compute-1", new BmcManner { AnswerTime = TimeSpan.FromSeconds(1.2) });

        Assert.Equal(PowerState.On, (await run.ReadAsync("compute-1")).State);
        await run.StopAsync();

        Assert.Equal((0, 1), run.Cloud.BmcSessions("compute-1"));
    }

    [Fact]
    public async Task Its_token_is_shown_nowhere_and_goes_to_no_other_host()
    {
        var bmc = new SessionBmc { Repeats = true };
        await using var run = bmc.Start();

        var reading = await run.ReadAsync("compute-1");
        var answer = await run.PowerOffAsync("compute-1");
        await run.StopAsync();

        Assert.Contains("***", reading.Detail, StringComparison.Ordinal);
        Assert.Contains("could not be closed", run.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("token-1", $"{reading} {answer} {run.Log.Text}", StringComparison.Ordinal);
        Assert.Equal(["compute-1.bmc.test"], bmc.Hosts.Distinct());
    }

    static Task<BmcRun> StartAsync() => BmcRun.StartAsync(d => d.Login = FencingDeviceOptions.SessionLogin);
}
