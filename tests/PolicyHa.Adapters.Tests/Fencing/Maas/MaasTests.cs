using Microsoft.AspNetCore.Http;
using PolicyHa.Adapters.Fencing;
using PolicyHa.Adapters.Tests.Fencing.Contract;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Tests.Fencing.Maas;

public sealed class MaasTests
{
    [Fact]
    public async Task The_live_state_is_read_and_not_what_MAAS_remembers()
    {
        await using var server = await PowerServer.StartAsync<MaasServer>();
        await using var run = new DeviceRun(server.Options);

        var reading = await run.ReadAsync("compute-1");

        Assert.Equal((PowerState.On, server.Options.Address, "machine 4y3h7n is on"), (reading.State, reading.Device[5..], reading.Detail));
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("error")]
    [InlineData("Off")]
    [InlineData("")]
    public async Task Only_off_is_off(string state)
    {
        await using var server = await PowerServer.StartAsync<MaasServer>();
        await using var run = new DeviceRun(server.Options);
        server.Odd = http => http.Request.Query["op"] == "query_power_state" ? Results.Json(new { state }) : null;

        Assert.Equal(PowerState.Unknown, (await run.ReadAsync("compute-1")).State);
    }

    [Fact]
    public async Task Switching_off_is_hard_and_names_the_step()
    {
        await using var server = await PowerServer.StartAsync<MaasServer>();
        await using var run = new DeviceRun(server.Options);

        await run.OffAsync("compute-1");

        var (_, path, body) = server.Requests.Single(r => r.Method == "POST");
        Assert.Equal("/MAAS/api/2.0/machines/4y3h7n/?op=power_off", path);
        Assert.Equal("stop_mode=hard&comment=PolicyHa%2C+inc-0123456789ab%2F1%2Ffence", body);
    }

