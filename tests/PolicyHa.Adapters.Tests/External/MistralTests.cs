using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PolicyHa.Adapters.OpenStack;
using PolicyHa.Adapters.OpenStack.Workflows;
using PolicyHa.Adapters.Tests.Alerts;
using PolicyHa.Adapters.Tests.OpenStack;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;
using PolicyHa.Samples.Cloud;

namespace PolicyHa.Adapters.Tests.External;

/// <summary>Recoveries that a workflow of Mistral does, against a small server that keeps executions by their id as Mistral does.</summary>
public sealed class MistralTests
{
    const string Key = "inc-0123456789ab/1/call/mistral#1";

    static readonly ExternalCall Call = new(Key, CloudRun.Context(), new HostName("compute-1"), null, null, "host-context/lost");

    /// <summary>Keystone is the simulated cloud's, so that the call carries a real token.</summary>
    static async Task InAsync(Func<HttpContext, Task> answer, Func<IExternalRecovery, EndpointRun, Task> test, Dictionary<string, string>? input = null)
    {
        await using var cloud = await SimulatedCloud.StartAsync(CloudRun.Quick);
        await using var mistral = await EndpointRun.StartAsync(answer);
        var services = new ServiceCollection().AddLogging();
        services.AddOpenStack(new OpenStackOptions
        {
            AuthUrl = cloud.AuthUrl.ToString(),
            ApplicationCredentialId = "policyha-app",
            ApplicationCredentialSecret = "policyha-secret",
            ReadRetriesMax = 0,
        });
        services.AddWorkflows([new MistralOptions { Workflow = "recover_host", Url = $"{mistral.Url}v2/", Input = input ?? [] }]);
        await using var provider = services.BuildServiceProvider();
        await test(provider.GetRequiredService<IExternalRecovery>(), mistral);
    }

    static async Task AnswerAsync(HttpContext http, int status, string body)
    {
        http.Response.StatusCode = status;
        await http.Response.WriteAsync(body);
    }

    [Fact]
    public Task An_execution_is_created_under_an_id_of_the_call_and_a_repeat_finds_it() => InAsync(
        http => AnswerAsync(http, 201, """{"id": "e-1", "state": "RUNNING", "state_info": null}"""),
        async (mistral, server) =>
        {
            Assert.Equal(new ActionAnswer.Accepted("e-1"), await mistral.StartAsync(Call, default));
            await mistral.StartAsync(Call, default);

            var bodies = server.Requests.Select(r => JsonNode.Parse(r.Body)!).ToList();
            Assert.Equal(("/v2/executions", "recover_host"), (server.Requests.First().Path, (string?)bodies[0]["workflow_name"]));
            Assert.Equal(("compute-1", ""), ((string?)bodies[0]["input"]!["host"], (string?)bodies[0]["input"]!["instance"]));
            Assert.True(Guid.TryParse((string?)bodies[0]["id"], out _));
            Assert.Equal((string?)bodies[0]["id"], (string?)bodies[1]["id"]);
            Assert.NotEmpty(server.Requests.First().Headers["X-Auth-Token"]);
            Assert.Equal("7", server.Requests.First().Headers["X-PolicyHa-Epoch"]);
        });

    [Fact]
    public Task The_workflow_gets_the_input_that_is_configured() => InAsync(
        http => AnswerAsync(http, 201, """{"id": "e-1"}"""),
        async (mistral, server) =>
        {
            await mistral.StartAsync(Call, default);

            Assert.Equal("""{"node":"compute-1.example","why":"inc-0123456789ab"}""", JsonNode.Parse(server.Requests.Single().Body)!["input"]!.ToJsonString());
        },
        new Dictionary<string, string> { ["node"] = "{host}.example", ["why"] = "{incident}" });

    [Theory]
    [InlineData("RUNNING", ExternalState.UnderWay)]
    [InlineData("IDLE", ExternalState.UnderWay)]
    [InlineData("PAUSED", ExternalState.UnderWay)]
    [InlineData("SUCCESS", ExternalState.Done)]
    [InlineData("ERROR", ExternalState.Failed)]
    [InlineData("CANCELLED", ExternalState.Failed)]
    [InlineData("WEIRD", ExternalState.Unknown)]
    public Task Its_state_is_what_came_of_the_recovery(string state, ExternalState meant) => InAsync(
        http => AnswerAsync(http, 200, $$"""{"id": "e-1", "state": "{{state}}", "state_info": "step two"}"""),
        async (mistral, server) =>
        {
            Assert.Equal(new ExternalReport(meant, $"{state}: step two"), await mistral.ReadAsync("e-1", default));
            Assert.Equal("/v2/executions/e-1", server.Requests.Single().Path);
        });

    [Fact]
    public Task An_execution_that_somebody_has_deleted_has_failed() => InAsync(
        http => AnswerAsync(http, 404, """{"faultstring": "not found"}"""),
        async (mistral, _) => Assert.Equal(ExternalState.Failed, (await mistral.ReadAsync("e-1", default)).State));

    [Theory]
    [InlineData(400, false)]
    [InlineData(404, false)]
    [InlineData(503, true)]
    public Task A_workflow_that_cannot_be_begun_is_refused(int status, bool retryable) => InAsync(
        http => AnswerAsync(http, status, """{"faultstring": "Workflow not found"}"""),
        async (mistral, _) =>
        {
            var refused = Assert.IsType<ActionAnswer.Refused>(await mistral.StartAsync(Call, default));
            Assert.Contains("Workflow not found", refused.Reason, StringComparison.Ordinal);
            Assert.Equal(retryable, refused.Retryable);
        });

    [Fact]
    public Task An_answer_that_tells_nothing_is_unclear_and_a_read_that_fails_throws() => InAsync(
        http => AnswerAsync(http, 500, "oops"),
        async (mistral, _) =>
        {
            Assert.IsType<ActionAnswer.Unclear>(await mistral.StartAsync(Call, default));
            await Assert.ThrowsAsync<OutsideUnavailableException>(() => mistral.ReadAsync("e-1", default));
        });

    [Fact]
    public void Mistakes_in_its_options_are_told_with_their_keys() => Assert.Equal(
        ["name", "workflow", "url"], new MistralOptions { Name = "a b", Url = "workflow" }.Validate().Select(p => p.Path));
}
