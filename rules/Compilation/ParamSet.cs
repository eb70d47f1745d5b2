using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Compilation;

/// <summary>The params of a policy: the variables <c>params.x</c> of its expressions.</summary>
sealed class ParamSet(IReadOnlyList<ParamValue> all)
{
    public const string Prefix = "params.";

    readonly HashSet<string> used = new(StringComparer.Ordinal);

    public IReadOnlyList<ParamValue> All => all;

    public IEnumerable<ParamValue> Unused => all.Where(p => !used.Contains(p.Name));

    public IEnumerable<string> QualifiedNames => all.Select(p => Prefix + p.Name);

    /// <summary>The x of <c>params.x</c>; null for any other text.</summary>
    public static string? BareName(string text) =>
        text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : null;

    /// <summary>By its bare name; asking counts as use.</summary>
    public ParamValue? Use(string name)
    {
        used.Add(name);
        return all.FirstOrDefault(p => p.Name == name);
    }

    public CelEnvironment DeclareIn(CelEnvironment environment) =>
        all.Aggregate(environment, (declared, param) => declared.WithConstant(Prefix + param.Name, param.Type));

    public CelActivation SetIn(CelActivation values)
    {
        foreach (var param in all)
            values.Set(Prefix + param.Name, param.Value);
        return values;
    }
}
