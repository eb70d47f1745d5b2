using System.Text.Json.Nodes;
using PolicyHa.Samples.Cloud.Wire;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Keystone;

/// <summary>The body that describes a token.</summary>
internal static class TokenView
{
    static readonly string[] Interfaces = ["public", "internal", "admin"];

    public static JsonObject Of(Token token, string baseUrl, bool withCatalog)
    {
        var view = new JsonObject
        {
            ["methods"] = new JsonArray(token.Method),
            ["user"] = new JsonObject
            {
                ["id"] = token.UserId,
                ["name"] = token.User.Name,
                ["domain"] = DefaultDomain(),
                ["password_expires_at"] = null,
            },
            ["audit_ids"] = new JsonArray(token.AuditId),
            ["expires_at"] = WireTime.ZuluMicros(token.Expires),
            ["issued_at"] = WireTime.ZuluMicros(token.Issued),
        };
        if (token.Method is "application_credential")
        {
            view["application_credential"] = new JsonObject
            {
                ["id"] = token.User.ApplicationCredentialId,
                ["name"] = token.User.ApplicationCredentialId,
                ["restricted"] = true,
            };
        }

        if (token.Scope is TokenScope.None)
        {
            return new JsonObject { ["token"] = view };
        }

        if (token.Scope is TokenScope.System)
        {
            view["system"] = new JsonObject { ["all"] = true };
        }
        else
        {
            view["project"] = new JsonObject
            {
                ["id"] = token.ProjectId,
                ["name"] = token.User.Project,
                ["domain"] = DefaultDomain(),
            };
            view["is_domain"] = false;
        }

        view["roles"] = new JsonArray([.. token.User.Roles.Select(role =>
            new JsonObject { ["id"] = CloudWorld.HexIdOf("role", role), ["name"] = role })]);
        if (withCatalog)
        {
            view["catalog"] = Catalog(baseUrl);
        }

        return new JsonObject { ["token"] = view };
    }

    static JsonArray Catalog(string baseUrl) =>
    [
        Service("identity", "keystone", baseUrl + "/identity/v3"),
        Service("compute", "nova", baseUrl + "/compute/v2.1"),
        Service("placement", "placement", baseUrl + "/placement"),
    ];

    static JsonObject Service(string type, string name, string url) => new()
    {
        ["id"] = CloudWorld.HexIdOf("catalog", type),
        ["type"] = type,
        ["name"] = name,
        ["endpoints"] = new JsonArray([.. Interfaces.Select(each => new JsonObject
        {
            ["id"] = CloudWorld.HexIdOf("endpoint", type + each),
            ["interface"] = each,
            ["region_id"] = "RegionOne",
            ["region"] = "RegionOne",
            ["url"] = url,
        })]),
    };

    static JsonObject DefaultDomain() => new() { ["id"] = "default", ["name"] = "Default" };
}
