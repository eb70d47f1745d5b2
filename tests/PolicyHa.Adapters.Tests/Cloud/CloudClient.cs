using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using PolicyHa.Samples.Cloud;

namespace PolicyHa.Adapters.Tests.Cloud;

/// <summary>A plain HTTP client of the simulated cloud: what is tested is the wire.</summary>
internal sealed class CloudClient(SimulatedCloud cloud) : IDisposable
{
    readonly HttpClient http = new() { BaseAddress = cloud.BaseUrl, Timeout = TimeSpan.FromSeconds(20) };

    public string? Token { get; set; }

    public string Version { get; set; } = "2.79";

    public static async Task<CloudClient> LoggedIn(
        SimulatedCloud cloud, string user = "policyha", string project = "service")
    {
        var client = new CloudClient(cloud);
        var answer = await client.LogIn(user, user, project);
        Assert.Equal(201, answer.Status);
        client.Token = answer.Header("X-Subject-Token");
        return client;
    }

    public Task<Answer> LogIn(string user, string password, string project) => Post("/identity/v3/auth/tokens",
        $$$$"""
        {"auth":{"identity":{"methods":["password"],
         "password":{"user":{"name":"{{{{user}}}}","domain":{"name":"Default"},"password":"{{{{password}}}}"} } },
         "scope":{"project":{"name":"{{{{project}}}}","domain":{"name":"Default"} } } } }
        """);

    public Task<Answer> Get(string path, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Get, path, null, headers);

    public Task<Answer> Post(string path, string body, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Post, path, body, headers);

    public Task<Answer> Put(string path, string body) => Send(HttpMethod.Put, path, body);

    public Task<Answer> Delete(string path) => Send(HttpMethod.Delete, path, null);

    public Task<Answer> Act(
        string server, string body, string? version = null, params (string Name, string Value)[] headers) =>
        Post($"/compute/v2.1/servers/{Id(server)}/action", body,
            [.. headers, .. version is null ? [] : new[] { ("OpenStack-API-Version", "compute " + version) }]);

    public async Task<JsonNode> Server(string name) =>
        (await Get($"/compute/v2.1/servers/{Id(name)}")).Json["server"]!;

    public async Task<JsonNode> Service(string host) =>
        (await Get($"/compute/v2.1/os-services?binary=nova-compute&host={host}")).Json["services"]![0]!;

    public async Task<Answer> PutService(string host, string body) =>
        await Put($"/compute/v2.1/os-services/{(await Service(host))["id"]}", body);

    public Task<Answer> Reset(string host, string type, string credentials = "admin:password") =>
        Post($"/bmc/{host}/redfish/v1/Systems/1/Actions/ComputerSystem.Reset", $$"""{"ResetType":"{{type}}"}""",
            Basic(credentials));

    public async Task<string> Power(string host) =>
        (await Get($"/bmc/{host}/redfish/v1/Systems/1", Basic("admin:password"))).Json["PowerState"]!.ToString();

    public static (string Name, string Value) Basic(string credentials) =>
        ("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));

    public Guid Id(string server) => cloud.Instance(server).Id;

    public async Task<Answer> Send(
        HttpMethod method, string path, string? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        // Keystone's token means nothing to BMCs, which have their own under the same name.
        if (Token is not null && !path.StartsWith("/bmc/", StringComparison.Ordinal))
        {
            request.Headers.TryAddWithoutValidation("X-Auth-Token", Token);
        }

        if (!request.Headers.Contains("OpenStack-API-Version"))
        {
            request.Headers.TryAddWithoutValidation("OpenStack-API-Version", "compute " + Version);
        }

        return await Answer.Of(await http.SendAsync(request));
    }

    public void Dispose() => http.Dispose();
}
