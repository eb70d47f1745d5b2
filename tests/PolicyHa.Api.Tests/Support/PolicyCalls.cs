using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace PolicyHa.Api.Tests.Support;

/// <summary>Asks the service for another policy.</summary>
static class PolicyCalls
{
    public static Task<(int Status, JsonNode Body)> PutPolicyAsync(
        this ServiceUnderTest service, string text, string query = "", string? ifMatch = null, string? key = null) =>
        service.PutPolicyAsync(new StringContent(text, new MediaTypeHeaderValue("application/yaml")), query, ifMatch, key);

    public static async Task<(int Status, JsonNode Body)> PutPolicyAsync(
        this ServiceUnderTest service, HttpContent body, string query = "", string? ifMatch = null, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"v1/policy{query}") { Content = body };
        if (ifMatch is not null)
            request.Headers.Add("If-Match", ifMatch);
        if (key is not null)
            request.Headers.Add("X-Api-Key", key);
        return await AnswerAsync(await service.Http.SendAsync(request));
    }

    public static async Task<(int Status, JsonNode Body)> PostJsonAsync(
        this ServiceUnderTest service, string path, object? body) =>
        await AnswerAsync(await (body is null
            ? service.Http.PostAsync(path, null)
            : service.Http.PostAsJsonAsync(path, body)));

    public static async Task<string?> PolicyRevisionAsync(this ServiceUnderTest service) =>
        (string?)(await service.GetAsync("v1/policy"))["revision"];

    public static async Task<IEnumerable<string?>> PolicyVersionsAsync(this ServiceUnderTest service) =>
        (await service.GetAsync("v1/policy/versions")).AsArray().Select(v => $"{v!["revision"]} {v["origin"]}");

    static async Task<(int Status, JsonNode Body)> AnswerAsync(HttpResponseMessage response) =>
        ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
}
