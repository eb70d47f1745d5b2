using System.Data;
using Dapper;
using PolicyHa.Adapters.Storage.Rows;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Adapters.Storage.Tables;

/// <summary>The last picture of the fleet: fleet, fleet_segment, fleet_host, fleet_instance.</summary>
static class FleetTables
{
    /// <summary>
    /// The host, or the instance, of a row with these two columns has left the cloud, and nothing is open about the host. Never while
    /// there is no picture of the fleet: then everything would seem to have left.
    /// </summary>
    public const string HasLeft = """
        EXISTS (SELECT 1 FROM fleet)
        AND CASE WHEN instance IS NULL THEN host NOT IN (SELECT name FROM fleet_host) ELSE instance NOT IN (SELECT id FROM fleet_instance) END
        AND host NOT IN (SELECT host FROM incident WHERE state <> 'closed') AND host NOT IN (SELECT host FROM fence_mark)
        """;

    const string HeadSql = "SELECT read_at AS ReadAt, schedulers_up AS SchedulersUp, conductors_up AS ConductorsUp FROM fleet";

    const string SegmentsSql = "SELECT name, method, shared_storage AS SharedStorage FROM fleet_segment";

    const string HostsSql = """
        SELECT name, segment, zone, service_id AS ServiceId, service_up AS ServiceUp, disabled,
        forced_down AS ForcedDown,
            fenceable, disabled_reason AS DisabledReason, aggregates_json AS AggregatesJson,
            aggregate_metadata_json AS AggregateMetadataJson, memberships_json AS MembershipsJson,
            carries_control_plane AS CarriesControlPlane, reserved, has_reported AS HasReported
        FROM fleet_host
        """;

    const string InstancesSql = """
        SELECT id, name, host, project, state, task_state AS TaskState, boot, flavor, vcpus, ram_mib AS RamMib,
            disk_gib AS DiskGib, metadata_json AS MetadataJson, locked, image,
            image_properties_json AS ImagePropertiesJson, flavor_specs_json AS FlavorSpecsJson,
            ha_by_aggregate AS HaByAggregate, server_group_json AS ServerGroupJson, locked_reason AS LockedReason
        FROM fleet_instance
        """;

    public static Fleet Load(IDbConnection db)
    {
        if (db.QuerySingleOrDefault<HeadRow>(HeadSql) is not { } head)
            return Fleet.Empty;
        return new Fleet(
            StoredTime.Read(head.ReadAt),
            [.. db.Query<SegmentRow>(SegmentsSql).Select(r => r.ToSegment())],
            [.. db.Query<HostRow>(HostsSql).Select(r => r.ToHost())],
            [.. db.Query<InstanceRow>(InstancesSql, buffered: false).Select(r => r.ToInstance())])
        {
            SchedulersUp = head.SchedulersUp,
            ConductorsUp = head.ConductorsUp,
        };
    }

    const string SetHeadSql = """
        INSERT INTO fleet (id, read_at, schedulers_up, conductors_up) VALUES (1, @ReadAt, @SchedulersUp, @ConductorsUp)
        ON CONFLICT (id) DO UPDATE SET
            read_at = excluded.read_at, schedulers_up = excluded.schedulers_up, conductors_up = excluded.conductors_up
        """;

    const string PutSegmentSql = """
        INSERT INTO fleet_segment (name, method, shared_storage) VALUES (@Name, @Method, @SharedStorage)
        ON CONFLICT (name) DO UPDATE SET method = excluded.method, shared_storage = excluded.shared_storage
        """;

    const string DropSegmentSql = "DELETE FROM fleet_segment WHERE name = @name";

    const string PutHostSql = """
        INSERT INTO fleet_host (
            name, segment, zone, service_id, service_up, disabled, forced_down, fenceable, disabled_reason,
            aggregates_json, aggregate_metadata_json, memberships_json, carries_control_plane, reserved, has_reported)
        VALUES (
            @Name, @Segment, @Zone, @ServiceId, @ServiceUp, @Disabled, @ForcedDown, @Fenceable, @DisabledReason,
            @AggregatesJson, @AggregateMetadataJson, @MembershipsJson, @CarriesControlPlane, @Reserved, @HasReported)
        ON CONFLICT (name) DO UPDATE SET
            segment = excluded.segment, zone = excluded.zone, service_id = excluded.service_id,
            service_up = excluded.service_up,
            disabled = excluded.disabled, forced_down = excluded.forced_down, fenceable = excluded.fenceable,
            disabled_reason = excluded.disabled_reason, aggregates_json = excluded.aggregates_json,
            aggregate_metadata_json = excluded.aggregate_metadata_json, memberships_json = excluded.memberships_json,
            carries_control_plane = excluded.carries_control_plane, reserved = excluded.reserved,
            has_reported = excluded.has_reported
        """;

