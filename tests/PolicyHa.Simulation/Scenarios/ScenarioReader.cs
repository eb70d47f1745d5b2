using PolicyHa.Engine.Policies;
using PolicyHa.Rules;
using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Scenarios;

/// <summary>Reads scenario files. All mistakes are told at once, each with its place.</summary>
public sealed class ScenarioReader
{
    static readonly string[] States = ["active", "stopped", "paused", "error"];
    static readonly string[] Boots = ["volume", "shared-disk", "local-disk"];
    static readonly string[] Classes = ["pet", "cattle", "none"];

    readonly SourceText source;
    readonly ProblemLog problems = new();
    readonly Field field;
    readonly Names names = new();
    readonly List<SourceText> sources;
    readonly List<PolicyProblem> policyProblems = [];

    ScenarioReader(SourceText source)
    {
        this.source = source;
        sources = [source];
        field = new Field(problems);
    }

    /// <param name="source">The scenario; the paths in it are relative to <paramref name="directory"/>.</param>
    /// <param name="policy">Instead of the scenario's own; null to take that.</param>
    public static ScenarioLoad Read(SourceText source, string directory, IReadOnlyList<SourceText>? policy = null)
    {
        var reader = new ScenarioReader(source);
        var scenario = reader.ReadDocument(directory, policy);
        IReadOnlyList<PolicyProblem> found = [.. reader.problems.Sorted([source]), .. reader.policyProblems];
        return new ScenarioLoad(found.Any(p => p.Severity == ProblemSeverity.Error) ? null : scenario, found, reader.sources);
    }

    Scenario? ReadDocument(string directory, IReadOnlyList<SourceText>? policy)
    {
        if (YamlReader.Read(source, problems) is not { } root)
            return null;
        if (root is not YamlMapping mapping)
        {
            field.Wrong(root, $"a scenario is a mapping (key: value), this is {root.Shape}");
            return null;
        }

        var top = new MappingReader(mapping, "a scenario", problems);
        var name = top.NeededText("scenario");
        var overrides = ReadParams(top.Mapping("params"));
        var compiled = ReadPolicy(top, directory, policy, overrides);
        var segments = ReadSegments(top.NeededMapping("segments"));
        var instances = top.Mapping("instances") is { } list ? ReadInstances(list, segments) : [];
        var world = ReadWorld(top.Mapping("world"));
        var steps = new StepReader(problems, field, names, path => CompileFile(path, directory, overrides)).Read(top.List("steps"));
        var until = field.Duration(top.Text("until")) ?? TimeSpan.FromMinutes(10);
        var expected = ReadExpectations(mapping, top);
        top.Finish();
        if (name is null || compiled is null)
            return null;
        return new Scenario
        {
            Name = name.Value,
            Policy = compiled,
            Segments = segments,
            Instances = instances,
            Times = world.Times,
            Capacity = world.Capacity,
            Unfenceable = world.Unfenceable,
            Steps = [.. steps.OrderBy(s => s.At)],
            Until = until,
            Expectations = expected ?? [],
            ExpectNothing = expected is null,
        };
    }

    Dictionary<string, string> ReadParams(YamlMapping? mapping)
    {
        var overrides = new Dictionary<string, string>();
        foreach (var entry in mapping?.Entries ?? [])
        {
            if (entry.Value is YamlScalar scalar)
                overrides[entry.Key.Value] = scalar.Value;
            else
                field.Wrong(entry.Value, "a param's value must be a text");
        }

        return overrides;
    }

    RecoveryPolicy? ReadPolicy(
        MappingReader top, string directory, IReadOnlyList<SourceText>? given, Dictionary<string, string> overrides)
    {
        var (path, text) = (top.Text("policy"), top.Text("policy-text"));
        if (given is not null)
            return Compile(given, overrides);
        if (path is not null && text is not null)
            field.Wrong(text, "both 'policy' and 'policy-text' are here", "keep one of them");
        if (text is not null)
            return Compile([new SourceText($"{source.Name}#policy-text", text.Value)], overrides);
        return path is null ? Compile([ShippedPolicies.Default], overrides) : CompileFile(path, directory, overrides);
    }

    /// <summary>The shipped policies are known by their path in the project wherever a scenario lies.</summary>
    RecoveryPolicy? CompileFile(YamlScalar path, string directory, Dictionary<string, string> overrides)
    {
        var candidates = new[] { Path.Combine(directory, path.Value), path.Value };
        if (candidates.FirstOrDefault(File.Exists) is { } file)
            return Compile([new SourceText(path.Value, File.ReadAllText(file))], overrides);
        if (path.Value == "rules/policies/default.yaml")
            return Compile([ShippedPolicies.Default], overrides);
        field.Unknown(path, $"no rule file '{path.Value}'", "a path relative to the scenario, or to where you are");
        return null;
    }

