using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Adapters.Storage.Rows;

/// <summary>A row of <c>fleet_host</c>.</summary>
sealed record HostRow
{
    public required string Name { get; init; }

    public required string Segment { get; init; }

    public required string Zone { get; init; }

    public required string ServiceId { get; init; }

    public required bool ServiceUp { get; init; }

    public required bool Disabled { get; init; }

    public required bool ForcedDown { get; init; }

    public required bool Fenceable { get; init; }

    public required string? DisabledReason { get; init; }

    public required string AggregatesJson { get; init; }

    public required string AggregateMetadataJson { get; init; }

    public required string MembershipsJson { get; init; }

    public required bool CarriesControlPlane { get; init; }

    public required bool Reserved { get; init; }

    public required bool HasReported { get; init; }

    public static HostRow Of(ComputeHost host) => new()
    {
        Name = host.Name.Value,
        Segment = host.Segment.Value,
        Zone = host.Zone,
        ServiceId = host.ServiceId,
        ServiceUp = host.ServiceUp,
        Disabled = host.Disabled,
        ForcedDown = host.ForcedDown,
        Fenceable = host.Fenceable,
        DisabledReason = host.DisabledReason,
        AggregatesJson = StoredJson.Text(host.Aggregates, StoredJson.Names),
        AggregateMetadataJson = StoredTexts.Text(host.AggregateMetadata),
        MembershipsJson = StoredJson.Text(host.Memberships, StoredJson.Memberships),
        CarriesControlPlane = host.CarriesControlPlane,
        Reserved = host.IsReserved,
        HasReported = host.HasReported,
    };

    public ComputeHost ToHost() => new(
        new HostName(Name), new SegmentName(Segment), Zone, ServiceId, ServiceUp, Disabled, ForcedDown, Fenceable)
    {
        DisabledReason = DisabledReason,
        Aggregates = StoredJson.Read(AggregatesJson, StoredJson.Names),
        AggregateMetadata = StoredTexts.Read(AggregateMetadataJson),
        Memberships = StoredJson.Read(MembershipsJson, StoredJson.Memberships),
        CarriesControlPlane = CarriesControlPlane,
        IsReserved = Reserved,
        HasReported = HasReported,
    };
}
