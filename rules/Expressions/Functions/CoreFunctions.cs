namespace PolicyHa.Rules.Expressions;

/// <summary>CEL's standard functions, except those of time.</summary>
static class CoreFunctions
{
    public static IEnumerable<Overload> All =>
    [
        .. Both("size", [CelType.String], CelType.Int, static (in c) => CelValue.Of((long)CodePoints.Count(c.A.Text))),
        .. Both("size", [CelType.List(CelType.Dyn)], CelType.Int, static (in c) => CelValue.Of((long)c.A.List.Count)),
        .. Both("size", [CelType.Map(CelType.Dyn, CelType.Dyn)], CelType.Int,
            static (in c) => CelValue.Of((long)c.A.Map.Count)),

        Text("contains", static (text, part) => text.Contains(part, StringComparison.Ordinal)),
        Text("startsWith", static (text, part) => text.StartsWith(part, StringComparison.Ordinal)),
        Text("endsWith", static (text, part) => text.EndsWith(part, StringComparison.Ordinal)),
        .. Both("matches", [CelType.String, CelType.String], CelType.Bool, Matches),

        To("dyn", CelType.Dyn, CelType.Dyn, static (in c) => c.A),
        To("bool", CelType.Bool, CelType.Bool, static (in c) => c.A),
        To("bool", CelType.String, CelType.Bool, ParseBool),
        To("int", CelType.Int, CelType.Int, static (in c) => c.A),
        To("int", CelType.Double, CelType.Int, static (in c) => Integers.Truncate(c, c.A.Double)),
        To("int", CelType.Timestamp, CelType.Int, static (in c) => CelValue.Of(c.A.Timestamp.Seconds)),
        To("int", CelType.String, CelType.Int, static (in c) =>
            CelNumbers.TryParseInt(c.A.Text, out var value) ? CelValue.Of(value) : c.Failed($"{c.A} is not an int")),
        To("double", CelType.Double, CelType.Double, static (in c) => c.A),
        To("double", CelType.Int, CelType.Double, static (in c) => CelValue.Of((double)c.A.Int)),
        To("double", CelType.String, CelType.Double, static (in c) =>
            CelNumbers.TryParseDouble(c.A.Text, out var value)
                ? CelValue.Of(value)
                : c.Failed($"{c.A} is not a double")),
        To("string", CelType.String, CelType.String, static (in c) => c.A),
        .. new[]
        {
            CelType.Bool, CelType.Int, CelType.Double, CelType.Duration, CelType.Timestamp,
            CelType.Address, CelType.Network,
        }.Select(type => To("string", type, CelType.String, static (in c) => CelValue.Of(c.A.ToString()))),
    ];

    static Overload To(string name, CelType from, CelType to, CelBody body) => new(name, false, [from], to, body);

    static Overload Text(string name, Func<string, string, bool> test) =>
        new(name, true, [CelType.String, CelType.String], CelType.Bool,
            (in c) => CelValue.Of(test(c.A.Text, c.B.Text)));

    /// <summary>As f(x) and as x.f().</summary>
    static IEnumerable<Overload> Both(string name, CelType[] parameters, CelType result, CelBody body) =>
        [new(name, false, parameters, result, body), new(name, true, parameters, result, body)];

    /// <summary>A pattern that is only known now. Literal ones are compiled when the rule is loaded.</summary>
    static CelValue Matches(in CelCall c)
    {
        // Building the automaton costs far more than running it on a name or an id.
        const int compilationCost = 1_000;
        if (!c.Frame.Charge(compilationCost))
            return c.Failed("too many patterns");
        return Pattern.TryCompile(c.B.Text, out var regex, out var why)
            ? CelValue.Of(regex.IsMatch(c.A.Text))
            : c.Failed(why);
    }

    static CelValue ParseBool(in CelCall c) => c.A.Text switch
    {
        "1" or "t" or "true" or "TRUE" or "True" => CelValue.True,
        "0" or "f" or "false" or "FALSE" or "False" => CelValue.False,
        _ => c.Failed($"{c.A} is not a bool"),
    };
}
