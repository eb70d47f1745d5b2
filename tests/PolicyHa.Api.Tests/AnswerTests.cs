using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PolicyHa.Api.Tests.Support;

namespace PolicyHa.Api.Tests;

/// <summary>A plan asks a person, over HTTP and at the terminal.</summary>
public class AnswerTests
{
    const string Policy = """
        language: 1
        policy: asks
        revision: "1"
        params:
          settle: {type: duration, default: 10s}
          observers: {type: int, default: 1}
        classes:
        - {class: pet, otherwise: true}
        tables:
        - name: host-context
          for: host
          when: host.signals_age >= params.settle
          inputs: {storage: host.storage_network, compute: host.compute}
          outputs: {pet: actions}
          rows: |
            | id      | storage     | compute     || pet                  |
            |---------|-------------|-------------||----------------------|
            | healthy | up|degraded | *           || none                 |
            | limping | down        | up|degraded || notify               |
            | dead    | down        | down        || ask, fence, evacuate |
          otherwise: {pet: none, because: "not all is known"}
        """;

    [Fact]
    public async Task A_no_survives_a_restart_and_is_given_once()
    {
        await using var cloud = await Clouds.StartAsync();
        var options = ServiceUnderTest.OptionsFor(cloud);
        options.Policy.Path = await PolicyTexts.FileAsync(Policy);
        string plan;
        await using (var first = await ServiceUnderTest.ReadyAsync(options))
        {
            plan = await AskedAsync(first);
            await RefusesAsync(first, plan, new { answer = "maybe", by = "ann" }, HttpStatusCode.BadRequest, "'maybe' is neither yes nor no");
            await RefusesAsync(first, plan, new { answer = "no", by = "ann" }, HttpStatusCode.BadRequest, "reason: is missing");
            await RefusesAsync(first, plan, new { answer = "yes" }, HttpStatusCode.BadRequest, "by: is missing");
            await RefusesAsync(first, "inc-nowhere/1", new { answer = "yes", by = "ann" }, HttpStatusCode.NotFound, "no plan inc-nowhere/1");
            await RefusesAsync(first, plan, new { answer = "yes", by = "ann" }, HttpStatusCode.NotFound, "has no step 99", step: 99);
            await RefusesAsync(first, plan, new { answer = "yes", by = "ann" }, HttpStatusCode.Conflict, "is no question", step: 2);

            var no = await Terminal.RunAsync("answer", plan, "1", "no", "--reason", "the array is rebuilt", "--url", first.Url);
            Assert.Equal((0, ""), (no.Exit, no.Errors));
            Assert.Contains($"says no to step 1 of {plan}: the array is rebuilt", no.Output, StringComparison.Ordinal);
            await RefusesAsync(first, plan, new { answer = "yes", by = "bob" }, HttpStatusCode.Conflict, "takes no answer: it has been answered: no by ");
        }

        await using var second = await ServiceUnderTest.ReadyAsync(options);
        await second.UntilAsync(
            async () => ((string?)(await second.GetAsync("v1/incidents?open=true"))[0]!["because"])?.Contains(": the array is rebuilt", StringComparison.Ordinal) == true,
            "held with the person's reason");
        await RefusesAsync(second, plan, new { answer = "yes", by = "bob" }, HttpStatusCode.Conflict, "takes no answer");
        var said = (await second.GetAsync("v1/history")).ToJsonString();
        Assert.Contains("\"what\":\"answered\"", said, StringComparison.Ordinal);
        Assert.False(cloud.Host("compute-3").ForcedDown);
    }

    [Fact]
    public async Task After_a_yes_the_host_is_fenced_proven_and_recovered()
    {
        await using var cloud = await Clouds.StartAsync();
        var options = ServiceUnderTest.OptionsFor(cloud);
        options.Policy.Path = await PolicyTexts.FileAsync(Policy);
        await using var service = await ServiceUnderTest.ReadyAsync(options);
        var plan = await AskedAsync(service);

        var answer = await service.Http.PostAsJsonAsync($"v1/plans/{plan}/steps/1/answer", new { answer = "yes", by = "ann" });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await service.UntilAsync(async () => (await service.GetAsync("v1/incidents?open=false")).AsArray().Count == 1, "recovered");
        Assert.True(cloud.Host("compute-3").ForcedDown);
    }

    /// <returns>The plan that asks.</returns>
    static async Task<string> AskedAsync(ServiceUnderTest service)
    {
        foreach (var host in (string[])["compute-1", "compute-2", "compute-4"])
            await service.ReportAsync(host, "ok");
        await service.ReportAsync("compute-3", "down");
        JsonNode? incident = null;
        await service.UntilAsync(
            async () => (incident = (await service.GetAsync("v1/incidents?open=true")).AsArray().FirstOrDefault()) is not null
                && (string?)(await service.GetAsync($"v1/incidents/{incident["id"]}/plan"))["steps"]![0]!["state"] == "pending",
            "asked");
        return (string)(await service.GetAsync($"v1/incidents/{incident!["id"]}/plan"))["id"]!;
    }

    static async Task RefusesAsync(ServiceUnderTest service, string plan, object body, HttpStatusCode status, string because, int step = 1)
    {
        var answer = await service.Http.PostAsJsonAsync($"v1/plans/{plan}/steps/{step}/answer", body);
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(because, (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["detail"], StringComparison.Ordinal);
    }
}
