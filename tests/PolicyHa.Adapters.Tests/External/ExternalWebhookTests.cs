using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using PolicyHa.Adapters.Alerts.External;
using PolicyHa.Adapters.Tests.Alerts;
using PolicyHa.Adapters.Tests.OpenStack;
using PolicyHa.Adapters.Webhooks;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Tests.External;

/// <summary>The contract with a service that recoveries are handed over to, against a small server that is strict about it.</summary>
public sealed class ExternalWebhookTests
{
    const string Secret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    const string Key = "inc-0123456789ab/1/call/i-1/rebuilder#1";

    static readonly ExternalCall Call =
        new(Key, CloudRun.Context(), new HostName("compute-1"), new InstanceId("i-1"), "web-1", "instance-fault/any");

    static ExternalWebhook Service(EndpointRun server, bool canCallBack = false) => new(
        new ExternalWebhookOptions { Name = "rebuilder", Url = new Uri(server.Url, "/recoveries"), Secrets = [new() { Value = Secret }] },
        canCallBack ? new Uri("http://policyha.test:8600") : null,
        TimeProvider.System);

    static Task<EndpointRun> ServerAsync(int status, string body) => EndpointRun.StartAsync(http => AnswerAsync(http, status, body));

    static async Task AnswerAsync(HttpContext http, int status, string body)
    {
        http.Response.StatusCode = status;
        await http.Response.WriteAsync(body);
    }

    static async Task<string> ReferenceAsync(ExternalWebhook service) =>
        Assert.IsType<ActionAnswer.Accepted>(await service.StartAsync(Call, default)).Reference!;

    [Fact]
    public async Task A_call_says_what_is_to_be_recovered_and_is_signed_and_a_repeat_is_known_by_its_key()
    {
        await using var server = await ServerAsync(200, """{"state": "done"}""");
        using var service = Service(server);
        await service.StartAsync(Call, default);
        await service.StartAsync(Call, default);

        var requests = server.Requests.ToList();
        var data = JsonNode.Parse(requests[0].Body)!["data"]!;
        Assert.Equal(
            (Key, "compute-1", "i-1", "web-1", "inc-0123456789ab", "instance-fault/any", 7),
            ((string?)data["key"], (string?)data["host"], (string?)data["instance"], (string?)data["instanceName"], (string?)data["incident"], (string?)data["row"], (int)data["epoch"]!));
        Assert.Null(data["callback"]);
        Assert.All(requests, r => Assert.Equal((Key, "/recoveries"), (r.Headers["Idempotency-Key"], r.Path)));
        Assert.Equal(requests[0].Headers["webhook-id"], requests[1].Headers["webhook-id"]);
        Assert.True(WebhookSignature.TryKey(Secret, out var key));
        Assert.Equal(
            WebhookSignature.Of(requests[0].Headers["webhook-id"], long.Parse(requests[0].Headers["webhook-timestamp"], null), System.Text.Encoding.UTF8.GetBytes(requests[0].Body), [key]),
            requests[0].Headers["webhook-signature"]);
    }

    [Theory]
    [InlineData("""{"state": "done", "detail": "rebuilt on compute-2"}""", ExternalState.Done, "rebuilt on compute-2")]
    [InlineData("""{"state": "failed", "detail": "no room"}""", ExternalState.Failed, "no room")]
    public async Task What_the_service_says_at_once_counts(string answer, ExternalState state, string detail)
    {
        await using var server = await ServerAsync(200, answer);
        using var service = Service(server);

        Assert.Equal(new ExternalReport(state, detail), await service.ReadAsync(await ReferenceAsync(service), default));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_service_that_takes_its_time_is_asked_where_it_says_until_it_is_through()
    {
        var asked = 0;
        await using var server = await EndpointRun.StartAsync(http => AnswerAsync(
            http, http.Request.Method == "POST" ? 202 : 200,
            http.Request.Method == "POST" ? """{"state": "accepted", "poll": "/recoveries/17"}"""
                : asked++ == 0 ? """{"state": "accepted", "detail": "half"}""" : """{"state": "done"}"""));
        using var service = Service(server);
        var reference = await ReferenceAsync(service);

        Assert.Equal(new ExternalReport(ExternalState.UnderWay, "half"), await service.ReadAsync(reference, default));
        Assert.Equal(new ExternalReport(ExternalState.Done, ""), await service.ReadAsync(reference, default));
        Assert.Equal("/recoveries/17", server.Requests.Last().Path);
        Assert.Contains("v1,", server.Requests.Last().Headers["webhook-signature"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_may_call_back_with_a_token_that_is_good_for_that_call_only()
    {
        await using var server = await ServerAsync(202, "");
        using var service = Service(server, canCallBack: true);

        Assert.Equal(ExternalState.UnderWay, (await service.ReadAsync(await ReferenceAsync(service), default)).State);
        var address = (string)JsonNode.Parse(server.Requests.Single().Body)!["data"]!["callback"]!;
        Assert.StartsWith("http://policyha.test:8600/v1/external/", address, StringComparison.Ordinal);
        Assert.True(CallbackSeal.TryRead(address.Split('/')[^1], out var key, out var seal));
        Assert.Equal(Key, key);
        Assert.True(service.IsSealOf(Key, seal));
        Assert.False(service.IsSealOf(Key.Replace("#1", "#2", StringComparison.Ordinal), seal));
        Assert.False(service.IsSealOf(Key, "x" + seal[1..]));
        Assert.False(CallbackSeal.TryRead("no token", out _, out _));
        Assert.False(CallbackSeal.TryRead("***.seal", out _, out _));
    }

    [Theory]
    [InlineData(202, "", "names no address to ask at", false)]
    [InlineData(202, """{"state": "accepted"}""", "names no address to ask at", false)]
    [InlineData(202, """{"state": "accepted", "poll": "http://elsewhere.test/17"}""", "another server", false)]
    [InlineData(200, "it is fine", "no state of accepted, done or failed", false)]
    [InlineData(200, """{"state": "SUCCESS"}""", "no state of accepted, done or failed", false)]
    [InlineData(409, "busy", "HTTP 409: busy", false)]
    [InlineData(503, "later", "HTTP 503: later", true)]
    public async Task What_is_no_answer_of_the_contract_is_refused_with_the_reason(int status, string body, string because, bool retryable)
    {
        await using var server = await ServerAsync(status, body);
        using var service = Service(server);

        var refused = Assert.IsType<ActionAnswer.Refused>(await service.StartAsync(Call, default));

        Assert.Contains(because, refused.Reason, StringComparison.Ordinal);
        Assert.Equal(retryable, refused.Retryable);
    }

    [Fact]
    public async Task When_it_cannot_be_asked_how_it_stands_nothing_is_known()
    {
        var isUp = true;
        await using var server = await EndpointRun.StartAsync(http => AnswerAsync(http, isUp ? 202 : 503, """{"state": "accepted", "poll": "17"}"""));
        using var service = Service(server);
        var reference = await ReferenceAsync(service);
        isUp = false;

        await Assert.ThrowsAsync<OutsideUnavailableException>(() => service.ReadAsync(reference, default));
    }

    [Fact]
    public void Mistakes_in_its_options_are_told_with_their_keys()
    {
        var problems = new ExternalWebhookOptions { Name = "two words", Secrets = [new() { Value = "secret" }], Timeout = TimeSpan.Zero }.Validate();

        Assert.Equal(["name", "secrets[0]", "timeout", "url"], problems.Select(p => p.Path).Order(StringComparer.Ordinal));
    }
}