    [Theory]
    [InlineData("compute-1", "compute-10", "maas", false)]
    [InlineData("compute-1.maas", "compute-1", "other-domain", false)]
    [InlineData("compute-1.maas", "compute-1", "maas", true)]
    [InlineData("compute-1", "compute-1", "other-domain", true)]
    public async Task A_machine_must_be_that_hosts_own(string host, string name, string domain, bool own)
    {
        await using var server = await PowerServer.StartAsync<MaasServer>();
        await using var run = new DeviceRun(server.Options);
        server.LosePower("compute-1");
        server.LosePower("compute-2");
        server.Machines.Clear();
        server.Machines["4y3h7n"] = (name, domain);
        // A MAAS that filters loosely.
        server.Odd = http => http.Request.Query.ContainsKey("hostname")
            ? Results.Json(new[] { new { system_id = "4y3h7n", hostname = name, fqdn = $"{name}.{domain}" } }) : null;

        var (reading, answer) = (await run.ReadAsync(host), await run.OffAsync(host));

        Assert.Equal(own ? PowerState.Off : PowerState.Unknown, reading.State);
        Assert.Equal(own, answer is ActionAnswer.Accepted);
        if (!own)
            Assert.Contains($"knows no machine {host}, only {name}.{domain}", reading.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_machines_of_one_name_ask_for_their_ids_which_are_then_used()
    {
        await using var server = await PowerServer.StartAsync<MaasServer>();
        server.Machines["4y3h7q"] = ("compute-1", "other-domain");
        var byId = server.Options;
        (byId.System, byId.Hosts, byId.Plugs) = ("{plug}", [], new() { ["node-a.example"] = "4y3h7p", ["node-b.example"] = "4y3h7n" });
        await using var run = new DeviceRun(server.Options);
        await using var runById = new DeviceRun(byId);

        var reading = await run.ReadAsync("compute-1");
        Assert.Equal(PowerState.Unknown, reading.State);
        Assert.Contains("knows 2 machines compute-1", reading.Detail, StringComparison.Ordinal);
        Assert.IsType<ActionAnswer.Refused>(await run.OffAsync("compute-1"));

        Assert.IsType<ActionAnswer.Accepted>(await runById.OffAsync("node-a.example"));
        await runById.UntilAsync("node-a.example", PowerState.Off);
        Assert.False(server.IsOn("compute-2"));
        Assert.True(server.IsOn("compute-1"));
    }

    [Theory]
    [InlineData(401, "Refused", false)]
    [InlineData(403, "Refused", false)]
    [InlineData(404, "Refused", false)]
    [InlineData(409, "Refused", true)]
    [InlineData(302, "Refused", false)]
    [InlineData(500, "Unclear", false)]
    [InlineData(504, "Unclear", false)]
    public async Task An_error_is_told_with_its_words(int status, string meaning, bool retryable)
    {
        await using var server = await PowerServer.StartAsync<MaasServer>();
        await using var run = new DeviceRun(server.Options);
        server.Odd = http => http.Request.Method == "POST" ? Results.Text("rack\r\nsays no", statusCode: status) : null;

        var answer = await run.OffAsync("compute-1");

        Assert.Equal(meaning, answer.GetType().Name);
        Assert.Equal(retryable, answer is ActionAnswer.Refused { Retryable: true });
        Assert.Contains(status == 302 ? "HTTP 302, a redirect" : $"HTTP {status} rack  says no", $"{answer}", StringComparison.Ordinal);
        Assert.Equal(PowerState.On, (await run.ReadAsync("compute-1")).State);
    }

    [Fact]
    public async Task A_MAAS_that_is_busy_says_when_to_come_back()
    {
        await using var server = await PowerServer.StartAsync<MaasServer>();
        await using var run = new DeviceRun(server.Options);
        server.Odd = http =>
        {
            http.Response.Headers.RetryAfter = "7";
            return http.Request.Method == "POST" ? Results.Text("no rack controller", statusCode: 503) : null;
        };

        var answer = Assert.IsType<ActionAnswer.Refused>(await run.OffAsync("compute-1"));

        Assert.Equal((true, TimeSpan.FromSeconds(7)), (answer.Retryable, answer.RetryAfter));
    }

    [Fact]
    public async Task The_key_follows_no_redirect()
    {
        await using var server = await PowerServer.StartAsync<MaasServer>();
        await using var elsewhere = await PowerServer.StartAsync<MaasServer>();
        await using var run = new DeviceRun(server.Options);
        server.Odd = http => Results.Redirect(elsewhere.Options.Address + "/api/2.0" + http.Request.Path, permanent: false, preserveMethod: true);

        Assert.Equal(PowerState.Unknown, (await run.ReadAsync("compute-1")).State);
        Assert.IsType<ActionAnswer.Refused>(await run.OffAsync("compute-1"));

        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task A_key_that_the_server_repeats_is_not_shown()
    {
        await using var server = await PowerServer.StartAsync<MaasServer>();
        var options = server.Options;
        options.Password = "other:token:topsecret";
        await using var run = new DeviceRun(options);

        var (reading, answer) = (await run.ReadAsync("compute-1"), await run.OffAsync("compute-1"));

        Assert.Contains("HTTP 401 Authorization Error: unknown consumer or token", reading.Detail, StringComparison.Ordinal);
        Assert.False(Assert.IsType<ActionAnswer.Refused>(answer).Retryable);
        Assert.DoesNotContain("topsecret", $"{reading} {answer} {run.Log.Text}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a:b")]
    [InlineData("a:b:c:d")]
    [InlineData("a::c")]
    [InlineData("a:b:c\"x")]
    public void A_key_has_three_parts_and_a_bad_one_is_not_shown(string key)
    {
        var device = Good();
        device.Password = key;

        var (path, message) = Problem(device);

        Assert.Equal("devices[0].password", path);
        Assert.Contains("consumer:token:secret", message, StringComparison.Ordinal);
        Assert.DoesNotContain(key, message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_address_serves_all_hosts_and_one_machine_does_not()
    {
        var device = Good();
        Assert.Empty(new FencingOptions { Devices = [device] }.Validate());

        device.System = "4y3h7n";
        Assert.Equal("devices[0].system", Problem(device).Path);

        device.Hosts = ["compute-1"];
        Assert.Empty(new FencingOptions { Devices = [device] }.Validate());
    }

    [Fact]
    public void The_api_s_path_is_not_written()
    {
        var device = Good();
        device.Address += "/api/2.0/";

        Assert.Equal("devices[0].address", Problem(device).Path);
    }

    [Fact]
    public void A_login_means_nothing_to_it()
    {
        var device = Good();
        device.Username = "admin";

        Assert.Equal("devices[0].username", Problem(device).Path);
    }

    static (string Path, string Message) Problem(FencingDeviceOptions device) => Assert.Single(new FencingOptions { Devices = [device] }.Validate());

    static FencingDeviceOptions Good() => new() { Kind = "maas", Address = "http://maas.example:5240/MAAS", Password = "consumer:token:secret" };
}
