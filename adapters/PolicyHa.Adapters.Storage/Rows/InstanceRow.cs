using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Adapters.Storage.Rows;

/// <summary>A row of <c>fleet_instance</c>.</summary>
sealed record InstanceRow
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Host { get; init; }

    public required string Project { get; init; }

    public required string State { get; init; }

    public required string? TaskState { get; init; }

    public required string Boot { get; init; }

    public required string Flavor { get; init; }

    public required int Vcpus { get; init; }

    public required int RamMib { get; init; }

    public required int DiskGib { get; init; }

    public required string MetadataJson { get; init; }

    public required bool Locked { get; init; }

    public required string? LockedReason { get; init; }

    public required string? Image { get; init; }

    public required string ImagePropertiesJson { get; init; }

    public required string FlavorSpecsJson { get; init; }

    public required bool HaByAggregate { get; init; }

    public required string? ServerGroupJson { get; init; }

    public static InstanceRow Of(Instance instance) => new()
    {
        Id = instance.Id.Value,
        Name = instance.Name,
        Host = instance.Host.Value,
        Project = instance.Project,
        State = StoredWord.Text(instance.State),
        TaskState = instance.TaskState,
        Boot = StoredWord.Text(instance.Boot),
        Flavor = instance.Flavor.Name,
        Vcpus = instance.Flavor.Vcpus,
        RamMib = instance.Flavor.RamMiB,
        DiskGib = instance.Flavor.DiskGiB,
        MetadataJson = StoredTexts.Text(instance.Metadata),
        Locked = instance.Locked,
        LockedReason = instance.LockedReason,
        Image = instance.Image,
        ImagePropertiesJson = StoredTexts.Text(instance.ImageProperties),
        FlavorSpecsJson = StoredTexts.Text(instance.FlavorSpecs),
        HaByAggregate = instance.HaByAggregate,
        ServerGroupJson = instance.ServerGroup is { } group ? StoredJson.Text(group, StoredJson.ServerGroups) : null,
    };

    public Instance ToInstance() => new(
        new InstanceId(Id),
        Name,
        new HostName(Host),
        Project,
        StoredWord.Read<VmState>(State),
        TaskState,
        StoredWord.Read<BootSource>(Boot),
        new Flavor(Flavor, Vcpus, RamMib, DiskGib))
    {
        Metadata = StoredTexts.Read(MetadataJson),
        Locked = Locked,
        LockedReason = LockedReason,
        Image = Image,
        ImageProperties = StoredTexts.Read(ImagePropertiesJson),
        FlavorSpecs = StoredTexts.Read(FlavorSpecsJson),
        HaByAggregate = HaByAggregate,
        ServerGroup = ServerGroupJson is null ? null : StoredJson.Read(ServerGroupJson, StoredJson.ServerGroups),
    };
}
