namespace PolicyHa.Engine.Ports;

/// <summary>How the cloud has a host's compute service.</summary>
/// <param name="Up">It sends heartbeats. Never true of one that is forced down.</param>
/// <param name="Disabled">Nothing is placed there.</param>
public sealed record ComputeStanding(bool Up, bool ForcedDown, bool Disabled, string? DisabledReason);
