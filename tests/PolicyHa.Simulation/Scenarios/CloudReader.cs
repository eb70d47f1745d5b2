using System.Text.RegularExpressions;
using PolicyHa.Engine.Topology;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Scenarios;

/// <summary>Reads who there is in a simulated cloud: <c>segments</c>, <c>instances</c> and <c>world</c>.</summary>
sealed partial class CloudReader(ProblemLog problems, Field field, Names names)
{
    /// <summary>In one word.</summary>
    const int InstancesMax = 1000;

    /// <summary>As Masakari calls them.</summary>
    internal static readonly IReadOnlyDictionary<string, RecoveryMethod> Methods = new Dictionary<string, RecoveryMethod>
    {
        ["auto"] = RecoveryMethod.Auto,
        ["reserved_host"] = RecoveryMethod.ReservedHost,
        ["auto_priority"] = RecoveryMethod.AutoPriority,
        ["rh_priority"] = RecoveryMethod.ReservedHostPriority,
    };

    static readonly string[] States = ["active", "stopped", "paused", "error"];
    static readonly string[] Boots = ["volume", "shared-disk", "local-disk"];
    static readonly string[] Classes = ["pet", "cattle", "none"];

    public List<ScenarioSegment> ReadSegments(YamlMapping? mapping)
    {
        var segments = new List<ScenarioSegment>();
        foreach (var entry in mapping?.Entries ?? [])
        {
            if (entry.Value is not YamlMapping body)
            {
                field.Wrong(entry.Value, "a segment is a mapping: {method: auto, hosts: [h1, h2]}");
                continue;
            }

            var reader = new MappingReader(body, "a segment", problems);
            var method = field.Word(reader.Text("method"), "a recovery method", [.. Methods.Keys]) ?? "auto";
            var reserved = field.Texts(reader.List("reserved"));
            IReadOnlyList<YamlScalar> hosts = [.. field.Texts(reader.List("hosts")), .. reserved];
            var shared = field.Flag(reader.Text("shared-storage")) ?? true;
            reader.Finish();
            foreach (var host in hosts.Where(h => !names.AddHost(h.Value)))
                field.Wrong(host, $"host '{host.Value}' is in a segment already");
            segments.Add(new ScenarioSegment(entry.Key.Value, [.. hosts.Select(h => h.Value)], shared)
            {
                Method = Methods[method],
                Reserved = [.. reserved.Select(h => h.Value)],
            });
        }

        return segments;
    }

    /// <param name="segments">Where the hosts are; whether they share storage decides what an instance boots from.</param>
    public List<ScenarioInstance> ReadInstances(YamlMapping mapping, IReadOnlyList<ScenarioSegment> segments)
    {
        var instances = new List<ScenarioInstance>();
        foreach (var entry in mapping.Entries)
        {
            if (!names.HasHost(entry.Key.Value))
                field.Unknown(entry.Key, $"no host '{entry.Key.Value}' is in a segment", names.HostHint());
            if (entry.Value is not YamlSequence list)
            {
                field.Wrong(entry.Value, "instances of a host are a list: [cattle c1, pet p1]");
                continue;
            }

            var shared = segments.FirstOrDefault(s => s.Hosts.Contains(entry.Key.Value))?.SharedStorage ?? true;
            foreach (var item in list.Items)
            {
                foreach (var instance in ReadInstances(item, entry.Key.Value, shared ? "shared-disk" : "local-disk"))
                {
                    if (!names.AddInstance(instance.Name))
                        field.Wrong(item, $"instance '{instance.Name}' is here already");
                    instances.Add(instance);
                }
            }
        }

        return instances;
    }

