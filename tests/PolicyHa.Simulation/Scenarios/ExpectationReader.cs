using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Incidents;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Expressions;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Simulation.Scenarios;

/// <summary>Reads <c>expect:</c>.</summary>
sealed class ExpectationReader(ProblemLog problems, Field field, Names names)
{
    static readonly string[] Acts = ["fence", "force-down", "switch-on", "evacuate", "live-migrate", "abort-live-migration", "migrate", "call", "stop", "start", "reboot", "restart-service", "clear-forced-down", "disable", "enable",
        "join-aggregate", "leave-aggregate"];
    static readonly string[] Severities = ["ok", "warning", "critical", "unknown"];
    static readonly string[] States = [.. Enum.GetNames<IncidentState>().Select(System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName)];
    static readonly string[] Kinds = ["act", "action", "never", "hold", "notify", "alert", "count", "incidents", "refused", "end"];

    /// <summary>A list of expectations, or the word <c>nothing</c>.</summary>
    public IReadOnlyList<Expectation> Read(YamlNode? expect)
    {
        var expectations = new List<Expectation>();
        if (expect is YamlScalar { Value: "nothing" } nothing)
            return [new Expectation.Nothing(nothing.Span.Place, "nothing")];
        if (expect is not (null or YamlSequence))
            field.Wrong(expect, $"'expect' must be a list, this is {expect.Shape}");
        foreach (var item in (expect as YamlSequence)?.Items ?? [])
        {
            if (item is not YamlMapping mapping)
                field.Wrong(item, "an expectation is a mapping: {act: fence, host: h3}");
            else if (ReadOne(mapping) is { } expectation)
                expectations.Add(expectation);
        }

        return expectations;
    }

    Expectation? ReadOne(YamlMapping mapping)
    {
        var reader = new MappingReader(mapping, "an expectation", problems);
        var kinds = mapping.Entries.Where(e => Kinds.Contains(e.Key.Value)).ToList();
        if (kinds.Count != 1 || kinds[0].Value is not YamlScalar text)
        {
            field.Wrong(mapping, "the expectation does not say what is expected", $"exactly one of: {string.Join(", ", Kinds)}");
            return null;
        }

        reader.Text(kinds[0].Key.Value);
        var expectation = ReadKind(kinds[0].Key.Value, text, new Line(mapping, reader));
        if (expectation is not null)
            reader.Finish();                            // of one that is given up not all keys were looked for
        return expectation;
    }

    Expectation? ReadKind(string kind, YamlScalar text, Line line) => kind switch
    {
        "act" => Act(text, text.Value, line),
        "action" => text.Value switch
        {
            "notify" => Notify(line),
            "restart" => Act(text, "start", line),          // as tables say it; the cloud is told to stop, then to start
            var act => Act(text, act, line),
        },
        "never" => Word(text, "an act", Acts) is { } act
            ? new Expectation.Never(line.At, line.Text, act, Host(line.Reader), Instance(line.Reader))
            : null,
        "hold" => Hold(text, line),
        "notify" => Word(text, "an audience", "operators") is null ? null : Notify(line),
        "alert" => Word(text, "a severity", Severities) is { } severity && line.Reader.NeededText("about") is { } about && IsSubject(about)
            ? new Expectation.Alert(line.At, line.Text, severity, about.Value)
            : null,
        "count" => Word(text, "an act", Acts) is { } act && field.Number(line.Reader.NeededText("is")) is { } number
            ? new Expectation.Count(line.At, line.Text, act, number)
            : null,
        "incidents" => field.Number(text) is { } count
            ? new Expectation.Incidents(line.At, line.Text, count, Word(line.Reader.Text("state"), "an incident's state", States))
            : null,
        "refused" => new Expectation.Refused(line.At, line.Text, text.Value),
        _ => names.KnownInstance(text, text.Value, field)
            ? new Expectation.End(line.At, line.Text, text.Value, Host(line.Reader), line.Reader.Text("state")?.Value)
            : null,
    };

