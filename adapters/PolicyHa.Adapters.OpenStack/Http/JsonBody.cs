using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace PolicyHa.Adapters.OpenStack.Http;

static class JsonBody
{
    public static HttpContent Of(JsonObject body) =>
        new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToJsonString()))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
        };
}
