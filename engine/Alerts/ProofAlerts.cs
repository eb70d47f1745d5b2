using PolicyHa.Engine.Incidents;

namespace PolicyHa.Engine.Alerts;

/// <summary>What is told of the proof that a host was dead, under a key of its own: it outlives the incident. Pure.</summary>
static class ProofAlerts
{
    public const string Contradicted = "proof-contradicted";

    /// <summary>The host shows life though it counts as dead.</summary>
    public static Alert InDoubt(FenceMark mark, AlertSeverity severity, string text, DateTimeOffset now) => About(mark, severity, text, now);

    /// <summary>The host is in service again: nothing rests on that proof any more.</summary>
    public static Alert Over(FenceMark mark, DateTimeOffset now) => About(mark, AlertSeverity.Ok, $"{mark.Host} is back", now);

    static Alert About(FenceMark mark, AlertSeverity severity, string text, DateTimeOffset now) =>
        new(AlertKey.OfProof(mark.Host), Contradicted, severity, mark.Host, null, mark.Incident, text, now);
}
