using System.Text.Json;

namespace PolicyHa.Samples.Quickstart;

/// <summary>Where the simulated cloud is, from its ready file.</summary>
sealed record CloudAddresses(string BaseUrl, string AuthUrl, string BmcUrl, string AgentUrl, string KafkaBootstrap)
{
    static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static CloudAddresses Read(string path) =>
        JsonSerializer.Deserialize<CloudAddresses>(File.ReadAllText(path), Web)
        ?? throw new InvalidOperationException($"{path} is empty");
}
