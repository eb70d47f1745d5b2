namespace PolicyHa.Rules.Expressions;

/// <summary>What of CEL and its extensions we leave out, by name, and what to write instead.</summary>
static class Refusals
{
    static readonly Dictionary<string, Refusal> Functions = new(StringComparer.Ordinal)
    {
        ["uint"] = new("unsigned numbers are not supported", "write int(...)"),
        ["bytes"] = new("byte strings are not supported", "compare the string itself"),
        ["type"] = new("type values are not supported", "compare the value; types are known from the schema"),
        ["optMap"] = Optional,
        ["optFlatMap"] = Optional,
        ["orValue"] = Optional,
        ["hasValue"] = Optional,
        ["transformMapEntry"] = new("transformMapEntry() is not supported", "use transformMap(k, v, ...)"),
        ["sortBy"] = new("sortBy() is not supported", "use math.least or math.greatest, or let the limit order them"),
    };

    /// <summary>Whole extensions, by the word before the dot.</summary>
    static readonly Dictionary<string, Refusal> Spaces = new(StringComparer.Ordinal)
    {
        ["optional"] = Optional,
        ["cel"] = new(
            "of cel.* only cel.bind(name, value, expression) is supported",
            "write cel.bind, or a variable in the rule file"),
        ["base64"] = new("base64 is not supported", "compare the string itself"),
        ["proto"] = Protobuf,
        ["google"] = Protobuf,
        ["sets"] = new("the sets extension is not supported", "write a.all(x, x in b) or a.exists(x, x in b)"),
        ["lists"] = new("the lists extension is not supported", "write the list out"),
        ["regex"] = new("the regex extension is not supported", "use matches()"),
    };

    static readonly HashSet<string> TypeNames = new(StringComparer.Ordinal)
    {
        "bool", "bytes", "double", "dyn", "int", "list", "map", "null_type", "string", "timestamp", "duration", "type",
        "uint", "optional_type", "net",
    };

    static Refusal Optional => new("optional values are not supported", "write has(a.b) ? a.b : default");

    static Refusal Protobuf => new("protobuf messages and enums are not supported", "write the plain value");

    /// <param name="dottedName">A name nobody declared.</param>
    public static Refusal? OfName(string dottedName)
    {
        var root = QualifiedName.RootOf(dottedName);
        if (QualifiedName.LooksLikeProtobuf(dottedName))
            return Protobuf;
        if (TypeNames.Contains(root))
            return new("type values are not supported", "compare the value; types are known from the schema");
        return dottedName == root ? null : Spaces.GetValueOrDefault(root);
    }

    /// <param name="name">A function's name, with the words before the dot if those name no variable.</param>
    public static Refusal? OfFunction(string name)
    {
        if (Functions.TryGetValue(name, out var refusal))
            return refusal;
        if (QualifiedName.LooksLikeProtobuf(name))
            return Protobuf;
        return QualifiedName.RootOf(name) is var root && root != name ? Spaces.GetValueOrDefault(root) : null;
    }

    /// <summary>How a macro is written, when its name was called as a function.</summary>
    public static string? MacroUse(string name) => name switch
    {
        "has" => "write has(a.b)",
        "all" or "exists" or "exists_one" or "existsOne" or "filter" or "map" => $"write list.{name}(x, ...)",
        "transformList" or "transformMap" => $"write list.{name}(i, x, ...)",
        _ => null,
    };
}

/// <param name="What">Names what is refused.</param>
/// <param name="Instead">What to write.</param>
sealed record Refusal(string What, string Instead);
