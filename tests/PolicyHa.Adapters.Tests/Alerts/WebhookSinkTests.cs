using Microsoft.AspNetCore.Http;
using PolicyHa.Adapters.Alerts;
using PolicyHa.Adapters.Alerts.Sinks;
using PolicyHa.Adapters.Tests.Cloud;
using PolicyHa.Adapters.Webhooks;
using PolicyHa.Engine.Alerts;
using PolicyHa.Engine.Ports;
using PolicyHa.Samples.Cloud.Faults;

namespace PolicyHa.Adapters.Tests.Alerts;

public sealed class WebhookSinkTests : CloudTest
{
    const string Old = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    WebhookOptions Endpoint => new()
    {
        Url = new Uri(Cloud.BaseUrl, "/webhook"),
        Secrets = [new() { Value = Cloud.Options.WebhookSecret }],
    };

    /// <summary>The test vector of the specification.</summary>
    [Fact]
    public void A_signature_is_what_the_specification_says()
    {
        Assert.True(WebhookSignature.TryKey("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", out var key));
        Assert.Equal(
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            WebhookSignature.Of("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"u8, [key]));
    }

    [Fact]
    public async Task A_signed_alert_is_taken()
    {
        Assert.Equal(new ActionAnswer.Accepted("HTTP 204"), await Deliver(Endpoint, AlertSamples.Item()));
        var taken = Assert.Single(Cloud.Alerts);
        Assert.Equal(("compute-1", "recovery.host-fenced", "msg_inc-9f2c41d07a3b_17"),
            (taken.Host, taken.Name, taken.MessageId));
        Assert.Equal("critical", taken.Body!["data"]!["severity"]!.ToString());
        Assert.Equal("2026-11-21T03:04:05+00:00", taken.Body!["timestamp"]!.ToString());
    }

    [Fact]
    public async Task A_repeat_has_the_same_id_and_a_new_time()
    {
        await using var endpoint = await EndpointRun.StartAsync(_ => Task.CompletedTask);
        using var sink = new WebhookSink(Endpoint with { Url = endpoint.Url }, Clock);
        await sink.DeliverAsync(AlertSamples.Item(), default);
        Clock.Pass(60);
        await sink.DeliverAsync(AlertSamples.Item() with { Tries = 1 }, default);
        var requests = endpoint.Requests.ToList();
        Assert.Equal(requests[0].Headers["webhook-id"], requests[1].Headers["webhook-id"]);
        Assert.Equal(requests[0].Body, requests[1].Body);
        var sent = requests.Select(r => long.Parse(r.Headers["webhook-timestamp"])).ToList();
        Assert.Equal(60, sent[1] - sent[0]);
        Assert.NotEqual(requests[0].Headers["webhook-signature"], requests[1].Headers["webhook-signature"]);
    }

    [Fact]
    public async Task During_a_rotation_a_receiver_with_either_secret_takes_it()
    {
        var both = Endpoint with { Secrets = [new() { Value = Old }, .. Endpoint.Secrets] };
        Assert.IsType<ActionAnswer.Accepted>(await Deliver(both, AlertSamples.Item()));
        await using var endpoint = await EndpointRun.StartAsync(_ => Task.CompletedTask);
        await Deliver(both with { Url = endpoint.Url }, AlertSamples.Item());
        Assert.Equal(2, Assert.Single(endpoint.Requests).Headers["webhook-signature"].Split(' ').Length);
    }

    [Fact]
    public async Task A_wrong_secret_is_refused_for_good()
    {
        var answer = await Deliver(Endpoint with { Secrets = [new() { Value = Old }] }, AlertSamples.Item());
        Assert.Equal(new ActionAnswer.Refused("HTTP 400: no signature matches", Retryable: false), answer);
    }

