using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;

namespace PolicyHa.Engine.Alerts;

/// <summary>What an alert is about: per sink, alerts of one key are delivered in order and replace each other's state.</summary>
public static class AlertKey
{
    /// <summary>The host, or host/instance, or what is larger than a host and the rule that tells it.</summary>
    public static string Of(Incident incident) =>
        incident.Scope is { } scope ? $"{scope}/{incident.Row}"
        : incident.Instance is { } instance ? $"{incident.Host}/{instance}"
        : incident.Host.Value;

    /// <summary>That a host which counts as dead shows life.</summary>
    public static string OfProof(HostName host) => $"{host}/proof";
}
