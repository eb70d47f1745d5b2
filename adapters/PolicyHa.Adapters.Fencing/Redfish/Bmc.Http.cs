using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PolicyHa.Adapters.Fencing.Http;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Fencing.Redfish;

sealed partial class Bmc
{
    /// <summary>Posts a reset, once. Its HTTP status is believed; whether the host is off must be read.</summary>
    public Task<ActionAnswer> ResetAsync(string target, string kind, ActionContext context, CancellationToken ct) =>
        calls.ActAsync(kind, () => NewReset(target, kind, context), ct);

    /// <summary>What the BMC says about an error; nothing where it speaks no Redfish.</summary>
    static string WordsOf(string body)
    {
        try
        {
            using var parsed = JsonDocument.Parse(body);
            var error = JsonParts.Child(parsed.RootElement, "error");
            return string.Join(" ", new[] { JsonParts.Text(error, "code"), JsonParts.Text(error, "message") }.OfType<string>());
        }
        catch (JsonException)
        {
            return "";
        }
    }

    Task<JsonElement> GetAsync(string path, CancellationToken ct) => calls.ReadAsync($"GET {path}", () => NewRequest(HttpMethod.Get, path), ct);

    HttpRequestMessage NewReset(string target, string kind, ActionContext context)
    {
        var request = NewRequest(HttpMethod.Post, target);
        var body = Encoding.UTF8.GetBytes(new JsonObject { ["ResetType"] = kind }.ToJsonString());
        request.Content = new ByteArrayContent(body)
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
        };
        ActHeaders.Add(request, context);
        return request;
    }

    /// <summary>
    /// Basic on each call: BMCs have few session slots, and a leaked one must not stand in the way of a fence.
    /// </summary>
    HttpRequestMessage NewRequest(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, Resolve(path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Login(DevicePassword.Read(device)));
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.TryAddWithoutValidation("OData-Version", "4.0");
        return request;
    }

    string Login(string password) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{device.Username}:{password}"));

    IEnumerable<string> Secrets() => DevicePassword.Read(device) is var password ? [Login(password), password] : [];

    /// <summary>Only the path of what a BMC points to is followed: the password goes nowhere else.</summary>
    Uri Resolve(string path)
    {
        var pointed = Uri.TryCreate(path, UriKind.Absolute, out var whole) && whole.Scheme is "http" or "https"
            ? whole.PathAndQuery
            : path;
        var mount = address.AbsolutePath.TrimEnd('/');
        return new Uri(address, pointed.StartsWith(mount + "/", StringComparison.Ordinal) ? pointed : mount + pointed);
    }
}
