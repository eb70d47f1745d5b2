namespace PolicyHa.Fuzz.Inputs;

/// <summary>Makes expressions that follow the grammar and mostly use names that exist; types fit by luck.</summary>
static class ExpressionGrammar
{
    static readonly string[] Literals =
    [
        "1", "-1", "0", "9223372036854775807", "-9223372036854775808", "1.5", "1e308", "0.0", "true", "false", "null",
        "'a'", "''", "\"down\"", "r'\\d+'", "'é\\U0001F600'", "'''x\ny'''", "duration('90s')", "duration('-1h')",
        "timestamp('2026-11-21T00:00:00Z')", "[]", "{}", "'2026-11-21T00:00:00Z'", "'10.0.0.0/8'", "'(a+)+$'", "7u", "b'x'",
    ];

    static readonly string[] Names =
    [
        "n", "x", "text", "up", "list", "tags", "host", "host.name", "host.status", "host.age", "host.tags", "host.names",
        "params.settle", "now", "hosts", "nobody", "host.nothing", ".n", "type", "it",
    ];

    static readonly string[] Operators =
        ["+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "&&", "||", "in"];

    static readonly string[] Calls =
    [
        "size", "int", "double", "string", "bool", "duration", "timestamp", "dyn", "ip", "cidr", "type", "nothing",
        "math.greatest", "math.least", "math.abs", "math.sqrt", "math.bitAnd", "math.round", "has",
    ];

    static readonly string[] Members =
    [
        "size", "contains", "startsWith", "endsWith", "matches", "getHours", "getFullYear", "getDate", "lowerAscii", "upperAscii",
        "trim", "split", "join", "replace", "substring", "indexOf", "lastIndexOf", "charAt", "format", "reverse", "quote",
        "containsIP", "family", "slice", "distinct", "sort", "flatten", "first", "last", "getMilliseconds",
    ];

    static readonly string[] Macros = ["all", "exists", "exists_one", "map", "filter", "transformList", "transformMap"];

    public static string Make(Dice dice) => Make(dice, 1 + dice.Below(6));

    static string Make(Dice dice, int depth) => depth == 0
        ? dice.Of(dice.OneIn(2) ? Literals : Names)
        : dice.Below(12) switch
        {
            0 => dice.Of(Literals),
            1 => dice.Of(Names),
            2 or 3 or 4 => $"{Make(dice, depth - 1)} {dice.Of(Operators)} {Make(dice, depth - 1)}",
            5 => $"({Make(dice, depth - 1)})",
            6 => $"{dice.Of("!", "-", "!!", "--")}{Make(dice, depth - 1)}",
            7 => $"{Make(dice, depth - 1)} ? {Make(dice, depth - 1)} : {Make(dice, depth - 1)}",
            8 => $"{dice.Of(Calls)}({Arguments(dice, depth)})",
            9 => $"{Make(dice, depth - 1)}.{dice.Of(Members)}({Arguments(dice, depth)})",
            10 => $"{Make(dice, depth - 1)}.{dice.Of(Macros)}({dice.Of("x", "i", "x, y")}, {Make(dice, depth - 1)})",
            _ => dice.Below(3) switch
            {
                0 => $"[{Arguments(dice, depth)}]",
                1 => $"{{{Make(dice, depth - 1)}: {Make(dice, depth - 1)}}}",
                _ => $"{Make(dice, depth - 1)}[{Make(dice, depth - 1)}]",
            },
        };

    static string Arguments(Dice dice, int depth) =>
        string.Join(", ", Enumerable.Range(0, dice.Below(4)).Select(_ => Make(dice, depth - 1)));
}
