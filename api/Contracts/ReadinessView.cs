namespace PolicyHa.Api.Contracts;

/// <summary>Whether the service can do its work.</summary>
public sealed record ReadinessView(bool Ready, IReadOnlyList<ReadinessCheck> Checks);

/// <summary>One condition for being ready.</summary>
/// <param name="Detail">How it stands, for people.</param>
public sealed record ReadinessCheck(string Name, bool Ok, string Detail);
