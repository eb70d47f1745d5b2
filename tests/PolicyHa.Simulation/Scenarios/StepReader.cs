using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Scenarios;

/// <summary>Reads <c>steps:</c>.</summary>
sealed class StepReader(ProblemLog problems, Field field, Names names, Func<YamlScalar, RecoveryPolicy?> compile)
{
    static readonly string[] Kinds =
        ["report", "world", "crash", "policy", .. OperatorStepReader.Verbs];

    /// <summary>Sent again so often an event shows all it can show.</summary>
    const int TimesMax = 1_000;

    /// <summary>Observed so long ago an event is history by any measure.</summary>
    static readonly TimeSpan LateMax = TimeSpan.FromDays(30);

    /// <summary>A report on a host that is in no segment is a slip of the pen, unless it must be ignored for that.</summary>
    public bool RefusesUnknownHosts { get; init; }

    public IReadOnlyList<ScenarioStep> Read(YamlSequence? list)
    {
        var steps = new List<(YamlMapping At, ScenarioStep Step)>();
        foreach (var item in list?.Items ?? [])
        {
            if (item is not YamlMapping mapping)
                field.Wrong(item, "a step is a mapping: {at: 0s, report: h3 admin down}");
            else if (ReadStep(mapping) is { } step)
                steps.Add((mapping, step));
        }

        RefuseWhatNeedsTheService(steps);
        return [.. steps.Select(s => s.Step)];
    }

    /// <summary>While the service is down events wait for it, but nobody can switch anything, nor kill it again.</summary>
    void RefuseWhatNeedsTheService(List<(YamlMapping At, ScenarioStep Step)> steps)
    {
        var crashes = steps.Select(s => s.Step).OfType<ScenarioStep.Crash>().ToList();
        foreach (var (at, step) in steps)
        {
            var needsIt = step is ScenarioStep.Crash or OperatorStep;
            if (needsIt && crashes.Exists(c => c != step && c.At <= step.At && step.At < c.At + c.For))
                field.Wrong(at, "the service is down at that moment", "a crash lasts as long as its 'for' says");
        }
    }

    ScenarioStep? ReadStep(YamlMapping mapping)
    {
        var reader = new MappingReader(mapping, "a step", problems);
        var at = field.Duration(reader.NeededText("at")) ?? TimeSpan.Zero;
        var kinds = mapping.Entries.Where(e => Kinds.Contains(e.Key.Value)).ToList();
        if (kinds.Count != 1)
        {
            field.Wrong(mapping, kinds.Count == 0 ? "the step does nothing" : "the step does several things",
                $"exactly one of: {string.Join(", ", Kinds)}");
            return null;
        }

        var (key, value) = kinds[0];
        if (value is not YamlScalar text)
        {
            field.Wrong(value, $"'{key.Value}' must be a text");
            return null;
        }

        reader.Any(key.Value);
        var ignored = key.Value == "report" ? Ignored(mapping, text, reader) : null;
        var step = key.Value switch
        {
            "report" => Report(at, text, reader, ignored),
            "world" => World(at, text, reader),
            "crash" => Crash(at, text, reader),
            { } verb when OperatorStepReader.Verbs.Contains(verb) => new OperatorStepReader(names, field).Read(at, verb, text, reader),
            _ => compile(text) is { } policy ? new ScenarioStep.ChangePolicy(at, policy) : null,
        };
        reader.Finish();
        return step is null ? null : step with { MustBeIgnored = ignored };
    }

    Expectation.Ignored? Ignored(YamlMapping step, YamlScalar report, MappingReader reader) =>
        field.Word(reader.Text("expect-ignored"), "a reason to ignore a report", Expectation.Ignored.Reasons) is { } because
            ? new Expectation.Ignored(step.Span.Place, $"report '{report.Value}' ignored: {because}", because)
            : null;

