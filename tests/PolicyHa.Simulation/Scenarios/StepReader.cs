using System.Globalization;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;
using PolicyHa.Simulation.Running;

namespace PolicyHa.Simulation.Scenarios;

/// <summary>Reads <c>steps:</c>.</summary>
sealed class StepReader(ProblemLog problems, Field field, Names names, Func<YamlScalar, IReadOnlyDictionary<string, string>?, (RecoveryPolicy Policy, ScenarioPolicy From)?> compile)
{
    static readonly string[] Kinds =
        ["report", "world", "crash", "clock", "partition", "policy", .. OperatorStepReader.Verbs];

    /// <summary>Sent again so often an event shows all it can show.</summary>
    const int TimesMax = 1_000;

    /// <summary>Observed so long ago an event is history by any measure.</summary>
    static readonly TimeSpan LateMax = TimeSpan.FromDays(30);

    readonly WorldStepReader world = new(field, names);

    /// <summary>How many there are, named from <c>a</c> on.</summary>
    public int Controllers { get; init; } = 1;

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
            if (NeedsTheService(step) && crashes.Exists(c => c != step && c.At <= step.At && step.At < c.At + c.For && IsMissed(c, step)))
                field.Wrong(at, "the service is down at that moment", "a crash lasts as long as its 'for' says");
        }
    }

    /// <summary>It cannot be done to a service that is down.</summary>
    internal static bool NeedsTheService(ScenarioStep step) => step is ScenarioStep.Crash or OperatorStep;

    /// <summary>Where there are several, an operator is answered by another; the same one cannot be killed twice.</summary>
    bool IsMissed(ScenarioStep.Crash crash, ScenarioStep step) =>
        Controllers == 1 || (step is ScenarioStep.Crash again && again.Controller == crash.Controller);

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
            "world" => world.Read(at, text, reader),
            "crash" => Crash(at, text, reader),
            "clock" => Clock(at, text),
            "partition" => Partition(at, text),
            { } verb when OperatorStepReader.Verbs.Contains(verb) => new OperatorStepReader(names, field).Read(at, verb, text, reader),
            _ => ChangePolicy(at, text, reader),
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
        var late = field.Duration(reader.Text("late"), LateMax) ?? -(field.Duration(reader.Text("ahead"), LateMax) ?? TimeSpan.Zero);
        var times = field.Number(reader.Text("times"), TimesMax) ?? 1;
        switch (Words(text))
        {
            case ["instance", var instance, var fault] when names.KnownInstance(text, instance, field):
                if (fault is "ok")
                    return new ScenarioStep.ReportInstance(at, instance, null, late);
                if (SignalNames.TryParseFault(fault, out var kind))
                    return new ScenarioStep.ReportInstance(at, instance, kind, late);
                field.Unknown(text, $"'{fault}' is not an instance's fault", $"one of: {string.Join(", ", Enum.GetValues<InstanceFaultKind>().Select(f => f.Name()))}, ok");
                return null;
            case ["instance", _, _]:
                return null;
            case ["malformed"]:
                return new ScenarioStep.ReportMalformed(at);
            case [var host, "watchdog", ("armed" or "disarmed") and var how]:
                return names.KnownWatchdog(text, host, field) ? new ScenarioStep.ReportWatchdog(at, host, how == "armed", late) : null;
            case [var host, "shutdown", ("reboot" or "poweroff" or "over") and var word] when names.KnownHost(text, host, field):
                return new ScenarioStep.ReportShutdown(at, host, word == "over" ? null : Enum.Parse<ShutdownKind>(word, ignoreCase: true), late);
            case [_, "shutdown", "reboot" or "poweroff" or "over"]:
                return null;                            // the host was reported
            case [var host, var signalName, var statusName]:
                if (!SignalNames.TryParseSignal(signalName, out var signal))
                    field.Unknown(text, $"'{signalName}' is not a signal", $"one of: {string.Join(", ", SignalNames.All.Select(s => s.Name()))}");
                else if (!SignalNames.TryParseStatus(statusName, out var status))
                    field.Unknown(text, $"'{statusName}' is not a status", "one of: up, degraded, down, unknown");
                else if (!RefusesUnknownHosts || ignored?.Because == "unknown-host" || names.KnownHost(text, host, field))
                    return new ScenarioStep.ReportSignal(at, host, signal, status, [.. by.Select(b => b.Value)], late, times);
                return null;
            default:
                field.Wrong(text, $"'{text.Value}' is not a report", "write HOST SIGNAL STATUS, HOST shutdown reboot|poweroff|over, HOST watchdog armed|disarmed, instance NAME FAULT, or malformed");
                return null;
        }
    }

    static YamlNode? ReadBy(MappingReader reader) => reader.Any("by");

    ScenarioStep? Crash(TimeSpan at, YamlScalar text, MappingReader reader)
    {
        var duration = field.Duration(reader.Text("for"));
        var (write, act) = (field.Number(reader.Text("at-write")), field.Number(reader.Text("at-act")));
        var when = field.Word(reader.Text("when"), "a side of a write", "before", "after");
        var controller = Words(text) is ["controller", var named] ? named : "a";
        var language = field.Language(reader.Text("language"));
        if (Words(text) is not (["controller"] or ["controller", _]) || !IsController(controller))
        {
            field.Unknown(text, $"'{text.Value}' is not something that can crash", "controller, or controller b where there are several");
            return null;
        }

        if (write is null && act is null)
            return new ScenarioStep.Crash(at, duration ?? TimeSpan.Zero, controller, language);
        if (duration is null && language is null && (write ?? act) > 0 && (write is null || act is null))
            return new ScenarioStep.CrashLater(at, (write ?? act)!.Value, act is not null ? CrashPoint.AfterAct : when == "after" ? CrashPoint.AfterWrite : CrashPoint.BeforeWrite);
        field.Wrong(text, "a crash comes at once, or at a write, or at an act", "at-write: 3 with when: before or after, or at-act: 1; both count from 1");
        return null;
    }

    ScenarioStep.ClockSteps? Clock(TimeSpan at, YamlScalar text)
    {
        var (controller, step) = Words(text) is [var named, var by] ? (named, by) : ("a", text.Value);
        if (IsController(controller) && step.Length > 1 && step[0] is '+' or '-' && Durations.TryParse(step[1..], out var size) && size <= LateMax)
            return new ScenarioStep.ClockSteps(at, step[0] == '-' ? -size : size, controller);
        field.Wrong(text, $"'{text.Value}' is no way to set a clock", "write +30s or -5m, or b +30s where there are several controllers");
        return null;
    }

    ScenarioStep.Partition? Partition(TimeSpan at, YamlScalar text)
    {
        if (Words(text) is [var controller, ("store" or "cloud" or "both" or "healed") and var from] && IsController(controller))
            return new ScenarioStep.Partition(at, controller, from is "store" or "both", from is "cloud" or "both");
        field.Wrong(text, $"'{text.Value}' is not a partition", "write a store, a cloud, a both or a healed: what controller a cannot reach");
        return null;
    }

    bool IsController(string name) => name.Length == 1 && name[0] >= 'a' && name[0] < 'a' + Controllers;

    ScenarioStep.ChangePolicy? ChangePolicy(TimeSpan at, YamlScalar text, MappingReader reader)
    {
        var overrides = reader.Mapping("params") is { } given ? field.Params(given) : null;
        var language = field.Language(reader.Text("language")) ?? 1;
        return compile(text, overrides) is { } compiled ? new ScenarioStep.ChangePolicy(at, InLanguage(compiled.Policy, language), compiled.From) : null;
    }

    /// <summary>The same policy as if it were written in another rule language, which a program may or may not read: its grammar is the same.</summary>
    internal static RecoveryPolicy InLanguage(RecoveryPolicy policy, int language) => language == policy.Language ? policy : policy with
    {
        Language = language,
        Version = policy.Version with { Revision = string.Create(CultureInfo.InvariantCulture, $"{policy.Version.Revision}/language-{language}") },
    };

    internal static string[] Words(YamlScalar text) => text.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
