using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using PolicyHa.Adapters.OpenStack.Http;
using PolicyHa.Adapters.OpenStack.Identity;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.OpenStack.Workflows;

/// <summary>
/// Hands recoveries over to a workflow of Mistral. The execution's id is made from the key of the call: asked for again, Mistral answers
/// with the execution that it has.
/// </summary>
sealed class MistralRecovery(IHttpClientFactory clients, TokenSource tokens, OpenStackOptions options, MistralOptions workflow) : IExternalRecovery
{
    /// <summary>The client's name at the factory.</summary>
    public const string HttpName = "openstack-mistral";

    /// <summary>Of an answer in words, so much is told.</summary>
    const int QuoteMax = 200;

    static readonly Dictionary<string, string> Usual = new() { ["host"] = "{host}", ["instance"] = "{instance}" };

    public string Name => workflow.Name;

    public async Task<ActionAnswer> StartAsync(ExternalCall call, CancellationToken ct)
    {
        var what = $"Mistral: workflow {workflow.Workflow}";
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{await RootAsync(ct)}/executions") { Content = JsonBody.Of(BodyOf(call)) };
            request.MarkWith(call.Context);
            using var response = await clients.CreateClient(HttpName).SendAsync(request, ct);
            var body = await response.Content.ReadAsStringAsync(ct);
            if (!response.IsSuccessStatusCode)
                return Refusal($"{what}: HTTP {(int)response.StatusCode}: {Cut(body)}", response.StatusCode);
            return JsonSerializer.Deserialize(body, WorkflowJson.Default.Execution)?.Id is { Length: > 0 } id
                ? new ActionAnswer.Accepted(id)
                : new ActionAnswer.Unclear($"{what}: the answer names no execution");
        }
        catch (OutsideUnavailableException e)
        {
            return new ActionAnswer.Refused($"{what} was not asked for: {e.Message}", Retryable: true);
        }
        catch (Exception e) when (OutsideCall.IsOutside(e, ct))
        {
            return OutsideCall.Answer(what, e);
        }
    }

    public async Task<ExternalReport> ReadAsync(string reference, CancellationToken ct)
    {
        var what = $"Mistral: execution {reference}";
        try
        {
            using var response = await clients.CreateClient(HttpName).GetAsync($"{await RootAsync(ct)}/executions/{Uri.EscapeDataString(reference)}", ct);
            var body = await response.Content.ReadAsStringAsync(ct);
            if (response.StatusCode == HttpStatusCode.NotFound)
                return new ExternalReport(ExternalState.Failed, $"Mistral has no execution {reference} any more");
            if (!response.IsSuccessStatusCode)
                throw new OutsideUnavailableException($"{what}: HTTP {(int)response.StatusCode}: {Cut(body)}");
            return Report(JsonSerializer.Deserialize(body, WorkflowJson.Default.Execution));
        }
        catch (Exception e) when (OutsideCall.IsOutside(e, ct))
        {
            throw OutsideCall.Unavailable(what, e);
        }
    }

    static ExternalReport Report(Execution? execution)
    {
        var detail = $"{execution?.State ?? "no state"}{(execution?.StateInfo is { Length: > 0 } info ? $": {Cut(info)}" : "")}";
        return new ExternalReport(
            execution?.State switch
            {
                "SUCCESS" => ExternalState.Done,
                "ERROR" or "CANCELLED" => ExternalState.Failed,
                "IDLE" or "RUNNING" or "PAUSED" or "DELAYED" => ExternalState.UnderWay,
                _ => ExternalState.Unknown,
            },
            detail);
    }

    JsonObject BodyOf(ExternalCall call)
    {
        var input = new JsonObject();
        foreach (var (name, text) in workflow.Input.Count > 0 ? workflow.Input : Usual)
        {
            input[name] = text.Replace("{host}", call.Host.Value, StringComparison.Ordinal)
                .Replace("{instance}", call.Instance?.Value ?? "", StringComparison.Ordinal)
                .Replace("{incident}", call.Context.Incident.Value, StringComparison.Ordinal)
                .Replace("{key}", call.Key, StringComparison.Ordinal);
        }

        return new JsonObject
        {
            ["id"] = CallerMark.GuidOf(call.Key).ToString(),
            ["workflow_name"] = workflow.Workflow,
            ["description"] = $"policyha {call.Key}: {call.Row}",
            ["input"] = input,
        };
    }

    static ActionAnswer Refusal(string text, HttpStatusCode status) => (int)status switch
    {
        // The workflow may have begun; it is asked for under the same id again.
        408 or (>= 500 and not (501 or 503)) => new ActionAnswer.Unclear(text),
        401 or 403 or 409 or 429 or 503 => new ActionAnswer.Refused(text, Retryable: true),
        _ => new ActionAnswer.Refused(text, Retryable: false),
    };

    async ValueTask<string> RootAsync(CancellationToken ct) => workflow.Url is { Length: > 0 } url
        ? url.TrimEnd('/')
        : Catalogue.Find(await tokens.GetAsync(ct), options, "workflowv2", $"the url of {workflow.Name} under external").TrimEnd('/');

    static string Cut(string text)
    {
        var line = string.Concat(text.Take(QuoteMax).Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return text.Length > QuoteMax ? line + "…" : line;
    }
}
