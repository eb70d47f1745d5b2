using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PolicyHa.OpenStack.Tests.Lab;

/// <summary>
/// Nova as its owners and judges use it. It shares no line with the service's own client: what both believe is true.
/// </summary>
sealed class LabNova : IDisposable
{
    /// <summary>What lab-up makes.</summary>
    const string Flavor = "1";

    // One connection a call: uwsgi ends one whose body it did not read, and not every answer says so before.
    readonly HttpClient http = new() { Timeout = TimeSpan.FromMinutes(3), DefaultRequestHeaders = { ConnectionClose = true } };
    string root = "";
    string image = "";

    public static async Task<LabNova> LogInAsync(OpenRc openrc)
    {
        var nova = new LabNova();
        var domain = new { name = "Default" };
        using var login = Json(new
        {
            auth = new
            {
                identity = new { methods = new[] { "password" }, password = new { user = new { name = openrc.Username, password = openrc.Password, domain } } },
                scope = new { project = new { name = openrc.ProjectName, domain } },
            },
        });
        var answer = await nova.http.PostAsync($"{openrc.AuthUrl}/auth/tokens", login);
        answer.EnsureSuccessStatusCode();
        var catalogue = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["token"]!["catalog"]!.AsArray();
        string UrlOf(string type) => (string)catalogue.Single(s => (string?)s!["type"] == type)!["endpoints"]!.AsArray()
            .First(e => (string?)e!["interface"] == "public")!["url"]!;
        nova.root = UrlOf("compute").TrimEnd('/');
        nova.http.DefaultRequestHeaders.Add("X-Auth-Token", answer.Headers.GetValues("X-Subject-Token").Single());
        nova.http.DefaultRequestHeaders.Add("OpenStack-API-Version", "compute 2.90");
        var images = JsonNode.Parse(await nova.http.GetStringAsync($"{UrlOf("image")}/v2/images?name=tiny"))!;
        nova.image = (string)images["images"]![0]!["id"]!;
        return nova;
    }

    public void Dispose() => http.Dispose();

    public async Task<IReadOnlyList<LabServer>> ServersAsync() =>
        [.. (await GetAsync("/servers/detail?all_tenants=1&limit=1000"))["servers"]!.AsArray().Select(s => LabServer.Of(s!)).OrderBy(s => s.Name)];

    public async Task<LabServer> ServerAsync(string id) => LabServer.Of((await GetAsync($"/servers/{id}"))["server"]!);

    public async Task<IReadOnlyList<LabMigration>> MigrationsAsync() =>
        [.. (await GetAsync("/os-migrations?limit=1000"))["migrations"]!.AsArray().Select(m => LabMigration.Of(m!))];

    /// <summary>Of these servers only.</summary>
    public async Task<IReadOnlyList<LabMigration>> MovesOfAsync(IReadOnlyList<LabServer> servers) =>
        [.. (await MigrationsAsync()).Where(m => servers.Any(s => s.Id == m.Instance))];

    /// <summary>What was asked of a server, newest first: the names of the actions.</summary>
    public async Task<IReadOnlyList<string>> ActionsOfAsync(LabServer server) =>
        [.. (await GetAsync($"/servers/{server.Id}/os-instance-actions"))["instanceActions"]!.AsArray().Select(a => (string)a!["action"]!)];

    /// <summary>The entry of a host's nova-compute in <c>os-services</c>.</summary>
    public async Task<JsonNode> ServiceAsync(string host) =>
        (await GetAsync($"/os-services?binary=nova-compute&host={host}"))["services"]![0]!;

    /// <summary>Nova calls a service down a minute after its last report.</summary>
    public async Task<bool> HasSchedulerAsync() =>
        (await GetAsync("/os-services?binary=nova-scheduler"))["services"]!.AsArray().Any(s => (string?)s!["state"] == "up");

    public async Task SetServiceAsync(string host, object change) =>
        await SendAsync(HttpMethod.Put, $"/os-services/{(string)(await ServiceAsync(host))["id"]!}", change);

    /// <returns>Whether Nova took it.</returns>
    public async Task<bool> TrySetServiceAsync(string host, object change)
    {
        using var content = Json(change);
        var id = (string)(await ServiceAsync(host))["id"]!;
        return (await http.PutAsync($"{root}/os-services/{id}", content)).IsSuccessStatusCode;
    }

