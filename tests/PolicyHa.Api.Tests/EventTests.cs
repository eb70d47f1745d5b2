using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using PolicyHa.Api.Tests.Support;

namespace PolicyHa.Api.Tests;

[Collection(CalmService.Name)]
public class EventTests(CalmService calm)
{
    readonly ServiceUnderTest service = calm.Service;

    [Fact]
    public async Task A_wrong_event_in_a_batch_is_named_exactly_and_the_good_ones_are_taken()
    {
        var wrong = HealthEvents.Network("compute-1", "admin", "ok");
        wrong["data"]!["observedAt"] = "yesterday";
        wrong["data"]!.AsObject().Remove("signal");

        var response = await PostAsync(new JsonArray(HealthEvents.Network("compute-1", "admin", "ok"), wrong));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var problem = await JsonAsync(response);
        Assert.Equal(1, (int?)problem["taken"]);
        Assert.Equal("taken", (string?)problem["events"]![0]!["outcome"]);
        Assert.Equal("refused", (string?)problem["events"]![1]!["outcome"]);
        var detail = (string?)problem["events"]![1]!["detail"];
        Assert.Contains("data.observedAt: \"yesterday\" is not an RFC 3339 time", detail, StringComparison.Ordinal);
        Assert.Contains("data.signal: missing", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_of_an_unknown_host_is_answered_with_the_reason_and_not_as_a_bad_request()
    {
        var response = await PostAsync(HealthEvents.Network("compute-99", "admin", "down"));

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var outcome = (await JsonAsync(response))["events"]![0]!;
        Assert.Equal("refused", (string?)outcome["outcome"]);
        Assert.Equal("unknown-host", (string?)outcome["reason"]);
        Assert.Contains("compute-99", (string?)outcome["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_in_binary_mode_is_taken()
    {
        var whole = HealthEvents.Network("compute-2", "tenant", "ok");
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/events")
        {
            Content = new StringContent(whole["data"]!.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        foreach (var name in (string[])["specversion", "id", "source", "type", "subject", "time"])
            request.Headers.Add($"ce-{name}", (string)whole[name]!);

        var response = await service.Http.SendAsync(request);

        Assert.Equal("taken", (string?)(await JsonAsync(response))["events"]![0]!["outcome"]);
        var signals = (await service.GetAsync("v1/hosts/compute-2"))["signals"]!.AsArray();
        Assert.Equal("up", (string?)signals.Single(s => (string)s!["signal"]! == "tenant")!["status"]);
    }

    [Theory]
    [InlineData("{", "malformed")]
    [InlineData("", "tombstone")]
    public async Task A_body_that_is_no_event_says_why(string body, string reason)
    {
        var response = await service.Http.PostAsync(
            "v1/events", new StringContent(body, MediaTypeHeaderValue.Parse("application/cloudevents+json")));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(reason, (string?)(await JsonAsync(response))["events"]![0]!["reason"]);
    }

    [Fact]
    public async Task A_broken_array_says_where_it_breaks()
    {
        var response = await service.Http.PostAsync(
            "v1/events", new StringContent("[{},", Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("not JSON", (string?)(await JsonAsync(response))["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_events_than_allowed_are_too_large()
    {
        var many = new JsonArray(
            [.. Enumerable.Range(0, service.Options.Limits.EventsPerRequestMax + 1).Select(_ => new JsonObject())]);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PostAsync(many)).StatusCode);
    }

    [Fact]
    public async Task An_event_over_the_schemas_bound_is_too_large()
    {
        var huge = HealthEvents.Network("compute-1", "admin", "ok");
        huge["data"]!["reason"] = new string('x', 300_000);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PostAsync(huge)).StatusCode);
    }

    Task<HttpResponseMessage> PostAsync(JsonNode body) => service.Http.PostAsJsonAsync("v1/events", body);

    static async Task<JsonNode> JsonAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
}
