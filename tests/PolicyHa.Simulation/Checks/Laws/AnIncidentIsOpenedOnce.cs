using PolicyHa.Engine.Incidents;

namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>S26, S62: an incident that is closed stays closed; another trouble is another incident.</summary>
sealed class AnIncidentIsOpenedOnce : ILaw
{
    readonly HashSet<IncidentId> closed = [];

    public string Id => "S26-closed";

    public string? Broken(LawScene scene)
    {
        foreach (var written in scene.NewIncidents)
        {
            if (!written.IsOpen)
                closed.Add(written.Id);
            else if (closed.Contains(written.Id))
                return $"incident {written.Id} of {written.Subject} was closed and is open again";
        }

        return null;
    }
}