    /// <summary>Servers on a host, waited for. Their metadata make them protected, unless they say otherwise.</summary>
    public async Task<IReadOnlyList<LabServer>> BootAsync(string name, int count, string host, IDictionary<string, string>? metadata = null, string? group = null)
    {
        var body = new JsonObject
        {
            ["server"] = new JsonObject
            {
                ["name"] = name,
                ["imageRef"] = image,
                ["flavorRef"] = Flavor,
                ["networks"] = "none",
                ["host"] = host,
                ["min_count"] = count,
                ["max_count"] = count,
                ["metadata"] = new JsonObject(
                    (metadata ?? new Dictionary<string, string> { ["HA_Enabled"] = "True" }).Select(p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value))),
            },
        };
        if (group is not null)
            body["os:scheduler_hints"] = new JsonObject { ["group"] = group };
        await SendAsync(HttpMethod.Post, "/servers", body);
        bool IsOurs(LabServer server) => server.Name == name || server.Name.StartsWith($"{name}-", StringComparison.Ordinal);
        await UntilAsync(async () => (await ServersAsync()).Count(s => IsOurs(s) && s is { Status: "ACTIVE", Task: null }) == count, async () => $"{count} of {name} on {host} ({await SaidAsync()})");
        return [.. (await ServersAsync()).Where(IsOurs)];

        async Task<string> SaidAsync() => string.Join("; ", await Task.WhenAll((await ServersAsync()).Select(async s =>
            $"{s.Name}: {s.Status} {s.Task} on '{s.Host}' {(await GetAsync($"/servers/{s.Id}"))["server"]!["fault"]?["message"]}")));
    }

    /// <param name="policy">For example <c>anti-affinity</c>.</param>
    /// <returns>Its id.</returns>
    public async Task<string> GroupAsync(string name, string policy)
    {
        var made = await SendAsync(HttpMethod.Post, "/os-server-groups", new { server_group = new { name, policy } });
        return (string)made!["server_group"]!["id"]!;
    }

    /// <param name="action">For example <c>os-stop</c>.</param>
    public async Task ActAsync(LabServer server, string action, object? argument = null) =>
        await AgainAsync(() => SendAsync(HttpMethod.Post, $"/servers/{server.Id}/action", new Dictionary<string, object?> { [action] = argument }));

    /// <summary>Deletes every server and every server group.</summary>
    public async Task WipeAsync()
    {
        foreach (var server in await ServersAsync())
        {
            if (server.Locked)
                await ActAsync(server, "unlock");
            await DeleteAsync($"/servers/{server.Id}");
        }

        foreach (var group in (await GetAsync("/os-server-groups?all_projects=1"))["server_groups"]!.AsArray())
            await DeleteAsync($"/os-server-groups/{(string)group!["id"]!}");
        await UntilAsync(async () => (await ServersAsync()).Count == 0, "every server deleted");
    }

    public static Task UntilAsync(Func<Task<bool>> holds, string what, TimeSpan? patience = null) => UntilAsync(holds, () => Task.FromResult(what), patience);

    /// <param name="what">Asked only when it does not come about.</param>
    static async Task UntilAsync(Func<Task<bool>> holds, Func<Task<string>> what, TimeSpan? patience = null)
    {
        var end = DateTimeOffset.UtcNow + (patience ?? TimeSpan.FromMinutes(3));
        while (!await holds())
        {
            if (DateTimeOffset.UtcNow > end)
                Assert.Fail($"not {await what()} within {(patience ?? TimeSpan.FromMinutes(3)).TotalSeconds} s");
            await Task.Delay(200);
        }
    }

    /// <summary>With its length told: the lab's uwsgi does not read bodies in chunks.</summary>
    static StringContent Json(object body) => new(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");

    async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await AgainAsync(() => http.GetStringAsync(root + path)))!;

    Task<HttpResponseMessage> DeleteAsync(string path) => AgainAsync(() => http.DeleteAsync(root + path));

    /// <summary>uwsgi resets a connection now and then: what does no harm twice is asked again.</summary>
    static async Task<T> AgainAsync<T>(Func<Task<T>> ask)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await ask();
            }
            catch (HttpRequestException) when (tries < 5)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200));
            }
        }
    }

    async Task<JsonNode?> SendAsync(HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, root + path) { Content = Json(body) };
        var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }
}
