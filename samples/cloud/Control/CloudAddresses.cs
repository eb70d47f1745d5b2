namespace PolicyHa.Samples.Cloud.Control;

/// <summary>Where the parts of the cloud are; also what the ready file holds.</summary>
public sealed record CloudAddresses(
    string BaseUrl, string AuthUrl, string ComputeUrl, string PlacementUrl, string BmcUrl, string AgentUrl,
    string? KafkaBootstrap, int Pid);
