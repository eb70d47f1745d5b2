using System.Collections.Frozen;

namespace PolicyHa.Rules.Expressions;

/// <summary>All functions and operators by name. The lists stand in the classes named here.</summary>
static class FunctionTable
{
    static readonly FrozenDictionary<(string Name, bool IsMember), Overload[]> Table =
        new[]
            {
                Operators.All, CoreFunctions.All, StringFunctions.All, TimeFunctions.All, MathFunctions.All,
                NetworkFunctions.All, FormatFunction.All,
            }
            .SelectMany(overloads => overloads)
            .GroupBy(o => (o.Name, o.IsMember))
            .ToFrozenDictionary(g => g.Key, g => g.ToArray());

    /// <summary>Names a person can write, for "did you mean".</summary>
    public static IEnumerable<string> Names =>
        Table.Keys.Select(k => k.Name).Where(n => char.IsAsciiLetter(n[0])).Distinct();

    public static Overload[]? Find(string name, bool isMember) => Table.GetValueOrDefault((name, isMember));

    public static Overload[]? Global(string name) => Find(name, isMember: false);

    /// <summary>What the function does take, as a hint; null for operators.</summary>
    public static string? Forms(string name, bool isMember) => char.IsAsciiLetter(name[0])
        ? string.Join("; ", Find(name, isMember)!.Where(o => !o.IsForDynOnly))
        : null;
}
