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

    public async Task<ActionAnswer> RestartAsync(
        HostName host, string service, ActionContext context, CancellationToken ct)
    {
        var what = $"restart of {service} on {host}";
        if (!CanRestart(host))
            return new ActionAnswer.Refused($"{what} was not sent: set service_restart.url or service_restart.ssh", Retryable: false);
        try
        {
            using var request = NewRequest(host, service, context);
            using var response = await clients.CreateClient(HttpName).SendAsync(request, ct);
            var said = $"{what}: HTTP {(int)response.StatusCode}";
            return (int)response.StatusCode switch
            {
                >= 200 and < 300 => new ActionAnswer.Accepted(null),
                409 or 429 or 503 => new ActionAnswer.Refused(said, Retryable: true),
                408 or (>= 500 and not 501) => new ActionAnswer.Unclear(said),
                _ => new ActionAnswer.Refused(said, Retryable: false),
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
