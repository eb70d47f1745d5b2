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
        return With(new CelVariable(name, type, SlotOf(name)));
    }

    /// <summary>The same, for a variable that keeps its value for as long as programs of this environment live.</summary>
    public CelEnvironment WithConstant(string name, CelType type)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(type);
        return With(new CelVariable(name, type, SlotOf(name)) { IsConstant = true });
    }

    /// <summary>
    /// A name for an expression: where it stands the expression is evaluated. What the expression reads must be declared here
    /// with the same types as there, where it was compiled.
    /// </summary>
    public CelEnvironment WithDefinition(string name, CelProgram definition)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(definition);
        return With(new CelVariable(name, definition.ResultType, SlotOf(name)) { Definition = definition.Syntax });
    }

    int SlotOf(string name) => byName.TryGetValue(name, out var old) ? old.Slot : byName.Count;

    CelEnvironment With(CelVariable variable) =>
        new(new Dictionary<string, CelVariable>(byName, StringComparer.Ordinal) { [variable.Name] = variable });

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
