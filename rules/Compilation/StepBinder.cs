using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Expressions;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Compilation;

/// <summary>Compiles <c>steps</c>: how patient each action is.</summary>
sealed class StepBinder(ParamSet parameters, DurationReader durations, ProblemLog problems)
{
    static readonly (TimeSpan Least, TimeSpan Most) TimeoutRange = (TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));

    static readonly (TimeSpan Least, TimeSpan Most) BackOffRange = (TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));

    const long TriesMax = 100;

    readonly ParamReader numbers = new(parameters, problems);

    public StepPolicy Bind(IReadOnlyList<StepLimitSyntax> lines)
    {
        var bound = new Dictionary<RecoveryAction, StepLimit>();
        foreach (var line in lines)
        {
            if (!ActionNames.TryParseAction(line.Action.Value, out var action) || action == RecoveryAction.Notify)
            {
                var words = ActionNames.All.Where(w => w != RecoveryAction.Notify.Name()).ToList();
                problems.Add(ProblemCode.ActionNotPermitted, line.Action.Span,
                    $"'{line.Action.Value}' is not an action that takes its time", KnownWord.Hint(line.Action.Value, words));
                continue;
            }

            if (!bound.TryAdd(action, Read(line, action)))
                problems.Add(ProblemCode.DuplicateName, line.Action.Span, $"'{action.Name()}' is there already");
        }

        return bound.Count == 0 ? StepPolicy.Standard : new StepPolicy(bound);
    }

    StepLimit Read(StepLimitSyntax line, RecoveryAction action)
    {
        if (action == RecoveryAction.Ask)
        {
            foreach (var wrong in new[] { line.Tries, line.BackOff }.OfType<YamlScalar>())
                problems.Add(ProblemCode.UnknownKey, wrong.Span, "a person is asked once, and silence is no failure to try again", "timeout: 15m");
        }

        if (line is { Timeout: null, Tries: null, BackOff: null })
            problems.Add(ProblemCode.MissingKey, line.Span, $"nothing is said about '{action.Name()}'", "{timeout: 60s, tries: 3, back-off: 10s}");
        var timeout = line.Timeout is { } time ? durations.Read(time, "timeout", TimeoutRange.Least, TimeoutRange.Most) : null;
        if (timeout < StepNeeds.Of(action).Time)
            WarnOfHaste(line.Timeout!, action, timeout.Value);
        return new StepLimit(
            timeout,
            line.Tries is { } tries ? ReadTries(tries) : null,
            line.BackOff is { } backOff ? durations.Read(backOff, "back-off", BackOffRange.Least, BackOffRange.Most) : null,
            line.Action.Span.Place);
    }

    /// <summary>It would fail, or be called failed, though nothing is wrong.</summary>
    void WarnOfHaste(YamlScalar written, RecoveryAction action, TimeSpan timeout)
    {
        var (needed, why) = StepNeeds.Of(action);
        problems.Add(ProblemCode.HastyTimeout, written.Span,
            $"'{action.Name()}' has failed after {Durations.Text(timeout)}, and needs {Durations.Text(needed)} when all goes well: {why}",
            $"timeout: {Durations.Text(needed)} or more");
    }

    int? ReadTries(YamlScalar text)
    {
        if (numbers.Read(text.Value, text.Span, CelType.Int)?.Int is not { } tries)
            return null;
        if (tries is >= 1 and <= TriesMax)
            return (int)tries;
        problems.Add(ProblemCode.ParamValue, text.Span, $"'tries' is {tries}, it must be from 1 to {TriesMax}");
        return null;
    }
}
