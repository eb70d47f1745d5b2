using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Incidents;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Simulation.Scenarios;

/// <summary>Reads <c>expect:</c>.</summary>
sealed class ExpectationReader(SourceText source, ProblemLog problems, Field field, Names names)
{
    static readonly string[] Acts = ["fence", "force-down", "evacuate", "live-migrate", "stop", "start", "restart-service"];
    static readonly string[] Severities = ["ok", "warning", "critical", "unknown"];
    static readonly string[] States = [.. Enum.GetNames<IncidentState>().Select(System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName)];
    static readonly string[] Kinds = ["act", "never", "hold", "alert", "count", "incidents", "refused", "end"];

    public IReadOnlyList<Expectation> Read(YamlSequence? list)
    {
        var expectations = new List<Expectation>();
        foreach (var item in list?.Items ?? [])
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
        var at = mapping.Span.Place;
        var expectation = ReadKind(kinds[0].Key.Value, text, reader, at.ToString(), source.Line(at.Line).Trim());
        reader.Finish();
        return expectation;
    }

    Expectation? ReadKind(string kind, YamlScalar text, MappingReader reader, string at, string line) => kind switch
    {
        "act" => field.Word(text, "an act", Acts) is { } act
            ? new Expectation.Act(at, line, act, Host(reader), Instance(reader), Between(reader), reader.Text("after")?.Value, To(reader))
            : null,
        "never" => field.Word(text, "an act", Acts) is { } act ? new Expectation.Never(at, line, act, Host(reader), Instance(reader)) : null,
        "hold" => Hold(text, reader, at, line),
        "alert" => field.Word(text, "a severity", Severities) is { } severity && reader.NeededText("about") is { } about
            ? new Expectation.Alert(at, line, severity, about.Value)
            : null,
        "count" => field.Word(text, "an act", Acts) is { } act && field.Number(reader.NeededText("is")) is { } number
            ? new Expectation.Count(at, line, act, number)
            : null,
        "incidents" => field.Number(text) is { } count
            ? new Expectation.Incidents(at, line, count, field.Word(reader.Text("state"), "an incident's state", States))
            : null,
        "refused" => new Expectation.Refused(at, line, text.Value),
        _ => names.KnownInstance(text, text.Value, field)
            ? new Expectation.End(at, line, text.Value, Host(reader), reader.Text("state")?.Value)
            : null,
    };

    Expectation.Hold? Hold(YamlScalar text, MappingReader reader, string at, string line)
    {
        var because = reader.NeededText("because");
        var host = Host(reader);
        field.Word(text, "an act", Acts);
        if (because is null || host is null)
            return null;
        if (HoldReasonNames.TryParse(because.Value, out _))
            return new Expectation.Hold(at, line, host, because.Value);
        field.Unknown(because, $"'{because.Value}' is not a reason to hold",
            $"one of: {string.Join(", ", Enum.GetValues<HoldReason>().Select(r => r.Name()))}");
        return null;
    }

    string? Host(MappingReader reader) =>
        reader.Text("host") is { } host && names.KnownHost(host, field) ? host.Value : null;

    string? Instance(MappingReader reader) =>
        reader.Text("instance") is { } instance && names.KnownInstance(instance, instance.Value, field) ? instance.Value : null;

    (TimeSpan, TimeSpan)? Between(MappingReader reader)
    {
        if (reader.List("between") is not { } list)
            return null;
        if (field.Texts(list) is [var from, var to] && field.Duration(from) is { } start && field.Duration(to) is { } end)
            return (start, end);
        field.Wrong(list, "'between' needs two durations: [10s, 20s]");
        return null;
    }

    IReadOnlyList<string>? To(MappingReader reader) =>
        reader.Has("to") ? [.. field.Texts(reader.Any("to")).Select(t => t.Value)] : null;
}
