using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PolicyHa.Api.Commands;

/// <summary>Speaks to a running service for the client verbs.</summary>
sealed class ServiceClient : IDisposable
{
    const string KeyVariable = "POLICYHA_API_KEY";

    readonly HttpClient http;
    readonly TextWriter errors;

    ServiceClient(string url, TextWriter errors)
    {
        http = new HttpClient { BaseAddress = new Uri(url.TrimEnd('/') + "/"), Timeout = TimeSpan.FromSeconds(100) };
        if (Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } key)
            http.DefaultRequestHeaders.Add("X-Api-Key", key);
        this.errors = errors;
    }

    /// <summary>The option that says where the service is.</summary>
    public static Option<string> UrlOption() => new("--url")
    {
        Description = $"The service's address. A key is taken from the environment variable {KeyVariable}.",
        DefaultValueFactory = _ => Configuration.ApiOptions.DefaultUrl,
    };

    /// <summary>The option that asks for one JSON document and nothing else.</summary>
    public static Option<bool> JsonOption() =>
        new("--json") { Description = "Print one JSON document and nothing else." };

    /// <summary>
    /// Runs a conversation with the service; when it cannot be reached says so and ends with <see
    /// cref="ExitCodes.Usage"/>.
    /// </summary>
    public static async Task<int> RunAsync(string url, InvocationConfiguration io, Func<ServiceClient, Task<int>> talk)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            await io.Error.WriteLineAsync($"--url: '{url}' is no http address");
            return ExitCodes.Usage;
        }

        using var client = new ServiceClient(url, io.Error);
        try
        {
            return await talk(client);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            await io.Error.WriteLineAsync($"no answer from {url}: {e.Message}; is the service running there? (--url)");
            return ExitCodes.Usage;
        }
    }

    /// <summary>For what takes longer than other answers; before the first is asked for.</summary>
    public void WaitUpTo(TimeSpan patience) => http.Timeout = patience;

    /// <summary>Asks; null after an answer that says no, which has then been printed.</summary>
    /// <param name="quiet">Statuses that are no news to the caller and not printed.</param>
    public async Task<string?> AskAsync(
        HttpMethod method, string path, object? body, CancellationToken ct, params int[] quiet)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        using var response = await http.SendAsync(request, ct);
        var text = await response.Content.ReadAsStringAsync(ct);
        if (response.IsSuccessStatusCode)
            return text;
        if (!quiet.Contains((int)response.StatusCode))
            await errors.WriteLineAsync($"{(int)response.StatusCode}: {DetailOf(text)}");
        return null;
    }

    /// <summary>
    /// Asks for something of which a refusal is a document too; null after an answer that is none, which has been printed.
    /// </summary>
    public async Task<string?> AskAnywayAsync(HttpMethod method, string path, object body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        using var response = await http.SendAsync(request, ct);
        var text = await response.Content.ReadAsStringAsync(ct);
        if (response.Content.Headers.ContentType?.MediaType == "application/json")
            return text;
        await errors.WriteLineAsync($"{(int)response.StatusCode}: {DetailOf(text)}");
        return null;
    }

    public Task<string?> GetAsync(string path, CancellationToken ct, params int[] quiet) =>
        AskAsync(HttpMethod.Get, path, null, ct, quiet);

    /// <summary>The same document, laid out for people.</summary>
    public static string Indented(string json) => json.Length == 0
        ? "{}"
        : JsonNode.Parse(json)!.ToJsonString(new JsonSerializerOptions
        {
            WriteIndented = true,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });

    public static string Escape(string part) => Uri.EscapeDataString(part);

    public void Dispose() => http.Dispose();

    static string DetailOf(string text)
    {
        try
        {
            var problem = JsonNode.Parse(text);
            return problem?["detail"]?.ToString() ?? problem?["title"]?.ToString() ?? text;
        }
        catch (JsonException)
        {
            return new StringBuilder(text, 0, Math.Min(text.Length, 500), 500).ToString();
        }
    }
}
