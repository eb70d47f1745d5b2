using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Documents;

sealed partial class PolicyReader
{
    static readonly (string Key, MatchForm Form)[] Forms =
    [
        ("exists", MatchForm.Exists), ("not", MatchForm.Not), ("count", MatchForm.Count), ("sum", MatchForm.Sum),
        ("min", MatchForm.Min), ("max", MatchForm.Max),
    ];

    static readonly string[] BoundKeys = ["at-least", "at-most", "is"];

    static readonly string[] ItemKeys = [.. Forms.Select(f => f.Key), .. BoundKeys, "where", "of", "as"];

    static readonly string[] ConclusionKeys = ["derive", "suppress", "veto", "decide"];

    static readonly string[] Classes = ["pet", "cattle", "none"];

    static readonly string[] Subjects = ["host", "instance", "rack", "segment", "zone", "cloud", "about"];

    RuleSyntax? ReadRule(MappingReader keys)
    {
        var (name, because) = (keys.NeededText("name"), keys.Text("because"));
        var (priority, scope) = (keys.Text("priority"), keys.Text("scope"));
        var hasMatch = keys.Has("match");
        var match = ReadEach(keys.List("match"), "an item of a match", ReadItem);
        var conclusions = new List<ConclusionSyntax>();
        if (keys.Mapping("derive") is { } kinds)
            conclusions.AddRange(ReadDerivations(kinds));
        if (keys.Mapping("suppress") is { } suppress)
            because = ReadSuppress(suppress, keys.KeySpan("suppress"), conclusions) ?? because;
        if (keys.Mapping("veto") is { } veto)
            ReadVeto(veto, keys.KeySpan("veto"), conclusions);
        if (keys.Mapping("decide") is { } decide)
            ReadDecide(decide, keys.KeySpan("decide"), conclusions);
        if (!hasMatch)
            problems.Add(ProblemCode.MissingKey, keys.Span,
                "a rule needs the key 'match'", "match: [{h: Host, where: \"h.power == 'off'\"}]");
        if (conclusions.Count == 0 && !ConclusionKeys.Any(keys.Has))
            problems.Add(ProblemCode.MissingKey, keys.Span,
                "a rule needs one of the keys 'derive', 'suppress', 'veto', 'decide'");
        return name is null || match.Count == 0 || conclusions.Count == 0
            ? null
            : new RuleSyntax(keys.Span, name, match, because, priority, scope, conclusions);
    }

    MatchSyntax? ReadItem(MappingReader keys)
    {
        var form = Forms.FirstOrDefault(f => keys.Has(f.Key));
        var variable = form.Key is null ? keys.KeyOtherThan(ItemKeys) : null;
        var where = keys.Text("where");
        if (form.Key is null && variable is null)
        {
            problems.Add(ProblemCode.MissingKey, keys.Span, "this item does not say which facts it looks for",
                "{h: Host}, {exists: HostFault}, {not: HostFault}, {count: InstanceFault, at-least: 3}");
            return null;
        }

        var facts = keys.Text(form.Key ?? variable!.Value);
        var isNumber = form.Form >= MatchForm.Count;
        var of = form.Form > MatchForm.Count ? keys.NeededText("of") : null;
        List<YamlEntry> bounds = [];
        foreach (var key in isNumber ? BoundKeys : [])
        {
            if (keys.Text(key) is { } bound)
                bounds.Add(new YamlEntry(new YamlScalar(keys.KeySpan(key), key, YamlDotNet.Core.ScalarStyle.Plain), bound));
        }

        var name = isNumber ? keys.Text("as") : null;
        if (isNumber && bounds.Count == 0 && name is null)
            problems.Add(ProblemCode.MissingKey, keys.Span, $"'{form.Key}' needs a bound or a name",
                $"{{{form.Key}: …, at-least: 3}}, at-most:, is:, or as: a_name");
        return facts is null ? null : new MatchSyntax(keys.Span, form.Form, variable, facts, where, of, bounds, name);
    }

