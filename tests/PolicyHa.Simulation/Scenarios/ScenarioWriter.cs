using System.Globalization;
using System.Text;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Simulation.Scenarios;

/// <summary>Writes a scenario as a file that reads back as the same scenario. Expectations are not written.</summary>
public static class ScenarioWriter
{
    public static string Text(Scenario scenario)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"scenario: {Quoted(scenario.Name)}\n");
        WritePolicy(text, scenario.PolicyFrom ?? throw new InvalidOperationException("this scenario's policy has no file"));
        if (scenario.Controllers > 1)
            text.Append(CultureInfo.InvariantCulture, $"controllers: {scenario.Controllers}\n");
        if (scenario.Languages.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"languages: {Map(scenario.Languages.Select(l => KeyValuePair.Create(l.Key, l.Value.ToString(CultureInfo.InvariantCulture))))}\n");
        if (scenario.RunsOn.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"runs-on: {Map(scenario.RunsOn)}\n");
        text.Append(CultureInfo.InvariantCulture, $"observers: {List(scenario.Observers)}\n");
        if (scenario.NovaObserves)
            text.Append("observe: services\n");
        text.Append("segments:\n");
        foreach (var segment in scenario.Segments)
            text.Append(CultureInfo.InvariantCulture, $"  {segment.Name}: {{method: {MethodWord(segment.Method)}, hosts: {List(segment.Hosts.Except(segment.Reserved))}, reserved: {List(segment.Reserved)}, shared-storage: {(segment.SharedStorage ? "true" : "false")}}}\n");
        WriteInstances(text, scenario.Instances);
        WriteWorld(text, scenario.World);
        text.Append("steps:\n");
        foreach (var step in scenario.Steps)
            text.Append(CultureInfo.InvariantCulture, $"- {StepText.Of(step)}\n");
        text.Append(CultureInfo.InvariantCulture, $"until: {Durations.Text(scenario.Until)}\n");
        return text.ToString();
    }

    internal static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    internal static string List(IEnumerable<string> words) => $"[{string.Join(", ", words)}]";

    internal static string Map(IEnumerable<KeyValuePair<string, string>> pairs) => $"{{{string.Join(", ", pairs.Select(p => $"{p.Key}: {p.Value}"))}}}";

    static void WritePolicy(StringBuilder text, ScenarioPolicy policy)
    {
        if (policy.Path is { } path)
            text.Append(CultureInfo.InvariantCulture, $"policy: {path}\n");
        if (policy.Params.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"params: {Map(policy.Params)}\n");
        if (policy.Text is null)
            return;
        text.Append("policy-text: |\n");
        foreach (var line in policy.Text.TrimEnd('\n').Split('\n'))
            text.Append(line.Length == 0 ? "\n" : $"  {line}\n");
    }

    static void WriteInstances(StringBuilder text, IReadOnlyList<ScenarioInstance> instances)
    {
        if (instances.Count == 0)
            return;
        text.Append("instances:\n");
        foreach (var host in instances.GroupBy(i => i.Host))
            text.Append(CultureInfo.InvariantCulture, $"  {host.Key}: [{string.Join(", ", host.Select(Text))}]\n");
    }

    static string Text(ScenarioInstance i)
    {
        var metadata = i.Metadata.Count == 0 ? "" : $", metadata: {Map(i.Metadata.Select(m => KeyValuePair.Create(m.Key, Quoted(m.Value))))}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{{name: {i.Name}, class: {i.Class}, state: {i.State}, boot: {i.Boot}, vcpus: {i.Vcpus}, ram: {i.RamMiB}{metadata}{Text("specs", i.Specs)}{Text("image-properties", i.ImageProperties)}}}");
    }

    /// <summary>Their keys have colons in them.</summary>
    static string Text(string key, IReadOnlyDictionary<string, string> words) =>
        words.Count == 0 ? "" : $", {key}: {Map(words.Select(w => KeyValuePair.Create(Quoted(w.Key), Quoted(w.Value))))}";

    static void WriteWorld(StringBuilder text, ScenarioWorld world)
    {
        text.Append("world:\n");
        text.Append(CultureInfo.InvariantCulture, $"  fence-time: {Durations.Text(world.Times.Fence)}\n  evacuate-time: {Durations.Text(world.Times.Evacuate)}\n");
        text.Append(CultureInfo.InvariantCulture, $"  migrate-time: {Durations.Text(world.Times.Migrate)}\n  restart-time: {Durations.Text(world.Times.Restart)}\n");
        foreach (var (key, time) in new[] { ("boot-time", world.Times.Boot), ("join-time", world.Times.Join), ("kdump-wait", world.Times.KdumpWait) })
        {
            if (time > TimeSpan.Zero)
                text.Append(CultureInfo.InvariantCulture, $"  {key}: {Durations.Text(time)}\n");
        }

        if (world.Capacity.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"  capacity: {Map(world.Capacity.Select(c => KeyValuePair.Create(c.Key, c.Value.ToString(CultureInfo.InvariantCulture))))}\n");
        if (world.Room.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"  room: {{{string.Join(", ", world.Room.Select(r => Text(r.Key, r.Value)))}}}\n");
        if (world.Unfenceable.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"  unfenceable: {List(world.Unfenceable)}\n");
        if (world.EvacuationsUnderWay is { } underWay)
            text.Append(CultureInfo.InvariantCulture, $"  evacuations-under-way: {underWay}\n");
        WriteGroups(text, "zones", world.Zones);
        WriteGroups(text, "racks", world.Racks);
        if (world.Registering.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"  registering: {List(world.Registering)}\n");
        if (world.ControlPlane.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"  control-plane: {List(world.ControlPlane)}\n");
        if (world.ServerGroups.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"  server-groups: {{{string.Join(", ", world.ServerGroups.Select(g => Text(g.Group, g.Members)))}}}\n");
        if (world.ReachedThrough.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"  reached-through: {{{string.Join(", ", world.ReachedThrough.Select(r => $"{r.Key}: {List(r.Value)}"))}}}\n");
        if (world.Watchdogs.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"  watchdogs: {Map(world.Watchdogs.Select(w => KeyValuePair.Create(w.Key, Durations.Text(w.Value))))}\n");
        if (world.Fencing.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"  devices: {{{string.Join(", ", world.Fencing.Select(f => $"{f.Host}: {List(f.Devices.Select(Text))}"))}}}\n");
            text.Append(CultureInfo.InvariantCulture, $"  levels: {{{string.Join(", ", world.Fencing.Select(f => $"{f.Host}: {List(f.Levels.Select(List))}"))}}}\n");
        }

        if (world.Aggregates.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"  aggregates: {{{string.Join(", ", world.Aggregates.Select(a => Text(a.Aggregate, a.Hosts)))}}}\n");
    }

    static string MethodWord(RecoveryMethod method) => CloudReader.Methods.First(m => m.Value == method).Key;

    static string Text(ServerGroup group, IReadOnlyList<string> members) =>
        string.Create(CultureInfo.InvariantCulture, $"{group.Name}: {{policy: {group.PolicyWord}, max-per-host: {group.MaxPerHost}, members: {List(members)}}}");

    static string Text(ScenarioDevice device) => device.IsOutlet ? $"outlet {device.Name}" : device.OnlyOff ? $"only-off {device.Name}" : device.IsPerson ? $"manual {device.Name}" : device.Name;

    static string Text(string host, Footprint room) =>
        string.Create(CultureInfo.InvariantCulture, $"{host}: {{vcpus: {room.Vcpus}, ram: {room.RamMiB}, disk: {room.DiskGiB}}}");

    static string Text(HostAggregate aggregate, IReadOnlyList<string> hosts) =>
        $"{aggregate.Name}: {{hosts: {List(hosts)}, metadata: {{{string.Join(", ", aggregate.Metadata.Select(m => $"{Quoted(m.Key)}: {Quoted(m.Value)}"))}}}}}";

    static void WriteGroups(StringBuilder text, string key, IReadOnlyDictionary<string, string> groups)
    {
        if (groups.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"  {key}: {{{string.Join(", ", groups.GroupBy(g => g.Value, g => g.Key).Select(g => $"{g.Key}: {List(g)}"))}}}\n");
    }
}
