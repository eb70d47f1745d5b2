using System.Text.Json.Nodes;

namespace PolicyHa.Adapters.Tests.Cloud;

/// <summary>An HTTP answer as the tests look at it.</summary>
internal sealed record Answer(int Status, string Text, HttpResponseMessage Http)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public string Header(string name) => string.Join(",", Http.Headers.GetValues(name));

    public static async Task<Answer> Of(HttpResponseMessage http) =>
        new((int)http.StatusCode, await http.Content.ReadAsStringAsync(), http);
}
