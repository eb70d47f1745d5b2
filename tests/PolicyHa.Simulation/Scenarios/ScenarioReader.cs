using PolicyHa.Engine.Policies;
using PolicyHa.Rules;
using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Simulation.Scenarios;

/// <summary>Reads scenario files. All mistakes are told at once, each with its place.</summary>
public sealed class ScenarioReader
{
    /// <summary>More would show nothing that these do not.</summary>
    const int ControllersMax = 5;

    readonly SourceText source;
    readonly ProblemLog problems = new();
    readonly Field field;
    readonly Names names = new();
    readonly CloudReader cloud;
    readonly List<SourceText> sources;
    readonly List<PolicyProblem> policyProblems = [];
    readonly HashSet<string> warned = new(StringComparer.Ordinal);

    ScenarioReader(SourceText source)
    {
        this.source = source;
        sources = [source];
        field = new Field(problems);
        cloud = new CloudReader(problems, field, names);
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
        var overrides = field.Params(top.Mapping("params"));
        var from = new ScenarioPolicy(top.Text("policy")?.Value, top.Text("policy-text")?.Value, overrides);
        var compiled = ReadPolicy(top, directory, policy, overrides);
        CheckWarnings(top.Any("warnings"));
        var controllers = field.Number(top.Text("controllers"), ControllersMax) ?? 1;
        if (controllers == 0)
            field.Wrong(top.Text("controllers")!, "somebody must be there");
        var languages = ReadLanguages(top.Mapping("languages"), controllers);
        var observers = field.Texts(top.Any("observers"));
        var novaObserves = field.Word(top.Text("observe"), "something the service observes itself", "services") is not null;
        var segments = cloud.ReadSegments(top.NeededMapping("segments"));
        var instances = top.Mapping("instances") is { } list ? cloud.ReadInstances(list, segments) : [];
        var world = cloud.ReadWorld(top.Mapping("world"));
        var runsOn = ReadMachines(top.Mapping("runs-on"), controllers);
        var steps = new StepReader(problems, field, names, (path, set) => Next(path, directory, set ?? overrides)) { Controllers = controllers }.Read(top.List("steps"));
        var until = field.Duration(top.Text("until")) ?? TimeSpan.FromMinutes(10);
        var expected = new ExpectationReader(problems, field, names).Read(top.Any("expect"));
        top.Finish();
        if (name is null || compiled is null)
            return null;
        return new Scenario
        {
            Name = name.Value,
            Policy = compiled,
            PolicyFrom = from,
            NovaObserves = novaObserves,
            Controllers = controllers,
            Languages = languages,
            RunsOn = runsOn,
            Segments = segments,
            Instances = instances,
            World = world,
            Steps = [.. steps.OrderBy(s => s.At)],
            Until = until,
            Expectations = expected,
            Observers = observers.Count > 0 ? [.. observers.Select(o => o.Value)] : Scenario.DefaultObservers,
        };
    }

    /// <summary>Programs of several versions: who reads which rule languages.</summary>
    Dictionary<string, int> ReadLanguages(YamlMapping? mapping, int controllers)
    {
        var languages = new Dictionary<string, int>();
        foreach (var (name, value) in OfControllers(mapping, controllers))
        {
            if (value is not YamlScalar number)
                field.Wrong(value, "the newest rule language it reads must be a number");
            else if (field.Language(number) is { } language)
                languages[name] = language;
        }

        return languages;
    }

    /// <summary>Controllers that are compute hosts themselves.</summary>
    Dictionary<string, string> ReadMachines(YamlMapping? mapping, int controllers)
    {
        var machines = new Dictionary<string, string>();
        foreach (var (name, value) in OfControllers(mapping, controllers))
        {
            if (value is not YamlScalar host)
                field.Wrong(value, "the host it runs on must be a name");
            else if (names.KnownHost(host, field))
                machines[name] = host.Value;
        }

        return machines;
    }

    IEnumerable<(string Name, YamlNode Value)> OfControllers(YamlMapping? mapping, int controllers)
    {
        foreach (var (name, value) in mapping?.Entries ?? [])
        {
            if (name.Value.Length != 1 || name.Value[0] < 'a' || name.Value[0] >= 'a' + controllers)
                field.Unknown(name, $"no controller '{name.Value}'", "they are called a, b, ... : as many as 'controllers' says");
            else
                yield return (name.Value, value);
        }
    }

    (RecoveryPolicy Policy, ScenarioPolicy From)? Next(YamlScalar path, string directory, IReadOnlyDictionary<string, string> overrides) =>
        CompileFile(path, directory, overrides) is { } policy ? (policy, new ScenarioPolicy(path.Value, null, overrides)) : null;

    RecoveryPolicy? ReadPolicy(
        MappingReader top, string directory, IReadOnlyList<SourceText>? given, IReadOnlyDictionary<string, string> overrides)
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
    RecoveryPolicy? CompileFile(YamlScalar path, string directory, IReadOnlyDictionary<string, string> overrides)
    {
        var candidates = new[] { Path.Combine(directory, path.Value), path.Value };
        if (candidates.FirstOrDefault(File.Exists) is { } file)
            return Compile([new SourceText(path.Value, File.ReadAllText(file))], overrides);
        if (ShippedPolicies.All.FirstOrDefault(p => $"rules/{p.Name}" == path.Value) is { } shipped)
            return Compile([shipped], overrides);
        field.Unknown(path, $"no rule file '{path.Value}'", "a path relative to the scenario, or to where you are");
        return null;
    }

    /// <summary>A scenario may be about what the checker warns of when its policy is loaded.</summary>
    void CheckWarnings(YamlNode? said)
    {
        if (said is not null && !warned.SetEquals(field.Texts(said).Select(t => t.Value)))
            field.Wrong(said, $"the policy's warnings are {(warned.Count == 0 ? "none" : string.Join(", ", warned.Order(StringComparer.Ordinal)))}");
    }

    RecoveryPolicy? Compile(IReadOnlyList<SourceText> policySources, IReadOnlyDictionary<string, string> overrides)
    {
        var load = PolicyCompiler.Compile(policySources, overrides);
        sources.AddRange(policySources);
        names.AddRows(load);
        policyProblems.AddRange(load.Problems.Where(p => p.Severity == ProblemSeverity.Error));
        warned.UnionWith(load.Problems.Where(p => p.Severity == ProblemSeverity.Warning).Select(p => p.Code));
        return load.Policy;
    }
}
