namespace PolicyHa.Rules.Expressions;

/// <summary>Calls, and the macros that look like calls: has(), all(), exists() and so on.</summary>
sealed partial class Parser
{
    /// <summary>The opening parenthesis is taken.</summary>
    Node ParseCall(Node? target, Token name)
    {
        var arguments = ParseArguments();
        var start = target?.Offset ?? name.Offset;
        var length = LengthFrom(name) + name.Offset - start;
        if (isBroken)
            return new Name(name.Text, name.Offset, name.Length);
        if (target is null && name.Text == "has" && arguments.Count == 1)
            return Has(arguments[0], name, length);
        if (target is Name { Text: "cel" } && name.Text == "bind" && arguments.Count == 3)
            return Variable(arguments[0]) is { } bound
                ? Made(new Bind(bound, arguments[1], arguments[2], start, length))
                : target;
        return target is not null && MacroOf(name.Text, arguments.Count) is { } macro
            ? ParsedMacro(macro.Kind, macro.Variables, target, arguments, start, length)
            : Made(new Call(target, name.Text, name.Offset, arguments, start, length));
    }

    List<Node> ParseArguments() => ParseElements(TokenKind.CloseParen, ParseExpression);

    static (MacroKind Kind, int Variables)? MacroOf(string name, int arguments) => (name, arguments) switch
    {
        ("all", 2 or 3) => (MacroKind.All, arguments - 1),
        ("exists", 2 or 3) => (MacroKind.Exists, arguments - 1),
        ("exists_one" or "existsOne", 2 or 3) => (MacroKind.ExistsOne, arguments - 1),
        ("map", 2 or 3) => (MacroKind.Map, 1),
        ("filter", 2) => (MacroKind.Filter, 1),
        ("transformList", 3 or 4) => (MacroKind.TransformList, 2),
        ("transformMap", 3 or 4) => (MacroKind.TransformMap, 2),
        _ => null,
    };

    Node ParsedMacro(MacroKind kind, int count, Node range, List<Node> arguments, int start, int length)
    {
        var variables = new List<Name>();
        foreach (var argument in arguments.Take(count))
        {
            if (Variable(argument) is not { } variable)
                return range;
            if (variables.Exists(v => v.Text == variable.Text))
                Break(variable.Offset, variable.Length, CelProblemCode.Syntax, $"'{variable.Text}' stands twice");
            variables.Add(variable);
        }
        return Made(new Macro(kind, range, variables, arguments[count..], start, length));
    }

    Name? Variable(Node argument)
    {
        if (argument is Name name)
            return name;
        if (argument is Call { Target: Name { Text: "cel" } } call
            && Refusals.OfFunction($"cel.{call.Function}") is { } refusal)
            Refuse(call.Offset, call.Length, refusal.What, refusal.Instead);
        Break(argument.Offset, argument.Length, CelProblemCode.Syntax, "a variable name is wanted here",
            "as in hosts.all(h, h.power == 'on')");
        return null;
    }

    Node Has(Node argument, Token name, int length)
    {
        if (argument is Select { IsPresenceTest: false } select)
            return Made(select with { IsPresenceTest = true, Offset = name.Offset, Length = length });
        Break(argument.Offset, argument.Length, CelProblemCode.Syntax, "has() wants a field, as in has(host.rack)",
            argument is Index ? "for a key in brackets write 'key' in map" : null);
        return argument;
    }
}
