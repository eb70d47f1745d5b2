using System.Text.Json.Nodes;

namespace PolicyHa.Samples.Cloud.Keystone;

/// <summary>Reads the body of <c>POST /v3/auth/tokens</c> and finds out who it is.</summary>
internal static class AuthRequest
{
    const string DefaultDomain = "default";

    /// <summary>The token's user, method and scope, or the answer that refuses them.</summary>
    public static KeystoneError? Read(
        JsonObject? body, Identity identity, out CloudUser user, out string method, out TokenScope scope)
    {
        (user, method, scope) = (null!, "", TokenScope.None);
        if (Child(body, "auth") is not { } auth)
        {
            return KeystoneError.BadRequest("'auth' is a required property");
        }

        if (Child(auth, "identity") is not { } asked || asked["methods"] is not JsonArray methods)
        {
            return KeystoneError.BadRequest("'identity' is a required property");
        }

        method = Text(methods.FirstOrDefault()) ?? "";
        var found = method switch
        {
            "password" => ByPassword(Child(Child(asked, "password"), "user"), identity),
            "application_credential" => ByApplicationCredential(Child(asked, "application_credential"), identity),
            _ => null,
        };
        if (found is null)
        {
            return KeystoneError.Unauthorized;
        }

        user = found;
        return method is "application_credential"
            ? ForCredential(auth, out scope)
            : ForScope(auth["scope"], user, out scope);
    }

    static CloudUser? ByPassword(JsonObject? asked, Identity identity)
    {
        var password = Text(asked?["password"]);
        return password is null ? null
            : identity.Users.FirstOrDefault(u => IsUser(asked!, u) && u.Password == password);
    }

    static CloudUser? ByApplicationCredential(JsonObject? asked, Identity identity)
    {
        var secret = Text(asked?["secret"]);
        if (secret is null)
        {
            return null;
        }

        var id = Text(asked!["id"]);
        var name = Text(asked["name"]);
        var owner = Child(asked, "user");
        return identity.Users.FirstOrDefault(u => u.ApplicationCredentialSecret == secret
            && (id is not null ? u.ApplicationCredentialId == id
                : u.ApplicationCredentialId == name && owner is not null && IsUser(owner, u)));
    }

    static bool IsUser(JsonObject asked, CloudUser user) => Text(asked["id"]) is { } id
        ? id == World.CloudWorld.HexIdOf("user", user.Name)
        : Text(asked["name"]) == user.Name && InDefaultDomain(asked);

    static KeystoneError? ForCredential(JsonObject auth, out TokenScope scope)
    {
        scope = TokenScope.Project;
        return auth.ContainsKey("scope")
            ? new KeystoneError(StatusCodes.Status401Unauthorized, "Unauthorized",
                "Application credentials cannot request a scope.")
            : null;
    }

    static KeystoneError? ForScope(JsonNode? asked, CloudUser user, out TokenScope scope)
    {
        scope = TokenScope.None;
        if (asked is null || Text(asked) == "unscoped")
        {
            return null;
        }

        if (Child(asked, "system") is not null)
        {
            scope = TokenScope.System;
            return user.Roles.Contains("admin") ? null : KeystoneError.Unauthorized;
        }

        scope = TokenScope.Project;
        var project = Child(asked, "project");
        var right = project is not null && (Text(project["id"]) is { } id
            ? id == World.CloudWorld.HexIdOf("project", user.Project)
            : Text(project["name"]) == user.Project && InDefaultDomain(project));
        return right ? null : KeystoneError.Unauthorized;
    }

    static bool InDefaultDomain(JsonObject named) => Child(named, "domain") is { } domain
        && (Text(domain["id"]) == DefaultDomain || Text(domain["name"]) == "Default");

    static JsonObject? Child(JsonNode? parent, string key) => (parent as JsonObject)?[key] as JsonObject;

    static string? Text(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
