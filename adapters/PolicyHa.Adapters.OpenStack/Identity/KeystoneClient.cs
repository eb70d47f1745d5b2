using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PolicyHa.Adapters.OpenStack.Http;
using PolicyHa.Adapters.OpenStack.Wire;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.OpenStack.Identity;

/// <summary>Logs in.</summary>
sealed class KeystoneClient(IHttpClientFactory clients, OpenStackOptions options, TimeProvider clock)
{
    /// <summary>The client's name at the factory.</summary>
    public const string HttpName = "openstack-keystone";

    const string What = "Keystone: log in";

    /// <exception cref="OutsideUnavailableException">No token was to be had.</exception>
    public async Task<Token> AuthenticateAsync(CancellationToken ct)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, TokensUrl(options.AuthUrl))
            {
                Content = JsonBody.Of(Login()),
            };
            using var response = await clients.CreateClient(HttpName).SendAsync(request, ct);
            return response.IsSuccessStatusCode
                ? await TokenAsync(response, ct)
                : throw new OutsideUnavailableException($"{What}: HTTP {(int)response.StatusCode}{Hint(response)}");
        }
        catch (Exception e) when (OutsideCall.IsOutside(e, ct))
        {
            throw OutsideCall.Unavailable(What, e);
        }
    }

    static string TokensUrl(string authUrl)
    {
        var root = authUrl.TrimEnd('/');
        return root.EndsWith("/v3", StringComparison.Ordinal) ? $"{root}/auth/tokens" : $"{root}/v3/auth/tokens";
    }

    JsonObject Login() => new()
    {
        ["auth"] = options.ApplicationCredentialId is { Length: > 0 } ? ByCredential() : ByPassword(),
    };

    /// <summary>Without a scope: the credential has its project, and Keystone refuses a second word on it.</summary>
    JsonObject ByCredential() => new()
    {
        ["identity"] = new JsonObject
        {
            ["methods"] = new JsonArray("application_credential"),
            ["application_credential"] = new JsonObject
            {
                ["id"] = options.ApplicationCredentialId,
                ["secret"] = Secret.Read(options.ApplicationCredentialSecret, options.ApplicationCredentialSecretFile),
            },
        },
    };

    JsonObject ByPassword() => new()
    {
        ["identity"] = new JsonObject
        {
            ["methods"] = new JsonArray("password"),
            ["password"] = new JsonObject
            {
                ["user"] = new JsonObject
                {
                    ["name"] = options.Username,
                    ["domain"] = new JsonObject { ["name"] = options.UserDomainName },
                    ["password"] = Secret.Read(options.Password, options.PasswordFile),
                },
            },
        },
        ["scope"] = new JsonObject
        {
            ["project"] = new JsonObject
            {
                ["name"] = options.ProjectName,
                ["domain"] = new JsonObject { ["name"] = options.ProjectDomainName },
            },
        },
    };

    async Task<Token> TokenAsync(HttpResponseMessage response, CancellationToken ct)
    {
        if (!response.Headers.TryGetValues("X-Subject-Token", out var values)
            || values.FirstOrDefault() is not { Length: > 0 } value)
            throw new OutsideUnavailableException($"{What}: the answer has no X-Subject-Token");
        var body = await response.Content.ReadFromJsonAsync(WireContext.Default.TokenAnswer, ct);
        if (body?.Token?.ExpiresAt is not { } expiresAt)
            throw new OutsideUnavailableException($"{What}: the answer has no token.expires_at");
        var now = clock.GetUtcNow();
        return Token.Issued(value, now, expiresAt - (body.Token.IssuedAt ?? now), body.Token.Catalog ?? []);
    }

    /// <summary>
    /// The body is left out: Keystone repeats parts of a request it cannot read, and the request holds the secret.
    /// </summary>
    static string Hint(HttpResponseMessage response) => (int)response.StatusCode switch
    {
        401 => " (wrong user, password or application credential)",
        403 => " (the account may not have that project)",
        404 => " (is auth_url right?)",
        >= 300 and < 400 => ", a redirect; redirects are not followed, set auth_url to where Keystone really is",
        _ => "",
    };
}
