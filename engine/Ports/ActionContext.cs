using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;

namespace PolicyHa.Engine.Ports;

/// <summary>Who acts, for what, under which lease: carried by every outside call.</summary>
/// <param name="Step">The idempotency key: the same step never needs two acts.</param>
/// <param name="Epoch">Of the segment's lease; a receiver that has seen a newer one refuses.</param>
public sealed record ActionContext(IncidentId Incident, StepId Step, long Epoch);