    ScenarioStep? Report(TimeSpan at, YamlScalar text, MappingReader reader, Expectation.Ignored? ignored)
    {
        var by = field.Texts(reader.Has("by") ? ReadBy(reader) : null);
        var late = field.Duration(reader.Text("late"), LateMax) ?? TimeSpan.Zero;
        var times = field.Number(reader.Text("times"), TimesMax) ?? 1;
        switch (Words(text))
        {
            case ["instance", var instance, var fault] when names.KnownInstance(text, instance, field):
                if (fault is "ok")
                    return new ScenarioStep.ReportInstance(at, instance, null, late);
                if (SignalNames.TryParseFault(fault, out var kind))
                    return new ScenarioStep.ReportInstance(at, instance, kind, late);
                field.Unknown(text, $"'{fault}' is not an instance's fault", "one of: crashed, failed, io-error, watchdog, ok");
                return null;
            case ["instance", _, _]:
                return null;
            case ["malformed"]:
                return new ScenarioStep.ReportMalformed(at);
            case [var host, var signalName, var statusName]:
                if (!SignalNames.TryParseSignal(signalName, out var signal))
                    field.Unknown(text, $"'{signalName}' is not a signal", $"one of: {string.Join(", ", SignalNames.All.Select(s => s.Name()))}");
                else if (!SignalNames.TryParseStatus(statusName, out var status))
                    field.Unknown(text, $"'{statusName}' is not a status", "one of: up, degraded, down, unknown");
                else if (!RefusesUnknownHosts || ignored?.Because == "unknown-host" || names.KnownHost(text, host, field))
                    return new ScenarioStep.ReportSignal(at, host, signal, status, [.. by.Select(b => b.Value)], late, times);
                return null;
            default:
                field.Wrong(text, $"'{text.Value}' is not a report", "write HOST SIGNAL STATUS, instance NAME FAULT, or malformed");
                return null;
        }
    }

    static YamlNode? ReadBy(MappingReader reader) => reader.Any("by");

    ScenarioStep? World(TimeSpan at, YamlScalar text, MappingReader reader)
    {
        var times = field.Number(reader.Text("times"));
        switch (Words(text))
        {
            case ["fence", var host, var manner] when names.KnownHost(text, host, field):
                if (manner is "fails" or "hangs" or "lies" or "misreads" or "works")
                    return new ScenarioStep.Fence(at, host, Enum.Parse<DeviceManner>(manner, true), times);
                field.Unknown(text, $"a fencing device does not '{manner}'", "it fails, hangs, lies, misreads or works");
                return null;
            case ["evacuate" or "migrate", var instance, ("fails" or "works") and var how] when names.KnownInstance(text, instance, field):
                return new ScenarioStep.MovesFail(at, instance, how == "works" ? 0 : times);
            case ["evacuate" or "migrate", var instance, "unclear"] when names.KnownInstance(text, instance, field):
                return new ScenarioStep.MovesUnclear(at, instance, times, field.Duration(reader.Text("heard-after")) ?? TimeSpan.Zero);
            case ["stop", var instance, "fails"] when names.KnownInstance(text, instance, field):
                return new ScenarioStep.StopsFail(at, instance, times);
            case ["restart", var subject, "fails"]:
                if (names.HasInstance(subject) || names.KnownHost(text, subject, field))
                    return new ScenarioStep.RestartFails(at, subject);
                return null;
            case ["nova", ("up" or "down") and var state]:
                return new ScenarioStep.Nova(at, state == "up");
            case ["host", var host, "dies"] when names.KnownHost(text, host, field):
                return new ScenarioStep.HostDies(at, host);
            case ["host", var host, "dumps"] when names.KnownHost(text, host, field):
                return new ScenarioStep.HostDumps(at, host);
            case ["host", var host, "returns"] when names.KnownHost(text, host, field):
                return new ScenarioStep.HostReturns(at, host);
            case { } words when HostStepReader.Reads(words):
                return HostStepReader.Read(at, text, words, names, field);
            case { } words when OwnerStepReader.Reads(words):
                return OwnerStepReader.Read(at, text, words, names, field);
            case ["fence", _, _] or ["evacuate" or "migrate", _, "fails" or "works" or "unclear"] or ["stop", _, "fails"]
                or ["host", _, "dies" or "dumps" or "returns"]:
                return null;                            // the name was reported
            default:
                field.Wrong(text, $"the world cannot '{text.Value}'",
                    "fence H fails|hangs|lies|misreads|works; evacuate|migrate I fails|unclear; stop I fails; restart H|I fails; nova down|up; "
                        + $"host H dies|dumps|returns; {HostStepReader.Abilities}; {OwnerStepReader.Abilities}");
                return null;
        }
    }

    ScenarioStep.Crash? Crash(TimeSpan at, YamlScalar text, MappingReader reader)
    {
        var duration = field.Duration(reader.Text("for")) ?? TimeSpan.Zero;
        return field.Word(text, "something that can crash", "controller") is null ? null : new ScenarioStep.Crash(at, duration);
    }

    static string[] Words(YamlScalar text) => text.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
