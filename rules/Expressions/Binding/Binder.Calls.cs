namespace PolicyHa.Rules.Expressions;

/// <summary>Function calls: which overload, and the few functions whose literals are worth reading at load.</summary>
sealed partial class Binder
{
    Bound BindCall(Call call)
    {
        var name = call.Function;
        var isMember = call.Target is not null;
        if (call.Target is not null && UnboundNameOf(call.Target) is { } space && !environment.HasPrefixOf(space))
        {
            var dottedName = $"{space}.{name}";
            if (Refusals.OfFunction(dottedName) is { } refusal)
                return Refused(call, refusal.What, refusal.Instead);
            if (FunctionTable.Global(dottedName) is not null)
                (name, isMember) = (dottedName, false);
        }
        else if (Refusals.OfFunction(name) is { } refusal && FunctionTable.Find(name, isMember) is null)
        {
            return Refused(call, refusal.What, refusal.Instead);
        }

        Bound[] arguments = [.. (isMember ? call.Arguments.Prepend(call.Target!) : call.Arguments).Select(Bind)];
        if (FunctionTable.Find(name, isMember) is null)
            return BindUnknown(call, name, isMember);
        return name switch
        {
            "dyn" when arguments.Length == 1 => arguments[0] with { Syntax = call, Type = CelType.Dyn },
            MathFunctions.Greatest or MathFunctions.Least when arguments.Length > 1 =>
                BindOverloads(call, name, [BindList(new ListLiteral(call.Arguments, call.Offset, call.Length))]),
            "duration" when LiteralText(call) is { } text => BindDuration(call, text, arguments),
            "timestamp" when LiteralText(call) is { } text => BindTimestamp(call, text, arguments),
            "matches" when arguments is [_, { Syntax: Literal { Value.Kind: CelValueKind.String } pattern }] =>
                BindPattern(call, arguments, pattern),
            _ => BindOverloads(call, name, arguments, isMember),
        };
    }

    Bound BindUnknown(Call call, string name, bool isMember)
    {
        var hint = FunctionTable.Find(name, !isMember) is not null
            ? isMember ? $"write {name}(x)" : $"write x.{name}()"
            : Refusals.MacroUse(name) ?? Spelling.Hint(name, FunctionTable.Names);
        return Wrong(call, CelProblemCode.Undeclared, $"undeclared function '{name}'", hint);
    }

    static string? LiteralText(Call call) =>
        call is { Target: null, Arguments: [Literal { Value.Kind: CelValueKind.String } literal] }
            ? literal.Value.Text
            : null;

    Bound BindDuration(Call call, string text, Bound[] arguments)
    {
        if (!CelDuration.TryParse(text, out var duration))
        {
            return Wrong(arguments[0].Syntax, CelProblemCode.Literal, TimeFunctions.NotADuration(text),
                "write for instance '90s', '1h30m', '250ms'; there are no days: write '24h'");
        }
        durationLiterals.Add(duration);
        return new Bound(call, Known(CelType.Duration), _ => CelValue.Of(duration), 1) { Short = Shortcuts.OfDuration(duration) };
    }

    Bound BindTimestamp(Call call, string text, Bound[] arguments) =>
        CelTimestamp.TryParse(text, out var timestamp)
            ? new Bound(call, Known(CelType.Timestamp), _ => CelValue.Of(timestamp), 1)
            : Wrong(arguments[0].Syntax, CelProblemCode.Literal, TimeFunctions.NotATimestamp(text),
                "write for instance '2026-11-21T03:31:07Z'");

    Bound BindPattern(Call call, Bound[] arguments, Literal pattern)
    {
        if (!Pattern.TryCompile(pattern.Value.Text, out var regex, out var why))
            return Wrong(pattern, CelProblemCode.Literal, why);
        if (!CelType.String.Accepts(arguments[0].Type))
            return BindOverloads(call, "matches", arguments, isMember: call.Target is not null);
        var run = arguments[0].Run;
        return new Bound(call, Known(CelType.Bool), frame =>
        {
            var value = run(frame);
            if (value.IsError)
                return value;
            frame.Charge(TextCost(value));
            return value.Kind == CelValueKind.String
                ? CelValue.Of(regex.IsMatch(value.Text))
                : call.Failed($"no such overload: matches(string) on {value.TypeName}");
        }, arguments[0].Estimate + 1 + CelLimits.AssumedTextCost);
    }

    Bound BindOverloads(Node node, string name, Bound[] arguments, bool isMember = false)
    {
        var types = arguments.Select(a => a.Type).ToArray();
        var candidates = FunctionTable.Find(name, isMember)!.Where(o => o.Fits(types)).ToArray();
        var cost = 1 + arguments.Sum(a => a.Estimate + EstimatedTextCost(a.Type));
        if (candidates.Length == 0)
        {
            var message = $"no matching overload for '{name}' applied to '({string.Join(", ", types.AsEnumerable())})'";
            var hint = Operators.Hint(name, types) ?? FunctionTable.Forms(name, isMember);
            return Wrong(node, CelProblemCode.Type, message, hint);
        }
        var result = candidates.Select(o => o.ResultOf(types)).Aggregate(CelType.Join);
        var invocation = new Invocation(node, name, [.. arguments.Select(a => a.Run)], candidates);
        return new Bound(node, Known(result), invocation.Run, cost) { Size = arguments.Sum(a => a.Size) };
    }
}
