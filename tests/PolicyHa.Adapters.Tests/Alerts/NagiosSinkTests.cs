using Microsoft.AspNetCore.Http;
using PolicyHa.Adapters.Alerts;
using PolicyHa.Adapters.Alerts.Sinks;
using PolicyHa.Adapters.Tests.Cloud;
using PolicyHa.Engine.Alerts;
using PolicyHa.Engine.Ports;
using PolicyHa.Samples.Cloud.Faults;

namespace PolicyHa.Adapters.Tests.Alerts;

public sealed class NagiosSinkTests : CloudTest
{
    NagiosOptions Nrdp => new() { Url = new Uri(Cloud.BaseUrl, "/nrdp/"), Token = new() { Value = "nrdp-secret" } };

    [Theory]
    [InlineData(AlertSeverity.Ok, 0, "OK - compute-1 is back")]
    [InlineData(AlertSeverity.Warning, 1, "WARNING - compute-1 is back")]
    [InlineData(AlertSeverity.Critical, 2, "CRITICAL - compute-1 is back")]
    [InlineData(AlertSeverity.Unknown, 3, "UNKNOWN - compute-1 is back")]
    public async Task Each_severity_is_a_state_of_the_hosts_service(AlertSeverity severity, int state, string output)
    {
        Assert.Equal(new ActionAnswer.Accepted("1 checks processed"),
            await Deliver(Nrdp, AlertSamples.Item(severity: severity, summary: "compute-1 is back")));
        var check = Assert.Single(Cloud.Alerts);
        Assert.Equal(
            ("compute-1", "compute-ha", state, output), (check.Host, check.Name, check.State!.Value, check.Output));
    }

    [Theory]
    [InlineData(AlertSeverity.Ok, 0)]
    [InlineData(AlertSeverity.Warning, 0)]
    [InlineData(AlertSeverity.Critical, 1)]
    [InlineData(AlertSeverity.Unknown, 0)]
    public async Task The_host_itself_is_set_when_asked_for(AlertSeverity severity, int state)
    {
        await Deliver(Nrdp with { HostChecks = true }, AlertSamples.Item(severity: severity));
        Assert.Equal(
            [("compute-ha", (int)severity), ("host", state)], Cloud.Alerts.Select(a => (a.Name, a.State!.Value)));
    }

    [Fact]
    public async Task An_instance_has_a_service_of_its_own_and_never_sets_the_host()
    {
        await Deliver(Nrdp with { HostChecks = true, InstanceService = "ha {instance}" }, AlertSamples.OfInstance());
        Assert.Equal("ha 7d5c9a4e-3f0e-4a39-a5ba-cc2b3c4f6f6e", Assert.Single(Cloud.Alerts).Name);
    }

    [Fact]
    public async Task The_output_is_one_line_without_performance_data_or_field_ends()
    {
        await Deliver(Nrdp, AlertSamples.Item(summary: "a|b;c\nd\te\r\n"));
        Assert.Equal("CRITICAL - a/b,c d e", Assert.Single(Cloud.Alerts).Output);
    }

    [Fact]
    public async Task A_bad_token_is_a_failure_although_HTTP_says_200()
    {
        var answer = await Deliver(Nrdp with { Token = new() { Value = "wrong-token" } }, AlertSamples.Item());
        Assert.Equal(new ActionAnswer.Refused("NRDP status -1: BAD TOKEN", Retryable: true), answer);
        Assert.Empty(Cloud.Alerts);
    }

    [Fact]
    public async Task A_token_that_is_changed_in_its_file_counts_at_the_next_try()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "old\n");
            using var sink = new NagiosSink(Nrdp with { Token = new() { File = file } }, TimeProvider.System);
            Assert.IsType<ActionAnswer.Refused>(await sink.DeliverAsync(AlertSamples.Item(), default));
            await File.WriteAllTextAsync(file, "nrdp-secret\n");
            Assert.IsType<ActionAnswer.Accepted>(await sink.DeliverAsync(AlertSamples.Item(), default));
            File.Delete(file);
            var refused = Assert.IsType<ActionAnswer.Refused>(await sink.DeliverAsync(AlertSamples.Item(), default));
            Assert.StartsWith($"token: file {file} cannot be read", refused.Reason, StringComparison.Ordinal);
            Assert.True(refused.Retryable);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task What_is_no_answer_of_NRDP_is_tried_again()
    {
        Cloud.Inject(new ApiFault(ApiArea.Nrdp, ApiFaultKind.Garbage) { Count = 1 });
        var refused = Assert.IsType<ActionAnswer.Refused>(await Deliver(Nrdp, AlertSamples.Item()));
        Assert.StartsWith("no answer of NRDP: <html>", refused.Reason, StringComparison.Ordinal);
        Assert.True(refused.Retryable);
    }

    [Fact]
    public async Task What_NRDP_cannot_read_will_not_be_read_later_either()
    {
        await using var nrdp = await EndpointRun.StartAsync(
            http => http.Response.WriteAsync("""{"result":{"status":-1,"message":"BAD JSON"}}"""));
        Assert.Equal(
            new ActionAnswer.Refused("NRDP status -1: BAD JSON", Retryable: false),
            await Deliver(Nrdp with { Url = nrdp.Url }, AlertSamples.Item()));
    }

    [Fact]
    public async Task A_token_that_the_server_repeats_is_not_passed_on()
    {
        await using var nrdp = await EndpointRun.StartAsync(http =>
            http.Response.WriteAsync("""{"result":{"status":-1,"message":"token nrdp-secret unknown"}}"""));
        var refused = Assert.IsType<ActionAnswer.Refused>(
            await Deliver(Nrdp with { Url = nrdp.Url }, AlertSamples.Item()));
        Assert.Equal("NRDP status -1: token (secret) unknown", refused.Reason);
    }

    [Fact]
    public async Task The_token_is_in_the_form_and_not_in_the_address()
    {
        await using var nrdp = await EndpointRun.StartAsync(http => Task.CompletedTask);
        await Deliver(Nrdp with { Url = nrdp.Url }, AlertSamples.Item());
        var (path, headers, body) = Assert.Single(nrdp.Requests);
        Assert.Equal(("/", "application/x-www-form-urlencoded"), (path, headers["Content-Type"]));
        Assert.StartsWith("token=nrdp-secret&cmd=submitcheck&json=%7B", body, StringComparison.Ordinal);
    }

    static async Task<ActionAnswer> Deliver(NagiosOptions options, OutboxItem item)
    {
        using var sink = new NagiosSink(options, TimeProvider.System);
        return await sink.DeliverAsync(item, default);
    }
}
