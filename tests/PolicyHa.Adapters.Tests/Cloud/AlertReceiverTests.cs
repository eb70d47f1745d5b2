using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PolicyHa.Samples.Cloud.Alerts;
using PolicyHa.Samples.Cloud.Faults;

namespace PolicyHa.Adapters.Tests.Cloud;

public sealed class AlertReceiverTests : CloudTest
{
    const string Results = """
        {"checkresults":[
         {"checkresult":{"type":"service"},"hostname":"compute-1","servicename":"compute-ha","state":"2",
          "output":"CRITICAL - fenced"},
         {"checkresult":{"type":"host"},"hostname":"compute-1","state":"1","output":"DOWN"}]}
        """;

    [Fact]
    public async Task Nrdp_takes_a_form_and_tells_how_many_checks_it_processed()
    {
        var answer = await Nrdp(("token", "nrdp-secret"), ("cmd", "submitcheck"), ("json", Results));

        Assert.Equal(200, answer.Status);
        Assert.Equal("""{"status":0,"message":"OK","meta":{"output":"2 checks processed"}}""",
            answer.Json["result"]!.ToJsonString());
        Assert.Equal([("compute-1", "compute-ha", 2), ("compute-1", "host", 1)],
            Cloud.Alerts.Select(a => (a.Host!, a.Name, a.State!.Value)));
    }

    [Theory]
    [InlineData("wrong", Results, "BAD TOKEN")]
    [InlineData(null, Results, "NO TOKEN")]
    [InlineData("nrdp-secret", null, "NO DATA")]
    [InlineData("nrdp-secret", "{", "BAD JSON")]
    [InlineData("nrdp-secret", "{\"checkresults\":1}", "BAD JSON")]
    public async Task Nrdp_answers_200_even_when_it_refuses(string? token, string? json, string message)
    {
        var fields = new List<(string, string)> { ("cmd", "submitcheck") };
        fields.AddRange(token is null ? [] : [("token", token)]);
        fields.AddRange(json is null ? [] : [("json", json)]);
        var answer = await Nrdp([.. fields]);

        var result = answer.Json["result"]!;
        Assert.Equal((200, -1, message),
            (answer.Status, result["status"]!.GetValue<int>(), result["message"]!.ToString()));
        Assert.Empty(Cloud.Alerts);
    }

    [Fact]
    public async Task Nrdp_does_not_read_a_raw_json_body()
    {
        Assert.Equal("No command specified or request handler", (await Client.Post("/nrdp/", Results)).Text);
        Assert.Equal("nrdp", (await Nrdp(("cmd", "hello"))).Json["response"]!["product"]!.ToString());
    }

    [Fact]
    public async Task Sensu_queues_a_good_event()
    {
        var answer = await Client.Post("/sensu/events", """
            {"check":{"metadata":{"name":"compute-ha"},"proxy_entity_name":"compute-1","status":2,"output":"CRITICAL",
             "interval":60,"ttl":300}}
            """);

        Assert.Equal((202, ""), (answer.Status, answer.Text));
        var alert = Assert.Single(Cloud.Alerts);
        Assert.Equal((AlertSink.Sensu, "compute-1", "compute-ha", 2),
            (alert.Sink, alert.Host, alert.Name, alert.State!.Value));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"check":{}}""")]
    [InlineData("""{"check":{"metadata":{"name":"compute ha"}}}""")]
    [InlineData("""{"check":{"metadata":{"name":"compute/ha"}}}""")]
    [InlineData("""{"check":{"metadata":{"name":"x"},"status":"2"}}""")]
    [InlineData("""{"check":{"metadata":{"name":"x"},"interval":60,"ttl":60}}""")]
    [InlineData("""{"check":{"metadata":{"name":"x"},"ttl":3}}""")]
    [InlineData("""{"check":{"metadata":{"name":"x"},"publish":true}}""")]
    public async Task Sensu_refuses_what_its_validators_refuse(string body)
    {
        Assert.Equal(400, (await Client.Post("/sensu/events", body)).Status);
        Assert.Empty(Cloud.Alerts);
    }

    [Fact]
    public async Task A_signed_webhook_is_taken_once_and_any_matching_signature_will_do()
    {
        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        const string body = """{"type":"recovery.host.fenced","data":{"host":"compute-1"}}""";
        var signature = "v1,b2xk " + Sign("m-1", now, body);

        Assert.Equal(204, (await Webhook("m-1", now, signature, body)).Status);
        Assert.Equal(204, (await Webhook("m-1", now, signature, body)).Status);
        var alert = Assert.Single(Cloud.Alerts);
        Assert.Equal(("compute-1", "recovery.host.fenced", "m-1"), (alert.Host, alert.Name, alert.MessageId));
    }

    [Fact]
    public async Task A_webhook_with_wrong_signature_old_time_or_changed_body_is_refused()
    {
        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        Assert.Equal(400, (await Webhook("m-1", now, "v1,AAAA", "{}")).Status);
        Assert.Equal(400, (await Webhook("m-1", now - 301, Sign("m-1", now - 301, "{}"), "{}")).Status);
        Assert.Equal(400, (await Webhook("m-1", now, Sign("m-1", now, "{}"), "{ }")).Status);
        Assert.Equal(400, (await Webhook("m-2", now, Sign("m-1", now, "{}"), "{}")).Status);
        Assert.Equal(400, (await Client.Post("/webhook", "{}")).Status);
        Assert.Empty(Cloud.Alerts);
    }

    [Fact]
    public async Task Receivers_fail_on_demand()
    {
        Cloud.Inject(new ApiFault(ApiArea.Sensu, ApiFaultKind.Error) { Count = 1 });
        Cloud.Inject(new ApiFault(ApiArea.Nrdp, ApiFaultKind.Garbage) { Count = 1 });
        Cloud.Inject(new ApiFault(ApiArea.Webhook, ApiFaultKind.Down) { Count = 1 });

        Assert.Equal(503, (await Client.Post("/sensu/events", "{}")).Status);
        Assert.StartsWith("<html>", (await Nrdp(("cmd", "hello"))).Text, StringComparison.Ordinal);
        await Assert.ThrowsAsync<HttpRequestException>(() => Client.Post("/webhook", "{}"));
    }

    async Task<Answer> Nrdp(params (string Name, string Value)[] fields)
    {
        using var http = new HttpClient();
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await Answer.Of(await http.PostAsync(new Uri(Cloud.BaseUrl, "/nrdp/"), form));
    }

    Task<Answer> Webhook(string id, long timestamp, string signature, string body) => Client.Post("/webhook", body,
        ("webhook-id", id),
        ("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture)),
        ("webhook-signature", signature));

    string Sign(string id, long timestamp, string body)
    {
        var key = Convert.FromBase64String(Cloud.Options.WebhookSecret["whsec_".Length..]);
        return "v1," + Convert.ToBase64String(
            HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}")));
    }
}
