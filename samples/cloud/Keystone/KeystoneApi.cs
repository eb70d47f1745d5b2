using System.Text.Json.Nodes;
using PolicyHa.Samples.Cloud.Wire;

namespace PolicyHa.Samples.Cloud.Keystone;

/// <summary>Keystone v3: log in, validate, revoke, discover.</summary>
internal static class KeystoneApi
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/identity", Versions);
        app.MapGet("/v3", Version);
        MapV3(app.MapGroup("/identity/v3"));
        MapV3(app.MapGroup("/v3"));
    }

    static void MapV3(RouteGroupBuilder v3)
    {
        v3.AddEndpointFilter<WorldGate>();
        v3.MapGet("/", Version);
        v3.MapPost("/auth/tokens", LogIn);
        v3.MapGet("/auth/tokens", Validate);
        v3.MapMethods("/auth/tokens", ["HEAD"], Validate);
        v3.MapDelete("/auth/tokens", Revoke);
        v3.Map("/{**path}", () => KeystoneError.NotFound("The resource could not be found."));
    }

    static IResult LogIn(HttpContext http, JsonBody body, Identity identity)
    {
        if (body.Error is { } error)
        {
            return KeystoneError.BadRequest(error);
        }

        if (AuthRequest.Read(body.Content, identity, out var user, out var method, out var scope) is { } refused)
        {
            return refused;
        }

        var token = identity.Issue(method, user, scope);
        return Describe(http, token, StatusCodes.Status201Created);
    }

    static IResult Validate(HttpContext http, Identity identity)
    {
        if (identity.Find(http.Request.Headers["X-Auth-Token"]) is not { } own)
        {
            return KeystoneError.Unauthorized;
        }

        var subject = (string?)http.Request.Headers["X-Subject-Token"];
        if (subject is null)
        {
            return KeystoneError.BadRequest("X-Subject-Token header is required.");
        }

        if (!own.MayValidateOthers && subject != own.Id)
        {
            return KeystoneError.Forbidden("identity:validate_token");
        }

        return identity.Find(subject) is { } token
            ? Describe(http, token, StatusCodes.Status200OK)
            : KeystoneError.NotFound("Could not find token: The token is invalid, expired or revoked.");
    }

    static IResult Revoke(HttpContext http, Identity identity)
    {
        if (identity.Find(http.Request.Headers["X-Auth-Token"]) is null)
        {
            return KeystoneError.Unauthorized;
        }

        return identity.Revoke((string?)http.Request.Headers["X-Subject-Token"] ?? "")
            ? WireJson.Empty(StatusCodes.Status204NoContent)
            : KeystoneError.NotFound("Could not find token: The token is invalid, expired or revoked.");
    }

    static WireJson Describe(HttpContext http, Token token, int status)
    {
        http.Response.Headers["X-Subject-Token"] = token.Id;
        http.Response.Headers.Vary = "X-Auth-Token";
        return new WireJson(
            TokenView.Of(token, BaseUrl(http), withCatalog: !http.Request.Query.ContainsKey("nocatalog")), status);
    }

    static WireJson Versions(HttpContext http) => new(
        new JsonObject { ["versions"] = new JsonObject { ["values"] = new JsonArray(VersionView(http)) } },
        StatusCodes.Status300MultipleChoices);

    static WireJson Version(HttpContext http) => new(new JsonObject { ["version"] = VersionView(http) });

    static JsonObject VersionView(HttpContext http) => new()
    {
        ["id"] = "v3.14",
        ["status"] = "stable",
        ["updated"] = "2020-04-07T00:00:00Z",
        ["links"] = new JsonArray(new JsonObject { ["rel"] = "self", ["href"] = BaseUrl(http) + "/identity/v3/" }),
        ["media-types"] = new JsonArray(new JsonObject
        {
            ["base"] = "application/json",
            ["type"] = "application/vnd.openstack.identity-v3+json",
        }),
    };

    static string BaseUrl(HttpContext http) => $"{http.Request.Scheme}://{http.Request.Host}";
}
