using PolicyHa.Adapters.OpenStack.Segments;
using PolicyHa.Adapters.OpenStack.Wire;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Adapters.OpenStack.Compute;

/// <summary>A server that was read, without what only says something beside its host: segment, aggregates, and groups are read at other times.</summary>
sealed class KnownServer
{
    Instance instance;
    string zone;
    bool bootsFromVolume;
    bool hasEphemeralDisk;

    public KnownServer(Server server) => (instance, zone, bootsFromVolume, hasEphemeralDisk) = Facts(server);

    /// <summary>It has been read anew. Where nothing has changed it stays the same object: nobody has to look at it again.</summary>
    public void Update(Server server)
    {
        (var read, zone, bootsFromVolume, hasEphemeralDisk) = Facts(server);
        read = read with { Boot = instance.Boot, HaByAggregate = instance.HaByAggregate, ServerGroup = instance.ServerGroup };
        if (!read.Equals(instance))
            instance = read;
    }

    /// <summary>The instance, with what the map says of it.</summary>
    public Instance In(SegmentMap map)
    {
        var (boot, asked, group) = (Boot(map), map.AggregatesOf(instance.Host).AskForHa, map.ServerGroupOf(instance.Id.Value));
        if (boot != instance.Boot || asked != instance.HaByAggregate || group != instance.ServerGroup)
            instance = instance with { Boot = boot, HaByAggregate = asked, ServerGroup = group };
        return instance;
    }

    /// <summary>An ephemeral disk holds data too; swap does not.</summary>
    BootSource Boot(SegmentMap map)
    {
        var isShared = map.Of(instance.Host, zone).SharedStorage;
        if (bootsFromVolume && (isShared || !hasEphemeralDisk))
            return BootSource.Volume;
        return isShared ? BootSource.SharedDisk : BootSource.LocalDisk;
    }

    static (Instance Instance, string Zone, bool BootsFromVolume, bool HasEphemeralDisk) Facts(Server server) =>
        (InstanceReading.From(server), server.Zone ?? "", server.Image is { Id: null }, server.Flavor is { Ephemeral: > 0 });
}
