using PolicyHa.Engine.Alerts;

namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>Liveness: who was told of a trouble is told when it is over.</summary>
sealed class WhatIsToldIsEnded : ILaw
{
    public string Id => "L3";

    public string? Broken(LawScene scene)
    {
        foreach (var incident in scene.NewIncidents.Where(i => !i.IsOpen))
        {
            if (scene.Store.LastAlert(AlertKey.Of(incident)) is { Severity: not AlertSeverity.Ok } alert && alert.Incident == incident.Id)
                return $"incident {incident.Id} is closed, and the last word on {alert.Key} is {alert.Severity}: {alert.Summary}";
        }

        return null;
    }
}
