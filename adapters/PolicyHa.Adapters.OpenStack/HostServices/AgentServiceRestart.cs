using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using PolicyHa.Adapters.OpenStack.Http;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.OpenStack.HostServices;

/// <summary>Asks an agent on the host, by HTTP, to restart a service.</summary>
sealed class AgentServiceRestart(IHttpClientFactory clients, OpenStackOptions options) : IServiceRestart
{
    /// <summary>The client's name at the factory.</summary>
    public const string HttpName = "host-agent";

    readonly ServiceRestartOptions hook = options.ServiceRestart;

    public bool CanRestart(HostName host) => hook.Url is { Length: > 0 };

    public async Task<ActionAnswer> RestartAsync(HostName host, string service, ActionContext context, CancellationToken ct)
    {
        if (!CanRestart(host))
            return new ActionAnswer.Refused($"no service_restart.url is configured, so {service} on {host} was left alone", false);
        var what = $"restart of {service} on {host}";
        try
        {
            using var request = NewRequest(host, service, context);
            using var response = await clients.CreateClient(HttpName).SendAsync(request, ct);
            return (int)response.StatusCode switch
            {
                >= 200 and < 300 => new ActionAnswer.Accepted(null),
                408 or >= 500 and not (501 or 503) => new ActionAnswer.Unclear($"{what} may have happened: HTTP {(int)response.StatusCode}"),
                var status => new ActionAnswer.Refused($"{what}: HTTP {status}", Retryable: status is 409 or 429 or 503),
            };
        }
        catch (Exception e) when (OutsideCall.IsOutside(e, ct))
        {
            return OutsideCall.Answer(what, e);
        }
    }

    HttpRequestMessage NewRequest(HostName host, string service, ActionContext context)
    {
        var url = hook.Url!.Replace("{host}", Uri.EscapeDataString(host.Value), StringComparison.Ordinal);
        var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = JsonBody.Of(new JsonObject { ["service"] = service }),
        };
        if (Secret.Read(hook.Token, hook.TokenFile) is { } token)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.MarkWith(context);
        return request;
    }
}
