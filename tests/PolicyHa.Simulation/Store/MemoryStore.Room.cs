using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.State;

namespace PolicyHa.Simulation.Store;

/// <summary>What is kept of room: who has a reserved host, and which segments lack room.</summary>
public sealed partial class MemoryStore
{
    readonly Dictionary<SegmentName, RoomShortage> shortages = [];

    /// <summary>Who has taken the reserved host; null: nobody.</summary>
    public Reservation? ReservationOf(HostName host) => reservations.GetValueOrDefault(host);

    void KeepShortage(StateChanges changes)
    {
        if (changes.EndsShortage)
            shortages.Remove(changes.Segment);
        if (changes.Shortage is { } begun)
            shortages[begun.Segment] = begun;
    }
}