    Expectation.Act? Act(YamlScalar text, string kind, Line line)
    {
        var (host, instance) = (Host(line.Reader), Instance(line.Reader));
        var (between, after, to, row) = (Between(line.Reader), After(line.Reader), To(line.Reader), Row(line.Reader));
        if (!Acts.Contains(kind))
        {
            Word(text, "an act", [.. Acts, "restart", "notify"]);
            return null;
        }

        return new Expectation.Act(line.At, line.Text, kind, host, instance, between, after, to, row);
    }

    Expectation.Hold? Hold(YamlScalar text, Line line)
    {
        var because = line.Reader.NeededText("because");
        var (host, row) = (Host(line.Reader), Row(line.Reader));
        Word(text, "an act", [.. Acts, "restart", "notify"]);
        if (because is null)
            return null;
        if (host is null)
        {
            if (!line.Reader.Has("host"))
                line.Reader.NeededText("host");
            return null;
        }

        if (HoldReasonNames.TryParse(because.Value, out _))
            return new Expectation.Hold(line.At, line.Text, host, because.Value, row);
        var reasons = Enum.GetValues<HoldReason>().Select(r => r.Name()).ToList();
        field.Unknown(because, $"'{because.Value}' is not a reason to hold",
            Spelling.Hint(because.Value, reasons) ?? $"one of: {string.Join(", ", reasons)}");
        return null;
    }

    Expectation.Notify? Notify(Line line)
    {
        var (host, instance, row) = (Host(line.Reader), Instance(line.Reader), Row(line.Reader));
        if ((instance ?? host) is { } about)
            return new Expectation.Notify(line.At, line.Text, about, row);
        if (!line.Reader.Has("host") && !line.Reader.Has("instance"))
            line.Reader.NeededText("host");
        return null;
    }

    string? Word(YamlScalar? text, string what, params IReadOnlyList<string> words) => field.Word(text, what, words);

    string? Host(MappingReader reader) =>
        reader.Text("host") is { } host && names.KnownHost(host, field) ? host.Value : null;

    string? Instance(MappingReader reader) =>
        reader.Text("instance") is { } instance && names.KnownInstance(instance, instance.Value, field) ? instance.Value : null;

    string? Row(MappingReader reader) =>
        reader.Text("row") is { } row && names.KnownRow(row, field) ? row.Value : null;

    /// <summary>An act, an act and whom it is done to, or an instance.</summary>
    string? After(MappingReader reader)
    {
        if (reader.Text("after") is not { } after)
            return null;
        var isKnown = after.Value.Split(' ') switch
        {
            [var word] => Acts.Contains(word) || names.HasInstance(word),
            [var act, var subject] => Acts.Contains(act) && (names.HasHost(subject) || names.HasInstance(subject)),
            _ => false,
        };
        if (!isKnown)
            field.Unknown(after, $"'{after.Value}' is neither an act nor an instance", "write fence, p1, or fence c1");
        return isKnown ? after.Value : null;
    }

    /// <summary>A host, an instance, or something larger in two words, such as <c>rack r7</c>: which there are only the policy says.</summary>
    bool IsSubject(YamlScalar name) =>
        names.HasInstance(name.Value) || name.Value.Split(' ') is [_, _] || names.KnownHost(name, field);

    (TimeSpan, TimeSpan)? Between(MappingReader reader)
    {
        if (reader.List("between") is not { } list)
            return null;
        if (field.Texts(list) is [var from, var to] && field.Duration(from) is { } start && field.Duration(to) is { } end)
            return (start, end);
        field.Wrong(list, "'between' needs two durations: [10s, 20s]");
        return null;
    }

    IReadOnlyList<string>? To(MappingReader reader)
    {
        if (!reader.Has("to"))
            return null;
        var hosts = field.Texts(reader.Any("to"));
        foreach (var host in hosts)
            names.KnownHost(host, field);
        return [.. hosts.Select(h => h.Value)];
    }

    /// <summary>The mapping that is being read.</summary>
    sealed record Line(YamlMapping Mapping, MappingReader Reader)
    {
        public Engine.Policies.RuleSource At => Mapping.Span.Place;

        public string Text => string.Join(' ', Mapping.Entries.Select(e => $"{e.Key.Value} {Print(e.Value)}"));

        static string Print(YamlNode node) => node is YamlSequence list
            ? $"[{string.Join(", ", list.Items.Select(Print))}]"
            : (node as YamlScalar)?.Value ?? "";
    }
}
