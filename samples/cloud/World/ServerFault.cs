namespace PolicyHa.Samples.Cloud.World;

/// <summary>Why a server is in ERROR.</summary>
internal sealed record ServerFault(int Code, string Message, DateTimeOffset Created);