    [Fact]
    public async Task A_redirect_is_a_failure_and_is_not_followed()
    {
        await using var elsewhere = await EndpointRun.StartAsync(_ => Task.CompletedTask);
        await using var endpoint = await EndpointRun.StartAsync(http =>
        {
            http.Response.Redirect(elsewhere.Url.ToString());
            return Task.CompletedTask;
        });
        Assert.Equal(new ActionAnswer.Refused("HTTP 302", Retryable: false),
            await Deliver(Endpoint with { Url = endpoint.Url }, AlertSamples.Item()));
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task An_endpoint_that_is_gone_is_left_alone()
    {
        await using var endpoint = await EndpointRun.StartAsync(http =>
        {
            http.Response.StatusCode = StatusCodes.Status410Gone;
            return Task.CompletedTask;
        });
        using var sink = new WebhookSink(Endpoint with { Url = endpoint.Url }, TimeProvider.System);
        Assert.Equal(new ActionAnswer.Refused("HTTP 410", Retryable: false),
            await sink.DeliverAsync(AlertSamples.Item(), default));
        Assert.True(sink.IsDisabled);
        Assert.False(Assert.IsType<ActionAnswer.Refused>(await sink.DeliverAsync(AlertSamples.Item(18), default))
            .Retryable);
        Assert.Single(endpoint.Requests);
    }

    [Fact]
    public async Task Retry_After_is_passed_on()
    {
        Cloud.Inject(
            new ApiFault(ApiArea.Webhook, ApiFaultKind.Error) { Status = 429, RetryAfterSeconds = 120, Count = 1 });
        var refused = Assert.IsType<ActionAnswer.Refused>(await Deliver(Endpoint, AlertSamples.Item()));
        Assert.Equal((true, TimeSpan.FromSeconds(120)), (refused.Retryable, refused.RetryAfter));
    }

    [Fact]
    public async Task No_answer_in_time_is_unclear()
    {
        await using var endpoint = await EndpointRun.StartAsync(
            http => Task.Delay(Timeout.Infinite, http.RequestAborted));
        var answer = await Deliver(
            Endpoint with { Url = endpoint.Url, Timeout = TimeSpan.FromSeconds(1) }, AlertSamples.Item());
        Assert.Equal(new ActionAnswer.Unclear("no answer within 1 s"), answer);
    }

    [Fact]
    public async Task Nobody_listening_is_worth_another_try()
    {
        var endpoint = await EndpointRun.StartAsync(_ => Task.CompletedTask);
        var url = endpoint.Url;
        await endpoint.DisposeAsync();
        var refused = Assert.IsType<ActionAnswer.Refused>(
            await Deliver(Endpoint with { Url = url }, AlertSamples.Item()));
        Assert.StartsWith("not reached: ", refused.Reason, StringComparison.Ordinal);
        Assert.True(refused.Retryable);
    }

    [Fact]
    public async Task A_dead_endpoint_is_not_asked_any_more_for_a_while()
    {
        await using var endpoint = await EndpointRun.StartAsync(http =>
        {
            http.Response.StatusCode = StatusCodes.Status502BadGateway;
            return Task.CompletedTask;
        });
        using var sink = new WebhookSink(Endpoint with { Url = endpoint.Url }, TimeProvider.System);
        ActionAnswer answer = null!;
        for (var i = 0; i < 8; i++)
            answer = await sink.DeliverAsync(AlertSamples.Item(), default);
        var refused = Assert.IsType<ActionAnswer.Refused>(answer);
        Assert.Equal(("not asked, the attempts before failed", true), (refused.Reason, refused.Retryable));
        Assert.NotNull(refused.RetryAfter);
        Assert.Equal(5, endpoint.Requests.Count);
    }

    static async Task<ActionAnswer> Deliver(WebhookOptions options, OutboxItem item)
    {
        // The receiver's clock stands at the moment of the alert; ours must agree with it.
        using var sink = new WebhookSink(options, new ManualClock());
        return await sink.DeliverAsync(item, default);
    }
}
