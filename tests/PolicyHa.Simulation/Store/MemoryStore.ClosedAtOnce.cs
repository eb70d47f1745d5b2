using PolicyHa.Engine.Incidents;

namespace PolicyHa.Simulation.Store;

/// <summary>Incidents that were closed at the moment they were opened: their ids are taken.</summary>
public sealed partial class MemoryStore
{
    /// <summary>Those of the newest moment at which any was opened.</summary>
    IReadOnlyList<ClosedAtOnce> ClosedAtOnce()
    {
        if (incidents.Count == 0)
            return [];
        var newest = incidents.Values.Max(i => i.OpenedAt);
        return
        [
            .. from incident in incidents.Values
               where incident.OpenedAt == newest && incident.ClosedAt == newest
               orderby incident.Id.Value
               select new ClosedAtOnce(incident.Host, incident.Id, incident.OpenedAt),
        ];
    }
}
