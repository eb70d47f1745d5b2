namespace PolicyHa.Rules.Expressions;

/// <summary>One form of a function: the types it wants, what it gives, and its code.</summary>
sealed class Overload(string name, bool isMember, CelType[] parameters, CelType result, CelBody body)
{
    public string Name => name;

    public bool IsMember => isMember;

    public CelBody Body => body;

    /// <summary>Only for operands whose type the checker does not know, such as dyn(1) &lt; 2.0.</summary>
    public bool IsForDynOnly { get; init; }

    /// <summary>The result type where it depends on the operands'.</summary>
    public Func<CelType[], CelType>? Result { get; init; }

    public bool Fits(CelType[] types)
    {
        if (types.Length != parameters.Length)
            return false;
        for (var i = 0; i < types.Length; i++)
        {
            if (!parameters[i].Accepts(types[i]))
                return false;
        }
        return !IsForDynOnly || types.Any(t => t.IsOpen);
    }

    public CelType ResultOf(CelType[] types) => Result?.Invoke(types) ?? result;

    public bool Admits(in CelCall call)
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            if (!parameters[i].Admits(call[i]))
                return false;
        }
        return true;
    }

    /// <summary>As documentation writes it: "string.replace(string, string) -> string".</summary>
    public override string ToString()
    {
        var list = string.Join(", ", parameters.Skip(isMember ? 1 : 0).Select(p => p.Name));
        return $"{(isMember ? $"{parameters[0]}." : "")}{name}({list}) -> {result}";
    }
}
