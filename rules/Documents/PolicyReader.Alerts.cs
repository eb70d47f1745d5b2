using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Documents;

sealed partial class PolicyReader
{
    NotifySyntax? ReadNotify(YamlMapping? mapping)
    {
        if (mapping is null)
            return null;
        var keys = new MappingReader(mapping, "'notify'", problems);
        var (operators, critical) = (Texts(keys, "operators"), Texts(keys, "critical"));
        keys.Finish();
        return new NotifySyntax(mapping.Span, operators, critical);
    }

    ConfirmDeadSyntax? ReadConfirmDead(YamlMapping? mapping)
    {
        if (mapping is null)
            return null;
        var keys = new MappingReader(mapping, "'confirm-dead'", problems);
        var (persons, valid) = (keys.Text("persons"), keys.Text("valid"));
        keys.Finish();
        return new ConfirmDeadSyntax(mapping.Span, persons, valid);
    }

    FencingSyntax? ReadFencing(YamlMapping? mapping)
    {
        if (mapping is null)
            return null;
        var keys = new MappingReader(mapping, "'fencing'", problems);
        var (verb, pending) = (keys.Text("verb"), keys.Text("pending-timeout"));
        keys.Finish();
        return new FencingSyntax(mapping.Span, verb, pending);
    }

    TargetSyntax? ReadTargets(YamlMapping? mapping)
    {
        if (mapping is null)
            return null;
        var keys = new MappingReader(mapping, "'targets'", problems);
        var (delay, none, reserved) = (keys.Text("healthy-delay"), keys.Text("when-none"), keys.Text("reserved"));
        var joins = Texts(keys, "reserved-joins");
        keys.Finish();
        return new TargetSyntax(mapping.Span, delay, none, reserved, joins);
    }

    EscalationSyntax? ReadEscalation(MappingReader keys)
    {
        var (on, again, remind, then) = (keys.NeededText("on"), keys.Text("again-every"), keys.Text("remind-every"), keys.Text("then"));
        var after = keys.Text("after");
        SourceSpan? attempts = keys.Any("try") is null ? null : keys.KeySpan("try");
        return on is null ? null : new EscalationSyntax(keys.Span, on, again, remind, after, then, attempts);
    }

    /// <summary>A list of texts; null when it is not there.</summary>
    List<YamlScalar>? Texts(MappingReader keys, string key)
    {
        if (keys.List(key) is not { } list)
            return null;
        foreach (var wrong in list.Items.Where(i => i is not YamlScalar { Value.Length: > 0 }))
            problems.Add(ProblemCode.WrongShape, wrong.Span, $"'{key}' must be a list of texts, this is {wrong.Shape}");
        return [.. list.Items.OfType<YamlScalar>().Where(s => s.Value.Length > 0)];
    }
}