    IEnumerable<ConclusionSyntax> ReadDerivations(YamlMapping kinds)
    {
        foreach (var (kind, value) in kinds.Entries)
        {
            if (value is YamlMapping fields)
                yield return new ConclusionSyntax.Derive(kind, TextEntries(fields));
            else
                problems.Add(ProblemCode.WrongShape, value.Span,
                    $"'{kind.Value}' must be a mapping of fields, this is {value.Shape}",
                    $"derive: {{{kind.Value}: {{host: h.id}}}}");
        }
    }

    YamlScalar? ReadSuppress(YamlMapping mapping, SourceSpan key, List<ConclusionSyntax> conclusions)
    {
        var keys = new MappingReader(mapping, "'suppress'", problems);
        var (fault, because) = (keys.NeededText("fault"), keys.Text("because"));
        keys.Finish();
        if (fault is not null)
            conclusions.Add(new ConclusionSyntax.Suppress(key, fault));
        return because;
    }

    void ReadVeto(YamlMapping mapping, SourceSpan key, List<ConclusionSyntax> conclusions)
    {
        var keys = new MappingReader(mapping, "'veto'", problems);
        var host = keys.NeededText("host");
        var actions = keys.Any("actions");
        if (actions is null)
            problems.Add(ProblemCode.MissingKey, key,
                "'veto' needs the key 'actions'", "actions: all, or actions: [fence, evacuate]");
        keys.Finish();
        if (host is null || actions is null)
            return;
        var words = actions switch
        {
            YamlScalar one => [one],
            YamlSequence list => list.Items.OfType<YamlScalar>().ToList(),
            _ => (List<YamlScalar>)[],
        };
        if (words.Count == 0 || words.Exists(w => w.Value.Length == 0))
            problems.Add(ProblemCode.WrongShape, actions.Span,
                $"'actions' must be a list of actions, this is {actions.Shape}", "actions: [fence, evacuate]");
        else
            conclusions.Add(new ConclusionSyntax.Veto(key, host, words));
    }

    void ReadDecide(YamlMapping mapping, SourceSpan key, List<ConclusionSyntax> conclusions)
    {
        var keys = new MappingReader(mapping, "'decide'", problems);
        List<YamlEntry> subjects = [];
        foreach (var word in Subjects)
        {
            if (keys.Text(word) is { } value)
                subjects.Add(new YamlEntry(new YamlScalar(keys.KeySpan(word), word, YamlDotNet.Core.ScalarStyle.Plain), value));
        }

        var all = keys.Text("do");
        List<YamlEntry> cells = [];
        foreach (var word in Classes)
        {
            if (keys.Text(word) is { } value)
                cells.Add(new YamlEntry(new YamlScalar(keys.KeySpan(word), word, YamlDotNet.Core.ScalarStyle.Plain), value));
        }

        var ladder = ReadEach(keys.List("ladder"), "a step of a ladder", ReadStep);
        keys.Finish();
        if (subjects.Count != 1)
            problems.Add(ProblemCode.MissingKey, key,
                $"'decide' is about one of: {string.Join(", ", Subjects)}", "decide: {host: h.id, do: notify}");
        else if ((all is null ? 0 : 1) + Math.Min(1, cells.Count) + Math.Min(1, ladder.Count) != 1)
            problems.Add(ProblemCode.MissingKey, key,
                "'decide' says what to do in one of three ways: 'do' for all, a key for each class, or 'ladder'",
                "do: notify  |  pet: notify, cattle: …  |  ladder: [{do: restart, tries: 2, within: 10m}, {do: notify}]");
        else
            conclusions.Add(new ConclusionSyntax.Decide(key, subjects[0], all, cells, ladder));
    }

    LadderStepSyntax? ReadStep(MappingReader keys)
    {
        var (action, tries, within) = (keys.NeededText("do"), keys.Text("tries"), keys.Text("within"));
        return action is null ? null : new LadderStepSyntax(keys.Span, action, tries, within);
    }
}
