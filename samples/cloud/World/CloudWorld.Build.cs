using System.Security.Cryptography;
using System.Text;
using PolicyHa.Samples.Cloud.Fleet;

namespace PolicyHa.Samples.Cloud.World;

internal sealed partial class CloudWorld
{
    int instanceNumber;

    /// <summary>An id that follows from a name, so that the same plan gives the same ids.</summary>
    public static Guid IdOf(string kind, string name) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}/{name}")).AsSpan(0, 16));

    /// <summary>Keystone's way of writing ids: 32 hexadecimal digits.</summary>
    public static string HexIdOf(string kind, string name) => IdOf(kind, name).ToString("N");

    public ComputeHost HostNamed(string name) => Hosts.TryGetValue(name, out var host)
        ? host
        : throw new KeyNotFoundException($"No host '{name}'. There are: {string.Join(", ", Hosts.Keys.Take(20))}.");

    /// <summary>By id or display name.</summary>
    public Server ServerNamed(string nameOrId) =>
        (Guid.TryParse(nameOrId, out var id) ? Servers.GetValueOrDefault(id) : null)
        ?? Servers.Values.FirstOrDefault(s => s.Name == nameOrId)
        ?? throw new KeyNotFoundException($"No instance '{nameOrId}'.");

    void Build(FleetPlan fleet)
    {
        foreach (var plan in fleet.Hosts)
        {
            var host = new ComputeHost(plan, IdOf("hypervisor", plan.Name), IdOf("service", plan.Name));
            host.Service.BeatsSince = Now;
            host.Service.DisabledReason = plan.Reserved ? "reserved host" : null;
            host.Service.HiddenFromScheduler = plan.Reserved;
            Hosts.Add(plan.Name, host);
        }

        foreach (var group in fleet.Groups)
        {
            Groups.Add(new ServerGroup(IdOf("group", group.Name), group.Name, group.Policy,
                HexIdOf("project", "shop"), HexIdOf("user", "member")));
        }

        BuildAggregates(fleet);
        foreach (var plan in fleet.Instances)
        {
            Add(plan);
        }
    }

    /// <summary>One for each zone, each rack and each name that hosts give.</summary>
    void BuildAggregates(FleetPlan fleet)
    {
        var racks = Hosts.Values.Select(h => h.Plan.Rack).ToHashSet();
        var byName = Hosts.Values.GroupBy(h => h.Zone)
            .Select(g => (g.Key, Zone: (string?)g.Key, Hosts: g.Select(h => h.Name)))
            .Concat(Hosts.Values.SelectMany(h => h.Plan.Aggregates.Select(a => (Aggregate: a, h.Name)))
                .GroupBy(p => p.Aggregate).Select(g => (g.Key, (string?)null, g.Select(p => p.Name))))
            .Concat(Hosts.Values.GroupBy(h => h.Plan.Rack).Select(g => (g.Key, (string?)null, g.Select(h => h.Name))));
        foreach (var (name, zone, hosts) in byName.OrderBy(a => a.Key, StringComparer.Ordinal))
        {
            var aggregate = new Aggregate(Aggregates.Count + 1, IdOf("aggregate", name), name, zone, Now);
            aggregate.Hosts.UnionWith(hosts);
            if (zone is not null)
            {
                aggregate.Metadata["availability_zone"] = zone;
            }

            if (racks.Contains(name))
            {
                aggregate.Metadata["rack"] = name;
            }

            if (fleet.AggregateMetadata.TryGetValue(name, out var metadata))
            {
                foreach (var (key, value) in metadata)
                {
                    aggregate.Metadata[key] = value;
                }
            }

            Aggregates.Add(aggregate);
        }
    }

    /// <summary>Boots an instance on its planned host.</summary>
    public Server Add(InstancePlan plan)
    {
        var host = HostNamed(plan.Host);
        var age = TimeSpan.FromSeconds(3_600 + (instanceNumber * 37 % 7_776_000));
        var server = new Server(plan, HexIdOf("project", plan.Project), HexIdOf("user", plan.Project), StartedAt - age)
        {
            Host = host,
            VmState = plan.Stopped ? "stopped" : "active",
            PowerState = plan.Stopped ? PowerState.Shutdown : PowerState.Running,
            WantedRunning = !plan.Stopped,
            Number = ++instanceNumber,
            PinnedZone = plan.ZonePinned ? host.Zone : null,
            Metadata = new SortedDictionary<string, string>(plan.Metadata.ToDictionary(), StringComparer.Ordinal),
        };
        if (plan.Group is { } groupName)
        {
            server.Group = Groups.Single(g => g.Name == groupName);
            server.Group.Members.Add(server);
        }

        Servers.Add(server.Id, server);
        ServersByAge.Add(server);
        ServersById.Add(server);
        host.ServersByRecord.Add(server);
        host.Bookings.Book(server);
        SetGuest(host, server, running: !plan.Stopped);
        return server;
    }

    /// <summary>Nova's record says from now on that the server is on another host.</summary>
    public void Relocate(Server server, ComputeHost to)
    {
        server.Host.ServersByRecord.Remove(server);
        server.Host = to;
        to.ServersByRecord.Add(server);
        server.Updated = Now;
    }
}
