using System.Globalization;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Documents;

/// <summary>Reads one rule file: its shape and its keys, not yet its meaning.</summary>
sealed partial class PolicyReader(SourceText source, ProblemLog problems)
{
    /// <summary>The newest grammar this program reads; it reads all older ones too, from 1 on.</summary>
    public const int NewestLanguage = 1;

    /// <summary>What could be read; problems say what could not.</summary>
    public PolicyDocument Read()
    {
        var document = new PolicyDocument([source]);
        if (YamlReader.Read(source, problems) is not { } root)
            return document;
        if (root is not YamlMapping mapping)
        {
            problems.Add(ProblemCode.WrongShape, root.Span,
                $"a rule file is a mapping (key: value), this is {root.Shape}");
            return document;
        }

        var keys = new MappingReader(mapping, "a rule file", problems);
        if (ReadLanguage(keys.NeededText("language")) is not { } language)
            return document;
        document = document with
        {
            Language = language,
            Policy = keys.Text("policy"),
            Revision = keys.Text("revision"),
            Params = keys.Mapping("params") is { } names ? ReadParams(names) : [],
            Vars = keys.Mapping("vars") is { } vars ? TextEntries(vars) : [],
            Classes = ReadEach(keys.List("classes"), "a class", ReadClass),
            MixedHosts = keys.Text("mixed-hosts"),
            Tables = ReadEach(keys.List("tables"), "a table", ReadTable),
            Rules = ReadEach(keys.List("rules"), "a rule", ReadRule),
            Limits = ReadEach(keys.List("limits"), "a limit", ReadLimit),
            Notify = ReadNotify(keys.Mapping("notify")),
            Targets = ReadTargets(keys.Mapping("targets")),
            Fencing = ReadFencing(keys.Mapping("fencing")),
            ConfirmDead = ReadConfirmDead(keys.Mapping("confirm-dead")),
            ReAdmission = ReadReAdmission(keys.Mapping("re-admission")),
            Shutdown = ReadShutdown(keys.Mapping("shutdown")),
            Steps = ReadSteps(keys.Mapping("steps")),
            Escalation = ReadEach(keys.List("escalation"), "an escalation", ReadEscalation),
            Tests = ReadEach(keys.List(LawText.TestsKey), "a test", ReadTest),
            Law = LawText.Of(source, mapping) is { } law ? [law] : [],
        };
        keys.Finish();
        return document;
    }

    /// <summary>A file in a newer grammar would only give wrong errors; it is not read further.</summary>
    int? ReadLanguage(YamlScalar? language)
    {
        if (language is null)
            return NewestLanguage;
        if (Enumerable.Range(1, NewestLanguage).FirstOrDefault(n => n.ToString(CultureInfo.InvariantCulture) == language.Value) is > 0 and var number)
            return number;
        problems.Add(ProblemCode.LanguageVersion, language.Span,
            $"rule language '{language.Value}' is not known to this program", $"it reads `language: {NewestLanguage}`");
        return null;
    }

    List<ParamSyntax> ReadParams(YamlMapping names)
    {
        var read = new List<ParamSyntax>();
        foreach (var (name, value) in names.Entries)
        {
            if (AsMapping(value, "a param") is not { } keys)
                continue;
            var (type, standard) = (keys.NeededText("type"), keys.NeededText("default"));
            var (min, max) = (keys.Text("min"), keys.Text("max"));
            keys.Finish();
            if (type is not null && standard is not null)
                read.Add(new ParamSyntax(name, type, standard, min, max));
        }

        return read;
    }

    ClassSyntax? ReadClass(MappingReader keys)
    {
        var (name, when, otherwise) = (keys.NeededText("class"), keys.Text("when"), keys.Text("otherwise"));
        var localDisk = keys.Text("local-disk");
        var (evacuation, liveMigration) = (keys.Mapping("evacuation"), keys.Mapping("live-migration"));
        if (otherwise is not null && otherwise.Value != "true")
            problems.Add(ProblemCode.BadLiteral, otherwise.Span,
                $"'otherwise' is 'true' or not there, not '{otherwise.Value}'");
        if (when is null == otherwise is null && !(keys.Has("when") && when is null))
        {
            problems.Add(ProblemCode.MissingKey, keys.Span, "a class needs either 'when' or 'otherwise: true'");
            return null;
        }

        return name is null ? null : new ClassSyntax(keys.Span, name, when, localDisk)
        {
            Evacuation = evacuation is null ? [] : TextEntries(evacuation),
            LiveMigration = liveMigration is null ? [] : TextEntries(liveMigration),
        };
    }

    LimitSyntax? ReadLimit(MappingReader keys)
    {
        var name = keys.NeededText("name");
        var (action, per, over) = (keys.Text("action"), keys.Text("per"), keys.Text("over"));
        var (order, counting) = (Texts(keys, "order"), Texts(keys, "counting"));
        var values = LimitSyntax.ValueKeys.Select(k => (Key: k, Value: keys.Text(k))).Where(v => v.Value is not null)
            .ToDictionary(v => v.Key, v => v.Value!);
        return name is null ? null : new LimitSyntax(keys.Span, name, action, per, values, order, counting, over);
    }

    List<T> ReadEach<T>(YamlSequence? list, string what, Func<MappingReader, T?> read)
        where T : class
    {
        var items = new List<T>();
        foreach (var item in list?.Items ?? [])
        {
            if (AsMapping(item, what) is not { } keys)
                continue;
            if (read(keys) is { } value)
                items.Add(value);
            keys.Finish();
        }

        return items;
    }

    MappingReader? AsMapping(YamlNode node, string what)
    {
        if (node is YamlMapping mapping)
            return new MappingReader(mapping, what, problems);
        problems.Add(ProblemCode.WrongShape, node.Span, $"{what} must be a mapping (key: value), this is {node.Shape}");
        return null;
    }
}
