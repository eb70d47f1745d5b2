using System.Text.Json;
using PolicyHa.Adapters.OpenStack.Capacity;
using PolicyHa.Adapters.OpenStack.Segments;
using PolicyHa.Adapters.OpenStack.Wire;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Adapters.OpenStack.Compute;

/// <summary>The fleet as Nova has it, with the room that Placement says there is.</summary>
/// <param name="fencing">Asked whether a device is configured for a host; null: there is none for any.</param>
sealed class NovaTopology(NovaReads reads, InstancePicture picture, SegmentReader segments, PlacementRooms rooms, IFencing? fencing, TimeProvider clock)
    : ITopologyReader
{
    public async Task<Fleet> ReadAsync(CancellationToken ct)
    {
        // From before the first question: nothing in the fleet is older than it says.
        var readAt = clock.GetUtcNow();
        var map = await segments.ReadAsync(ct);
        var services = await reads.ServicesAsync(ct);
        var room = rooms.Begin([.. services.Select(s => new HostName(s.Host!)).Distinct()]);
        var schedulers = reads.UpAsync(NovaReads.Scheduler, ct);
        var conductors = reads.UpAsync(NovaReads.Conductor, ct);
        var instances = await picture.ReadAsync(map, ct);

        await rooms.WaitForAsync(room, ct);
        var placed = services.DistinctBy(s => s.Host)
            .Select(s => (Service: s, Segment: map.Of(new HostName(s.Host!), s.Zone ?? ""))).ToList();
        var hosts = placed.Select(p => Host(p.Service, p.Segment, map)).ToList();
        fencing?.Know(hosts);
        return new Fleet(
            readAt,
            [.. map.Configured.Concat(placed.Select(p => p.Segment)).DistinctBy(s => s.Name)],
            [.. hosts.Select(h => fencing?.CanFence(h.Name) is true ? h with { Fenceable = true } : h)],
            instances)
        {
            SchedulersUp = await schedulers,
            ConductorsUp = await conductors,
        };
    }

    ComputeHost Host(ComputeService service, FailoverSegment segment, SegmentMap map)
    {
        var name = new HostName(service.Host!);
        var aggregates = map.AggregatesOf(name);
        return new ComputeHost(
            name,
            segment.Name,
            service.Zone ?? "",
            service.Id!,
            ServiceUp: service.State == "up",
            Disabled: service.Status == "disabled",
            service.ForcedDown,
            Fenceable: false)
        {
            DisabledReason = service.DisabledReason,
            Aggregates = aggregates.Names,
            AggregateMetadata = aggregates.Metadata,
            Memberships = aggregates.Each,
            CarriesControlPlane = aggregates.CarryControlPlane,
            HasReported = service.UpdatedAt.ValueKind != JsonValueKind.Null,
            IsReserved = map.IsReserved(name),
            Room = rooms.Of(name),
        };
    }
}
