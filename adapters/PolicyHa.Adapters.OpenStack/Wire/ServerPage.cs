using System.Text.Json.Serialization;

namespace PolicyHa.Adapters.OpenStack.Wire;

sealed class ServerPage : IPage<Server>
{
    [JsonPropertyName("servers")]
    public List<Server>? Items { get; set; }

    [JsonPropertyName("servers_links")]
    public List<Link>? Links { get; set; }
}

sealed class ServerAnswer
{
    public Server? Server { get; set; }
}
