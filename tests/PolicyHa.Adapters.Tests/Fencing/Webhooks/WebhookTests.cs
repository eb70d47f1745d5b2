using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using PolicyHa.Adapters.Fencing;
using PolicyHa.Adapters.Tests.Fencing.Contract;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Tests.Fencing.Webhooks;

public sealed class WebhookTests
{
    [Fact]
    public async Task A_message_says_what_is_wanted_of_whom_and_an_act_for_what()
    {
        await using var server = await PowerServer.StartAsync<WebhookServer>();
        var options = server.Options;
        (options.Hosts, options.Plugs, options.Address) = ([], new() { ["compute-1"] = "rack 4/7" }, options.Address + "/{host}/{plug}");
        await using var run = new DeviceRun(options);

        await run.ReadAsync("compute-1");
        await run.OffAsync("compute-1");

        var asked = server.Requests.ToArray();
        Assert.All(asked, r => Assert.Equal(("POST", "/power/compute-1/rack 4%2F7"), (r.Method, Uri.UnescapeDataString(r.Path).Replace("rack 4/7", "rack 4%2F7", StringComparison.Ordinal))));
        Assert.Equal("""{"action":"status","host":"compute-1","plug":"rack 4/7"}""", asked[0].Body);
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"action":"off","host":"compute-1","plug":"rack 4/7","incident":"inc-0123456789ab","step":"inc-0123456789ab/1/fence","epoch":7}"""),
            JsonNode.Parse(asked[1].Body)));
    }

    [Theory]
    [InlineData("""{"host": "compute-1", "power": "off"}""", PowerState.Off)]
    [InlineData("""{"host": "compute-1", "power": "on", "more": 1}""", PowerState.On)]
    [InlineData("""{"host": "compute-2", "power": "off"}""", PowerState.Unknown)]
    [InlineData("""{"host": "compute-10", "power": "off"}""", PowerState.Unknown)]
    [InlineData("""{"power": "off"}""", PowerState.Unknown)]
    [InlineData("""{"host": null, "power": "off"}""", PowerState.Unknown)]
    [InlineData("""{"host": "compute-1", "power": "OFF"}""", PowerState.Unknown)]
    [InlineData("""{"host": "compute-1", "power": "powering off"}""", PowerState.Unknown)]
    [InlineData("""{"host": "compute-1", "power": false}""", PowerState.Unknown)]
    [InlineData("""{"host": "compute-1"}""", PowerState.Unknown)]
    [InlineData("""[{"host": "compute-1", "power": "off"}]""", PowerState.Unknown)]
    [InlineData("off", PowerState.Unknown)]
    [InlineData("", PowerState.Unknown)]
    public async Task Only_off_of_this_very_host_is_off(string answer, PowerState state)
    {
        await using var server = await PowerServer.StartAsync<WebhookServer>();
        await using var run = new DeviceRun(server.Options);
        server.Odd = _ => Results.Text(answer, "application/json");

        Assert.Equal(state, (await run.ReadAsync("compute-1")).State);
    }

    [Theory]
    [InlineData(200, "Accepted")]
    [InlineData(204, "Accepted")]
    [InlineData(307, "Refused")]
    [InlineData(400, "Refused")]
    [InlineData(404, "Refused")]
    [InlineData(409, "Refused")]
    [InlineData(500, "Unclear")]
    [InlineData(503, "Unclear")]
    public async Task An_act_is_taken_refused_or_unclear(int status, string meaning)
    {
        await using var server = await PowerServer.StartAsync<WebhookServer>();
        await using var run = new DeviceRun(server.Options);
        server.Odd = _ => Results.StatusCode(status);

        Assert.Equal(meaning, (await run.OffAsync("compute-1")).GetType().Name);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task An_act_that_is_not_answered_in_time_is_unclear()
    {
        await using var server = await PowerServer.StartAsync<WebhookServer>();
        var options = server.Options;
        options.Timeout = TimeSpan.FromSeconds(1);
        await using var run = new DeviceRun(options);
        server.Hangs("compute-1");

        Assert.Contains("no answer within 1 s", Assert.IsType<ActionAnswer.Unclear>(await run.OffAsync("compute-1")).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void One_address_serves_all_hosts_for_the_message_names_them()
    {
        var device = Good();
        Assert.Empty(new FencingOptions { Devices = [device] }.Validate());

        device.Plugs["compute-1"] = "7";
        Assert.Empty(new FencingOptions { Devices = [device] }.Validate());
    }

    [Theory]
    [InlineData("secret")]
    [InlineData("whsec_c2hvcnQ=")]
    public void A_secret_is_one_of_Standard_Webhooks_and_a_bad_one_is_not_shown(string secret)
    {
        var device = Good();
        device.Password = secret;

        var (path, message) = Assert.Single(new FencingOptions { Devices = [device] }.Validate());

        Assert.Equal("devices[0].password", path);
        Assert.Equal("is no secret of Standard Webhooks: whsec_ and base64 of 24 to 64 bytes", message);
    }

    static FencingDeviceOptions Good() => new() { Kind = "webhook", Address = "https://power.example/hosts", Password = WebhookServer.Secret };
}
