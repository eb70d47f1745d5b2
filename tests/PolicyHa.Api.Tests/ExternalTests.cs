using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using PolicyHa.Adapters.Alerts.External;
using PolicyHa.Api.Tests.Support;

namespace PolicyHa.Api.Tests;

/// <summary>A recovery is handed over to a service, which calls back.</summary>
public class ExternalTests
{
    const string Policy = """
        language: 1
        policy: calls
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
          inputs: {storage: host.storage_network}
          outputs: {pet: actions}
          rows: |
            | id      | storage     || pet                           |
            |---------|-------------||-------------------------------|
            | healthy | up|degraded || none                          |
            | dead    | down        || call rebuilder, else: notify |
          otherwise: {pet: none, because: "not all is known"}
        """;

    [Fact]
    public async Task The_token_of_a_call_is_good_for_that_call_and_its_word_counts_once()
    {
        await using var cloud = await Clouds.StartAsync();
        var asked = new TaskCompletionSource<string>();
        await using var rebuilder = await RebuilderAsync(asked);
        var options = ServiceUnderTest.OptionsFor(cloud);
        options.Policy.Path = await PolicyTexts.FileAsync(Policy);
        options.External.CallbackUrl = new Uri("http://policyha.test");
        options.External.Webhook =
        [
            new ExternalWebhookOptions
            {
                Name = "rebuilder",
                Url = new Uri(rebuilder.Urls.Single()),
                Secrets = [new() { Value = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=" }],
            },
        ];
        await using var service = await ServiceUnderTest.ReadyAsync(options);
        foreach (var host in (string[])["compute-1", "compute-2", "compute-4"])
            await service.ReportAsync(host, "ok");
        await service.ReportAsync("compute-3", "down");
        var path = new Uri(await asked.Task.WaitAsync(TimeSpan.FromSeconds(30))).AbsolutePath;

        await RefusesAsync(service, path[..^1] + (path[^1] == 'A' ? 'B' : 'A'), new { state = "done" }, HttpStatusCode.NotFound, "no call under way has this token");
        await RefusesAsync(service, "/v1/external/guessed", new { state = "done" }, HttpStatusCode.NotFound, "no call under way has this token");
        await RefusesAsync(service, path, new { state = "finished" }, HttpStatusCode.BadRequest, "'finished' is neither done nor failed");
        var told = await service.Http.PostAsJsonAsync(path, new { state = "done", detail = "rebuilt by hand" });
        Assert.Equal((HttpStatusCode.OK, "done"), (told.StatusCode, (string?)JsonNode.Parse(await told.Content.ReadAsStringAsync())!["state"]));

        await service.UntilAsync(
            async () => (await service.GetAsync("v1/incidents?open=true")).AsArray() is [var held] && ((string?)held!["because"])?.Contains("rebuilder called", StringComparison.Ordinal) == true,
            "held for repair");
        var history = (await service.GetAsync("v1/history")).ToJsonString();
        Assert.Contains("rebuilder says done: rebuilt by hand", history, StringComparison.Ordinal);
        await RefusesAsync(service, path, new { state = "failed" }, HttpStatusCode.NotFound, "no call under way has this token");
        Assert.False(cloud.Host("compute-3").ForcedDown);
    }

    /// <summary>It takes every call and tells where it wants to call back.</summary>
    static async Task<WebApplication> RebuilderAsync(TaskCompletionSource<string> asked)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async http =>
        {
            asked.TrySetResult((string)(await JsonNode.ParseAsync(http.Request.Body))!["data"]!["callback"]!);
            http.Response.StatusCode = StatusCodes.Status202Accepted;
        });
        await app.StartAsync();
        return app;
    }

    static async Task RefusesAsync(ServiceUnderTest service, string path, object body, HttpStatusCode status, string because)
    {
        var answer = await service.Http.PostAsJsonAsync(path, body);
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(because, (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["detail"], StringComparison.Ordinal);
    }
}
