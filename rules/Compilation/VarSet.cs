using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Compilation;

/// <summary>A named expression of the policy.</summary>
/// <param name="Name">Without <c>vars.</c>.</param>
/// <param name="Roots">What it reads, also by way of other vars: <c>host</c>, <c>instance</c>, <c>now</c>.</param>
sealed record VarValue(string Name, CelProgram Program, IReadOnlyList<string> Roots, SourceSpan At)
{
    /// <summary>Whether everything it reads is declared there.</summary>
    public bool FitsIn(CelEnvironment environment) => Roots.All(r => environment.Find(r) is not null);
}

/// <summary>The vars of a policy: the names <c>vars.x</c> of its expressions. Each is declared behind those it uses.</summary>
/// <param name="refused">Names of those that are wrong: that has been said where they stand.</param>
sealed class VarSet(IReadOnlyList<VarValue> all, IReadOnlyCollection<string> refused)
{
    public const string Prefix = "vars.";

    public static readonly VarSet None = new([], []);

    readonly HashSet<string> used = new(StringComparer.Ordinal);

    public IEnumerable<VarValue> Unused => all.Where(v => !used.Contains(v.Name));

    public IEnumerable<string> QualifiedNames => all.Select(v => Prefix + v.Name);

    public bool IsRefused(string qualifiedName) => refused.Any(r => qualifiedName == Prefix + r);

    /// <summary>Asking counts as use.</summary>
    public VarValue? Use(string qualifiedName)
    {
        if (!qualifiedName.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        used.Add(qualifiedName[Prefix.Length..]);
        return all.FirstOrDefault(v => v.Name == qualifiedName[Prefix.Length..]);
    }

    /// <summary>Declares those that can be evaluated there.</summary>
    public CelEnvironment DeclareIn(CelEnvironment environment) => all.Where(v => v.FitsIn(environment))
        .Aggregate(environment, (declared, v) => declared.WithDefinition(Prefix + v.Name, v.Program));
}