    RecoveryPolicy? Compile(IReadOnlyList<SourceText> policySources, Dictionary<string, string> overrides)
    {
        var load = PolicyCompiler.Compile(policySources, overrides);
        sources.AddRange(policySources);
        policyProblems.AddRange(load.Problems.Where(p => p.Severity == ProblemSeverity.Error));
        return load.Policy;
    }

    List<ScenarioSegment> ReadSegments(YamlMapping? mapping)
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
            field.Word(reader.Text("method"), "a recovery method this version simulates", "auto");
            var hosts = field.Texts(reader.List("hosts"));
            var reserved = reader.List("reserved");
            if (reserved is { Items.Count: > 0 })
                field.Wrong(reserved, "reserved hosts are not simulated by this version", "leave the list empty");
            var shared = field.Flag(reader.Text("shared-storage")) ?? true;
            reader.Finish();
            foreach (var host in hosts.Where(h => !names.AddHost(h.Value)))
                field.Wrong(host, $"host '{host.Value}' is in a segment already");
            segments.Add(new ScenarioSegment(entry.Key.Value, [.. hosts.Select(h => h.Value)], shared));
        }

        return segments;
    }

    List<ScenarioInstance> ReadInstances(YamlMapping mapping, List<ScenarioSegment> segments)
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

            var shared = segments.Find(s => s.Hosts.Contains(entry.Key.Value))?.SharedStorage ?? true;
            foreach (var item in list.Items)
            {
                if (ReadInstance(item, entry.Key.Value, shared ? "shared-disk" : "local-disk") is not { } instance)
                    continue;
                if (!names.AddInstance(instance.Name))
                    field.Wrong(item, $"instance '{instance.Name}' is here already");
                instances.Add(instance);
            }
        }

        return instances;
    }

    ScenarioInstance? ReadInstance(YamlNode node, string host, string boot)
    {
        if (node is YamlScalar { Value: var text } scalar)
        {
            if (text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var word, var name] && Classes.Contains(word))
                return new ScenarioInstance(name, host, word, "active", boot, 1, 2048, new Dictionary<string, string>());
            field.Wrong(scalar, $"'{text}' is not an instance", "write CLASS NAME with a class of pet, cattle, none: cattle c1");
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
            ReadMetadata(reader));
        reader.Finish();
        return named is null ? null : read;
    }

    /// <summary>Priority and group are kept as the metadata they are in the cloud.</summary>
    Dictionary<string, string> ReadMetadata(MappingReader reader)
    {
        var metadata = ReadParams(reader.Mapping("metadata"));
        if (field.Number(reader.Text("priority")) is { } priority)
            metadata["HA_Priority"] = priority.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (reader.Text("group") is { } group)
            metadata["HA_Group"] = group.Value;
        return metadata;
    }

    (WorldTimes Times, Dictionary<string, int> Capacity, IReadOnlyList<string> Unfenceable) ReadWorld(YamlMapping? mapping)
    {
        var times = new WorldTimes();
        var capacity = new Dictionary<string, int>();
        if (mapping is null)
            return (times, capacity, []);
        var reader = new MappingReader(mapping, "world", problems);
        times = new WorldTimes
        {
            Fence = field.Duration(reader.Text("fence-time")) ?? times.Fence,
            Evacuate = field.Duration(reader.Text("evacuate-time")) ?? times.Evacuate,
            Migrate = field.Duration(reader.Text("migrate-time")) ?? times.Migrate,
            Restart = field.Duration(reader.Text("restart-time")) ?? times.Restart,
        };
        foreach (var entry in reader.Mapping("capacity")?.Entries ?? [])
        {
            if (names.KnownHost(entry.Key, field) && field.Number(entry.Value as YamlScalar) is { } room)
                capacity[entry.Key.Value] = room;
        }

        var unfenceable = field.Texts(reader.List("unfenceable"));
        foreach (var host in unfenceable)
            names.KnownHost(host, field);
        reader.Finish();
        return (times, capacity, [.. unfenceable.Select(h => h.Value)]);
    }

    /// <summary>Null: nothing is expected to happen.</summary>
    IReadOnlyList<Expectation>? ReadExpectations(YamlMapping root, MappingReader top)
    {
        if (root.Entries.FirstOrDefault(e => e.Key.Value == "expect")?.Value is YamlScalar { Value: "nothing" })
        {
            top.Text("expect");
            return null;
        }

        return new ExpectationReader(source, problems, field, names).Read(top.List("expect"));
    }
}
