using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace PolicyHa.Adapters.Fencing.Redfish;

/// <summary>A body as BMCs want it: JSON, with its length, and without a charset behind its type.</summary>
static class JsonContents
{
    public static HttpContent Of(JsonObject body) => new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToJsonString()))
    {
        Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
    };
}
