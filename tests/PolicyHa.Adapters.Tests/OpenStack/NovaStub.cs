using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using PolicyHa.Adapters.OpenStack;
using PolicyHa.Adapters.OpenStack.Compute;
using PolicyHa.Adapters.OpenStack.Identity;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Tests.OpenStack;

/// <summary>The adapter as production wires it, with answers by hand for what the simulated cloud never does.</summary>
sealed class NovaStub : HttpMessageHandler
{
    readonly ServiceProvider provider;
    readonly Func<HttpRequestMessage, (int Status, string Body)> nova;

    public NovaStub(Func<HttpRequestMessage, (int Status, string Body)> nova, Action<OpenStackOptions>? configure = null)
    {
        this.nova = nova;
        var services = new ServiceCollection();
        services.AddLogging();
        var options = new OpenStackOptions
        {
            AuthUrl = "http://keystone.test/v3",
            ApplicationCredentialId = "id",
            ApplicationCredentialSecret = "secret",
            ReadRetriesMax = 0,
        };
        configure?.Invoke(options);
        services.AddOpenStack(options);
        foreach (var name in (string[])[KeystoneClient.HttpName, NovaClient.HttpName])
            services.AddHttpClient(name).ConfigurePrimaryHttpMessageHandler(() => this);
        provider = services.BuildServiceProvider();
    }

    /// <summary>The newest version Nova claims to speak.</summary>
    public string Newest { get; set; } = "2.96";

    /// <summary>What Nova answers about aggregates; the calls for it are not listed.</summary>
    public string Aggregates { get; set; } = """{"aggregates": []}""";

    /// <summary>What Nova answers about server groups; the calls for it are not listed. Null: 500.</summary>
    public string? ServerGroups { get; set; } = """{"server_groups": []}""";

    /// <summary>What Nova answers about its schedulers; the calls for it are not listed. Null: 500.</summary>
    public string? Schedulers { get; set; } = """{"services": []}""";

    /// <summary>What Nova answers about its conductors; the calls for it are not listed. Null: 500.</summary>
    public string? Conductors { get; set; } = """{"services": []}""";

    /// <summary>Method, path with query and version of each call to Nova.</summary>
    public List<string> Calls { get; } = [];

    public IComputeControl Compute => provider.GetRequiredService<IComputeControl>();

    public ITopologyReader Topology => provider.GetRequiredService<ITopologyReader>();

    /// <summary>A server as Nova lists it.</summary>
    public static string Server(string id, string host = "h1") =>
        $$"""
        {"id": "{{id}}", "name": "n", "tenant_id": "p", "status": "ACTIVE", "OS-EXT-STS:vm_state": "active",
         "OS-EXT-STS:task_state": null, "OS-EXT-SRV-ATTR:host": "{{host}}", "image": "", "metadata": {},
         "flavor": {"original_name": "f", "vcpus": 1, "ram": 1, "disk": 1} }
        """;

    /// <summary>The one host's service record.</summary>
    public const string Services =
        """
        {"services": [{"id": "s1", "binary": "nova-compute", "host": "h1", "zone": "z", "status": "enabled",
                       "state": "up", "forced_down": false, "disabled_reason": null}]}
        """;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        if (request.RequestUri!.Host == "keystone.test")
            return Task.FromResult(Token());
        var (status, body) = (200, $$"""{"version": {"version": "{{Newest}}" } }""");
        if (request.RequestUri.AbsolutePath.EndsWith("/os-aggregates", StringComparison.Ordinal))
        {
            body = Aggregates;
        }
        else if (request.RequestUri.AbsolutePath.EndsWith("/os-server-groups", StringComparison.Ordinal))
        {
            (status, body) = ServerGroups is null ? (500, "") : (200, ServerGroups);
        }
        else if (request.RequestUri.Query == "?binary=nova-scheduler")
        {
            (status, body) = Schedulers is null ? (500, "") : (200, Schedulers);
        }
        else if (request.RequestUri.Query == "?binary=nova-conductor")
        {
            (status, body) = Conductors is null ? (500, "") : (200, Conductors);
        }
        else if (request.RequestUri.AbsolutePath != "/v2.1/")
        {
            var version = request.Headers.GetValues("OpenStack-API-Version").Single();
            Calls.Add($"{request.Method} {request.RequestUri.PathAndQuery} {version}");
            (status, body) = nova(request);
        }

        return Task.FromResult(new HttpResponseMessage((HttpStatusCode)status) { Content = Json(body) });
    }

    static HttpResponseMessage Token() => new(HttpStatusCode.Created)
    {
        Headers = { { "X-Subject-Token", "token" } },
        Content = Json(
            """
            {"token": {"issued_at": "2026-11-21T03:00:00Z", "expires_at": "2026-11-21T04:00:00Z", "catalog": [
              {"type": "compute", "endpoints": [
                {"interface": "public", "region_id": "r", "url": "http://nova.test/v2.1/project-id"}]}]}}
            """),
    };

    static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
