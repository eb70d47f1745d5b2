using System.Net;
using PolicyHa.Adapters.OpenStack.Identity;

namespace PolicyHa.Adapters.OpenStack.Http;

/// <summary>
/// Puts the token on each request. A 401 comes from the filter before the service, so nothing has happened and the
/// request, an act too, goes out once more with a new token.
/// </summary>
sealed class TokenHandler(TokenSource tokens) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var token = await tokens.GetAsync(ct);
        var response = await SendWithAsync(token, request, ct);
        if (response.StatusCode is not HttpStatusCode.Unauthorized)
            return response;
        response.Dispose();
        tokens.Reject(token);
        return await SendWithAsync(await tokens.GetAsync(ct), request, ct);
    }

    Task<HttpResponseMessage> SendWithAsync(Token token, HttpRequestMessage request, CancellationToken ct)
    {
        request.Headers.Remove("X-Auth-Token");
        request.Headers.TryAddWithoutValidation("X-Auth-Token", token.Value);
        return base.SendAsync(request, ct);
    }
}
