using System.Net.Http.Headers;
using System.Text.Json;

namespace PolicyHa.Adapters.Fencing.Http;

/// <summary>What a device answered, whatever the status.</summary>
/// <param name="Body">Null: it is no JSON.</param>
/// <param name="Said">The status and the device's words, for messages; holds no secret.</param>
/// <param name="Headers">May hold one.</param>
sealed record DeviceAnswer(int Status, JsonElement? Body, string Said, HttpResponseHeaders Headers)
{
    public bool IsGood => Status is >= 200 and < 300;

    /// <summary>Of a header that comes once; null: it does not.</summary>
    public string? Header(string name) => Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