    /// <summary>How the simulated cloud behaves.</summary>
    public ScenarioWorld ReadWorld(YamlMapping? mapping)
    {
        var times = new WorldTimes();
        if (mapping is null)
            return new ScenarioWorld(times, new Dictionary<string, int>(), []);
        var reader = new MappingReader(mapping, "world", problems);
        times = new WorldTimes
        {
            Fence = field.Duration(reader.Text("fence-time")) ?? times.Fence,
            KdumpWait = field.Duration(reader.Text("kdump-wait")) ?? times.KdumpWait,
            Boot = field.Duration(reader.Text("boot-time")) ?? times.Boot,
            Join = field.Duration(reader.Text("join-time")) ?? times.Join,
            Evacuate = field.Duration(reader.Text("evacuate-time")) ?? times.Evacuate,
            Migrate = field.Duration(reader.Text("migrate-time")) ?? times.Migrate,
            Restart = field.Duration(reader.Text("restart-time")) ?? times.Restart,
        };
        var capacity = new Dictionary<string, int>();
        foreach (var entry in reader.Mapping("capacity")?.Entries ?? [])
        {
            if (names.KnownHost(entry.Key, field) && field.Number(entry.Value as YamlScalar) is { } most)
                capacity[entry.Key.Value] = most;
        }

        var underWay = field.Number(reader.Text("evacuations-under-way"));
        var unfenceable = field.Texts(reader.List("unfenceable"));
        foreach (var host in unfenceable)
            names.KnownHost(host, field);
        var world = new ScenarioWorld(times, capacity, [.. unfenceable.Select(h => h.Value)])
        {
            Zones = ReadPlaces(reader.Mapping("zones")),
            Racks = ReadPlaces(reader.Mapping("racks")),
            Room = ReadRoom(reader.Mapping("room")),
            Aggregates = ReadAggregates(reader.Mapping("aggregates")),
            ServerGroups = ReadServerGroups(reader.Mapping("server-groups")),
            Registering = Hosts(reader.List("registering")),
            ControlPlane = Hosts(reader.List("control-plane")),
            ReachedThrough = (reader.Mapping("reached-through")?.Entries ?? []).Where(e => names.KnownHost(e.Key, field))
                .ToDictionary(e => e.Key.Value, e => (IReadOnlyList<string>)Hosts(e.Value)),
            Fencing = new FencingReader(field, names).Read(reader.Mapping("devices"), reader.Mapping("levels")),
            Watchdogs = ReadWatchdogs(reader.Mapping("watchdogs")),
            EvacuationsUnderWay = underWay,
        };
        reader.Finish();
        return world;
    }

    /// <summary>One, or, as <c>cattle c1..c300</c>, several alike.</summary>
    IEnumerable<ScenarioInstance> ReadInstances(YamlNode node, string host, string boot)
    {
        if (node is YamlScalar { Value: var text } && Several().Match(text) is { Success: true } several
            && int.TryParse(several.Groups["first"].Value, out var first) && int.TryParse(several.Groups["last"].Value, out var last)
            && first <= last && last - first < InstancesMax)
        {
            return Enumerable.Range(first, last - first + 1).Select(i => new ScenarioInstance(
                $"{several.Groups["name"].Value}{i}", host, several.Groups["class"].Value, "active", boot, 1, 2048, new Dictionary<string, string>()));
        }

        return ReadInstance(node, host, boot) is { } one ? [one] : [];
    }

    [GeneratedRegex(@"^(?<class>pet|cattle|none) +(?<name>[a-z-]+)(?<first>\d{1,4})\.\.\k<name>(?<last>\d{1,4})$")]
    private static partial Regex Several();

    /// <summary>Such as <c>{r1: [h1, h2]}</c>; by host.</summary>
    Dictionary<string, string> ReadPlaces(YamlMapping? mapping)
    {
        var places = new Dictionary<string, string>();
        foreach (var entry in mapping?.Entries ?? [])
        {
            foreach (var host in Hosts(entry.Value))
            {
                if (!places.TryAdd(host, entry.Key.Value))
                    field.Wrong(entry.Value, $"host '{host}' is in {places[host]} already");
            }
        }

        return places;
    }

    /// <summary>Such as <c>{h1: 10s}</c>; by host.</summary>
    Dictionary<string, TimeSpan> ReadWatchdogs(YamlMapping? mapping)
    {
        var watchdogs = new Dictionary<string, TimeSpan>();
        foreach (var entry in mapping?.Entries ?? [])
        {
            if (!names.KnownHost(entry.Key, field) || field.Duration(entry.Value as YamlScalar, TimeSpan.FromHours(1)) is not { } timeout)
                continue;
            watchdogs[entry.Key.Value] = timeout;
            names.AddWatchdog(entry.Key.Value);
        }

        return watchdogs;
    }

    /// <summary>Such as <c>{h1: {vcpus: 8, ram: 16384, disk: 200}}</c>: for all instances together, those that are there counted in.</summary>
    Dictionary<string, Footprint> ReadRoom(YamlMapping? mapping)
    {
        var rooms = new Dictionary<string, Footprint>();
        foreach (var entry in mapping?.Entries ?? [])
        {
            if (entry.Value is not YamlMapping body)
            {
                field.Wrong(entry.Value, "the room of a host is a mapping: {vcpus: 8, ram: 16384, disk: 200}");
                continue;
            }

            var reader = new MappingReader(body, "the room of a host", problems);
            var (vcpus, ram, disk) = (reader.NeededText("vcpus"), reader.NeededText("ram"), reader.NeededText("disk"));
            reader.Finish();
            if (names.KnownHost(entry.Key, field) && field.Number(vcpus) is { } cpus && field.Number(ram) is { } mib && field.Number(disk) is { } gib)
                rooms[entry.Key.Value] = new Footprint(cpus, mib, gib);
        }

        return rooms;
    }

