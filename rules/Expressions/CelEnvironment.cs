namespace PolicyHa.Rules.Expressions;

/// <summary>
/// The declared schema: which variables exist, and of which type. Immutable; share it between programs.
/// </summary>
public sealed class CelEnvironment
{
    readonly Dictionary<string, CelVariable> byName;

    CelEnvironment(Dictionary<string, CelVariable> variables) => byName = variables;

    /// <summary>Without any variable: for constants.</summary>
    public static CelEnvironment Empty { get; } = new(new(StringComparer.Ordinal));

    public IReadOnlyCollection<CelVariable> Variables => byName.Values;

    /// <summary>This schema and one variable more; a name that exists already gets the new type.</summary>
    public CelEnvironment With(string name, CelType type)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(type);
        var next = new Dictionary<string, CelVariable>(byName, StringComparer.Ordinal);
        next[name] = new CelVariable(name, type, byName.TryGetValue(name, out var old) ? old.Slot : byName.Count);
        return new CelEnvironment(next);
    }

    /// <exception cref="KeyNotFoundException">Nobody declared the name.</exception>
    public CelVariable this[string name] => byName[name];

    public CelVariable? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>A fresh set of values for the variables, all absent.</summary>
    public CelActivation NewActivation() => new(this);

    /// <summary>Whether some variable is called exactly that or begins with that and a dot.</summary>
    internal bool HasPrefixOf(string dottedName)
    {
        foreach (var name in byName.Keys)
        {
            if (dottedName == name || dottedName.StartsWith(name + ".", StringComparison.Ordinal))
                return true;
        }
        return false;
    }
}
