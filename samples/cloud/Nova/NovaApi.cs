using System.Text.Json.Nodes;
using PolicyHa.Samples.Cloud.Wire;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Nova;

/// <summary>Nova's compute API: the table of contents.</summary>
internal static class NovaApi
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/compute", Versions);
        app.MapGet("/compute/v2.1", Version);

        var nova = app.MapGroup("/compute/v2.1").AddEndpointFilter<NovaGate>();
        ServiceEndpoints.Map(nova);
        ServerEndpoints.Map(nova);
        ServerActions.Map(nova);
        MetadataEndpoints.Map(nova);
        InstanceActionEndpoints.Map(nova);
        MigrationEndpoints.Map(nova);
        AggregateEndpoints.Map(nova);
        HypervisorEndpoints.Map(nova);
        nova.Map("/{**path}", (NovaCall call) => NovaFault.NoSuchResource().ToAnswer());
    }

    static WireJson Versions(HttpContext http, CloudWorld world) => new(
        new JsonObject { ["versions"] = new JsonArray(LegacyView(http), VersionView(http, world)) },
        StatusCodes.Status300MultipleChoices);

    static WireJson Version(HttpContext http, CloudWorld world) =>
        new(new JsonObject { ["version"] = VersionView(http, world) });

    static JsonObject VersionView(HttpContext http, CloudWorld world) => new()
    {
        ["id"] = "v2.1",
        ["status"] = "CURRENT",
        ["version"] = $"2.{world.Options.MaxMicroversion}",
        ["min_version"] = $"2.{MicroVersion.Min}",
        ["updated"] = "2013-07-23T11:33:21Z",
        ["links"] = Links(http, "v2.1"),
    };

    static JsonObject LegacyView(HttpContext http) => new()
    {
        ["id"] = "v2.0",
        ["status"] = "SUPPORTED",
        ["version"] = "",
        ["min_version"] = "",
        ["updated"] = "2011-01-21T11:33:21Z",
        ["links"] = Links(http, "v2"),
    };

    static JsonArray Links(HttpContext http, string version) =>
    [
        new JsonObject
        {
            ["rel"] = "self",
            ["href"] = $"{http.Request.Scheme}://{http.Request.Host}/compute/{version}/",
        },
    ];
}
