using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Ports;

/// <summary>How the cloud has its own services, all at one moment.</summary>
/// <param name="SchedulersUp">Null: it did not say.</param>
/// <param name="ConductorsUp">Null: it did not say.</param>
/// <param name="Hosts">The compute service of every host.</param>
public sealed record ServicesStanding(int? SchedulersUp, int? ConductorsUp, IReadOnlyDictionary<HostName, ComputeStanding> Hosts);