    const string DropHostSql = "DELETE FROM fleet_host WHERE name = @name";

    const string PutInstanceSql = """
        INSERT INTO fleet_instance (
            id, name, host, project, state, task_state, boot, flavor, vcpus, ram_mib, disk_gib, metadata_json, locked,
            image, image_properties_json, flavor_specs_json, ha_by_aggregate, server_group_json, locked_reason)
        VALUES (
            @Id, @Name, @Host, @Project, @State, @TaskState, @Boot, @Flavor, @Vcpus, @RamMib, @DiskGib, @MetadataJson,
            @Locked, @Image, @ImagePropertiesJson, @FlavorSpecsJson, @HaByAggregate, @ServerGroupJson, @LockedReason)
        ON CONFLICT (id) DO UPDATE SET
            name = excluded.name, host = excluded.host, project = excluded.project, state = excluded.state,
            task_state = excluded.task_state, boot = excluded.boot, flavor = excluded.flavor, vcpus = excluded.vcpus,
            ram_mib = excluded.ram_mib, disk_gib = excluded.disk_gib, metadata_json = excluded.metadata_json,
            locked = excluded.locked, image = excluded.image, image_properties_json = excluded.image_properties_json,
            flavor_specs_json = excluded.flavor_specs_json, ha_by_aggregate = excluded.ha_by_aggregate
        """;

    const string DropInstanceSql = "DELETE FROM fleet_instance WHERE id = @id";

    /// <summary>From here on this is a whole picture.</summary>
    public static void SetHead(IDbConnection db, DateTimeOffset readAt, int? schedulersUp, int? conductorsUp) =>
        db.Execute(SetHeadSql, new HeadRow { ReadAt = StoredTime.Text(readAt), SchedulersUp = schedulersUp, ConductorsUp = conductorsUp });

    public static void PutSegments(IDbConnection db, IEnumerable<FailoverSegment> segments) =>
        db.Execute(PutSegmentSql, segments.Select(SegmentRow.Of));

    public static void PutHosts(IDbConnection db, IEnumerable<ComputeHost> hosts) =>
        db.Execute(PutHostSql, hosts.Select(HostRow.Of));

    public static void PutInstances(IDbConnection db, IEnumerable<Instance> instances) =>
        db.Execute(PutInstanceSql, instances.Select(InstanceRow.Of));

    /// <summary>Turns the stored picture into a newer one.</summary>
    public static void Change(IDbConnection db, FleetChanges changes)
    {
        db.Execute(DropSegmentSql, changes.SegmentsGone.Select(n => new { name = n.Value }));
        db.Execute(DropHostSql, changes.HostsGone.Select(n => new { name = n.Value }));
        db.Execute(DropInstanceSql, changes.InstancesGone.Select(i => new { id = i.Value }));
        PutSegments(db, changes.Segments);
        PutHosts(db, changes.Hosts);
        PutInstances(db, changes.Instances);
        SetHead(db, changes.ReadAt, changes.SchedulersUp, changes.ConductorsUp);
    }

    const string ClearSql = """
        DELETE FROM fleet;
        DELETE FROM fleet_segment;
        DELETE FROM fleet_host;
        DELETE FROM fleet_instance;
        """;

    /// <summary>There is no picture any more.</summary>
    public static void Clear(IDbConnection db) => db.Execute(ClearSql);

    sealed record HeadRow
    {
        public required string ReadAt { get; init; }

        public required int? SchedulersUp { get; init; }

        public required int? ConductorsUp { get; init; }
    }

    sealed record SegmentRow
    {
        public required string Name { get; init; }

        public required string Method { get; init; }

        public required bool SharedStorage { get; init; }

        public static SegmentRow Of(FailoverSegment segment) => new()
        {
            Name = segment.Name.Value,
            Method = StoredWord.Text(segment.Method),
            SharedStorage = segment.SharedStorage,
        };

        public FailoverSegment ToSegment() =>
            new(new SegmentName(Name), StoredWord.Read<RecoveryMethod>(Method), SharedStorage);
    }
}
