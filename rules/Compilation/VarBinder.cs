using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Expressions;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Compilation;

/// <summary>Compiles <c>vars</c>, those first that others use.</summary>
sealed class VarBinder(IReadOnlyList<YamlEntry> syntax, ParamSet parameters, Horizons horizons, ProblemLog problems)
{
    readonly List<VarValue> bound = [];

    /// <summary>Vars that are being bound, outermost first: the path of a circle.</summary>
    readonly List<string> path = [];

    readonly HashSet<string> refused = new(StringComparer.Ordinal);

    /// <summary>What may be read: all that the subjects of tables offer.</summary>
    CelEnvironment environment = parameters.DeclareIn(PolicySchema.Widest);

    public VarSet Bind()
    {
        foreach (var entry in syntax)
            Bind(entry);
        return new VarSet(bound, refused);
    }

    void Bind(YamlEntry entry)
    {
        var name = entry.Key.Value;
        if (refused.Contains(name) || bound.Exists(v => v.Name == name))
            return;
        if (path.Contains(name))
        {
            ReportCircle(entry);
            return;
        }

        path.Add(name);
        var cell = PipeCell.Of((YamlScalar)entry.Value);
        foreach (var other in VarsIn(cell.Text))
            Bind(other);
        path.Remove(name);
        if (!IsName(entry.Key) || refused.Contains(name))
            return;
        var expressions = new ExpressionBinder(environment, new PolicyScope(parameters, new VarSet(bound, refused), horizons, problems));
        if (expressions.CompileAge(cell) is { } program)
            Add(entry.Key, program);
        else
            refused.Add(name);
    }

    void Add(YamlScalar name, CelProgram program)
    {
        var roots = program.FieldsUsed.Select(QualifiedName.RootOf).Where(r => r is not ("params" or "vars")).Distinct();
        bound.Add(new VarValue(name.Value, program, [.. roots], name.Span));
        environment = environment.WithDefinition(VarSet.Prefix + name.Value, program);
    }

    bool IsName(YamlScalar name)
    {
        if (ParamBinder.IsName(name.Value))
            return true;
        refused.Add(name.Value);
        problems.Add(ProblemCode.BadLiteral, name.Span, $"'{name.Value}' cannot be the name of a var",
            "letters, digits and _, so that expressions can say vars.name");
        return false;
    }

    void ReportCircle(YamlEntry entry)
    {
        var circle = path[path.IndexOf(entry.Key.Value)..];
        problems.Add(ProblemCode.Circle, entry.Key.Span,
            $"vars need each other in a circle: {string.Join(" -> ", circle.Append(entry.Key.Value))}",
            "write one of them out");
        refused.UnionWith(circle);
    }

    IEnumerable<YamlEntry> VarsIn(string text)
    {
        if (Parser.Parse(text, new ProblemList()) is not { } root)
            return [];
        var names = NodeNames.In(root).Where(n => n.StartsWith(VarSet.Prefix, StringComparison.Ordinal))
            .Select(n => n.Split('.')[1]).ToHashSet();
        return syntax.Where(e => names.Contains(e.Key.Value));
    }
}