    List<(HostAggregate Aggregate, IReadOnlyList<string> Hosts)> ReadAggregates(YamlMapping? mapping)
    {
        var aggregates = new List<(HostAggregate, IReadOnlyList<string>)>();
        foreach (var entry in mapping?.Entries ?? [])
        {
            if (entry.Value is not YamlMapping body)
            {
                field.Wrong(entry.Value, "an aggregate is a mapping: {hosts: [h1], metadata: {key: value}}");
                continue;
            }

            var reader = new MappingReader(body, "an aggregate", problems);
            aggregates.Add((new HostAggregate(entry.Key.Value, field.Params(reader.Mapping("metadata"))), Hosts(reader.List("hosts"))));
            reader.Finish();
        }

        return aggregates;
    }

    /// <summary>Such as <c>{web: {policy: anti-affinity, members: [c1, c2]}}</c>.</summary>
    List<(ServerGroup Group, IReadOnlyList<string> Members)> ReadServerGroups(YamlMapping? mapping)
    {
        var groups = new List<(ServerGroup, IReadOnlyList<string>)>();
        foreach (var entry in mapping?.Entries ?? [])
        {
            if (entry.Value is not YamlMapping body)
            {
                field.Wrong(entry.Value, "a server group is a mapping: {policy: anti-affinity, members: [c1, c2]}");
                continue;
            }

            var reader = new MappingReader(body, "a server group", problems);
            var word = field.Word(reader.NeededText("policy"), "a policy of server groups", "affinity", "anti-affinity", "soft-affinity", "soft-anti-affinity");
            var max = field.Number(reader.Text("max-per-host")) ?? 1;
            var members = field.Texts(reader.List("members")).Where(m => names.KnownInstance(m, m.Value, field)).Select(m => m.Value).ToList();
            reader.Finish();
            if (word is not null)
                groups.Add((new ServerGroup(entry.Key.Value, entry.Key.Value, ServerGroup.PolicyOf(word)!.Value, Math.Max(1, max)), members));
        }

        return groups;
    }

    List<string> Hosts(YamlNode? node) => [.. field.Texts(node).Where(h => names.KnownHost(h, field)).Select(h => h.Value)];

    ScenarioInstance? ReadInstance(YamlNode node, string host, string boot)
    {
        if (node is YamlScalar { Value: var text } scalar)
        {
            if (text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var word, var name] && Classes.Contains(word))
                return new ScenarioInstance(name, host, word, "active", boot, 1, 2048, new Dictionary<string, string>());
            field.Wrong(scalar, $"'{text}' is not an instance", "write CLASS NAME with a class of pet, cattle, none: cattle c1 (or several: cattle c1..c9)");
            return null;
        }

        if (node is not YamlMapping mapping)
        {
            field.Wrong(node, "an instance is CLASS NAME or a mapping with name and class");
            return null;
        }

        var reader = new MappingReader(mapping, "an instance", problems);
        var named = reader.NeededText("name");
        var read = new ScenarioInstance(
            named?.Value ?? "", host,
            field.Word(reader.Text("class"), "a class", Classes) ?? "none",
            field.Word(reader.Text("state"), "a state", States) ?? "active",
            field.Word(reader.Text("boot"), "a boot source", Boots) ?? boot,
            field.Number(reader.Text("vcpus")) ?? 1,
            field.Number(reader.Text("ram")) ?? 2048,
            ReadMetadata(reader))
        {
            Specs = field.Params(reader.Mapping("specs")),
            ImageProperties = field.Params(reader.Mapping("image-properties")),
        };
        reader.Finish();
        return named is null ? null : read;
    }

    /// <summary>Priority, group and what it comes after are kept as the metadata they are in the cloud.</summary>
    Dictionary<string, string> ReadMetadata(MappingReader reader)
    {
        var metadata = field.Params(reader.Mapping("metadata"));
        if (field.Number(reader.Text("priority")) is { } priority)
            metadata["HA_Priority"] = priority.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (reader.Text("group") is { } group)
            metadata["HA_Group"] = group.Value;
        if (reader.Text("after") is { } after)
            metadata["HA_After"] = after.Value;
        if (reader.Text("ready-after") is { } ready)
            metadata["HA_Ready_After"] = ready.Value;
        return metadata;
    }
}
