using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference.Known;

namespace PolicyHa.Engine.Inference;

/// <summary>What the rules make of one snapshot: given and derived facts, and how each was derived.</summary>
/// <param name="Error">Set when the rules could not be run to their end: nothing may be decided but to hold.</param>
public sealed record Beliefs(FactSet Facts, IReadOnlyList<Firing> Firings, string? Error)
{
    public HostFault? FaultOf(HostName host) => Facts.Of<HostFault>(host) is [var fault, ..] ? fault : null;

    public bool IsSuspect(HostName host) => Facts.Any<HostSuspect>(host);

    public IReadOnlyList<Veto> VetoesOf(HostName host) => Facts.Of<Veto>(host);

    public RowMatch? RowOf(HostName host, InstanceId instance) =>
        Facts.Of<RowMatch>(host).FirstOrDefault(r => r.Instance == instance);

    public Suppression? SuppressionOf(HostName host, InstanceId instance) =>
        Facts.Of<Suppression>(host).FirstOrDefault(s => s.Instance == instance);
}
