using PolicyHa.Engine.Facts;
using PolicyHa.Engine.State;
using PolicyHa.Rules.Documents;

namespace PolicyHa.Simulation.Scenarios;

/// <summary>
/// Reads what operators do: <c>maintenance: H on|drain|off</c>, <c>disarm: REASON</c>, <c>arm: ""</c>, <c>pause: REASON</c>,
/// <c>resume: REASON</c>, <c>confirm-dead: H by PERSON</c>, <c>answer: H yes|no by PERSON</c>, <c>re-admit: H</c>,
/// <c>reset-state: I by PERSON</c>; each, where it makes sense, with <c>host</c> or
/// <c>segment</c>, <c>for</c>, and <c>refused</c>.
/// </summary>
sealed class OperatorStepReader(Names names, Field field)
{
    /// <summary>Who does it where nobody is named.</summary>
    const string Person = "scenario";

    public static readonly string[] Verbs = ["maintenance", "disarm", "arm", "pause", "resume", "confirm-dead", "answer", "re-admit", "reset-state"];

    /// <summary>In place of a reason: it may be refused or not.</summary>
    public const string Perhaps = "perhaps";

    static readonly string[] Refusals = ["host-offline", "no-question", "move-under-way", "being-deleted", "host-not-dead", Perhaps];

    /// <summary>Null: it was wrong, and that has been reported.</summary>
    public OperatorStep? Read(TimeSpan at, string verb, YamlScalar text, MappingReader reader)
    {
        var said = new Expectation.Said(text.Span.Place, $"{verb} {text.Value} not to be refused", null);
        var step = Bare(new OperatorStep(at, verb, text.Value, default) { Expected = said }, text, reader);
        if (step is null)
            return null;
        step = step with { For = field.Duration(reader.Text("for")) };
        return field.Word(reader.Text("refused"), "a reason to refuse an operator's wish", Refusals) switch
        {
            null => step,
            Perhaps => step with { Expected = null },
            var because => step with { Expected = said with { Text = $"{verb} {text.Value} refused: {because}", Refusal = because } },
        };
    }

    OperatorStep? Bare(OperatorStep step, YamlScalar text, MappingReader reader)
    {
        var words = StepReader.Words(text);
        return (step.Verb, words) switch
        {
            ("maintenance", ["segment", var segment, ("on" or "drain" or "off") and var state]) => Window(step, OfSegment(segment), state),
            ("maintenance", [var host, ("on" or "drain" or "off") and var state]) => Window(step, OfHost(text, host), state),
            ("maintenance", _) => Wrong(text, "a maintenance", "HOST on, HOST drain, HOST off, or segment SEGMENT on"),
            ("confirm-dead", [var host, "by", var person]) => On(step with { Text = person }, OfHost(text, host)),
            ("confirm-dead", _) => Wrong(text, "a confirmation", "HOST by PERSON"),
            ("answer", [var host, ("yes" or "no") and var word, "by", var person]) =>
                On(step with { Text = person, On = word == "yes" }, OfHost(text, host)),
            ("answer", _) => Wrong(text, "an answer", "HOST yes by PERSON, or HOST no by PERSON"),
            ("re-admit", [var host]) => On(step with { Text = Person }, OfHost(text, host)),
            ("re-admit", _) => Wrong(text, "a host", "re-admit: HOST"),
            ("reset-state", [var instance, "by", var person]) =>
                names.KnownInstance(text, instance, field) ? step with { Text = person, Instance = instance } : null,
            ("reset-state", _) => Wrong(text, "a reset", "INSTANCE by PERSON"),
            ("arm", _) => On(step, Scope(reader)),
            _ => On(words.Length > 0 ? step : step with { Text = Person }, Scope(reader)),
        };
    }

    static OperatorStep? Window(OperatorStep step, WorkScope? scope, string state) =>
        On(step with { Text = Person, On = state != "off", Drain = state == "drain" }, scope);

    static OperatorStep? On(OperatorStep step, WorkScope? scope) => scope is { } known ? step with { Scope = known } : null;

    WorkScope? Scope(MappingReader reader) => reader.Text("host") is { } host ? OfHost(host, host.Value)
        : reader.Text("segment") is { } segment ? OfSegment(segment.Value)
        : WorkScope.Everything;

    WorkScope? OfHost(YamlScalar at, string host) => names.KnownHost(at, host, field) ? WorkScope.Of(new HostName(host)) : null;

    static WorkScope OfSegment(string segment) => WorkScope.Of(new SegmentName(segment));

    OperatorStep? Wrong(YamlScalar text, string what, string hint)
    {
        field.Wrong(text, $"'{text.Value}' is not {what}", $"write {hint}");
        return null;
    }
}
