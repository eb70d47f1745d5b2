using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Expressions;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Compilation;

/// <summary>
/// Reads output cells: <c>none</c>, <c>fence, evacuate</c>, <c>notify, after 5m: fence, evacuate</c>,
/// <c>restart-service, else: live-migrate</c>, <c>call rebuilder, else: notify</c>.
/// </summary>
sealed class LadderReader(TableSubject subject, PolicyScope scope)
{
    const string None = "none";
    const string After = "after ";
    const string Else = "else";
    const string Ask = "ask";
    const string Call = "call";

    const string TwoRecoveries = "'call' hands the recovery over and 'fence' begins one: both would recover the same instances";

    readonly ParamReader times = new(scope.Params, scope.Problems);
    readonly IReadOnlyList<RecoveryAction> permitted = PermittedActions.For(subject);

    /// <summary>The ladder; of use only when no problem was found.</summary>
    public ActionLadder Read(PipeCell cell)
    {
        if (cell.Text == None)
            return ActionLadder.None;
        var rungs = new List<LadderRung>();
        var (actions, calls) = (new List<RecoveryAction>(), new List<string>());
        var (after, falls) = (TimeSpan.Zero, 0);
        foreach (var (start, part) in Parts(cell.Text))
        {
            var (at, text) = (start, (string?)part);
            if (part.StartsWith(After, StringComparison.Ordinal))
            {
                rungs.Add(new LadderRung(after, [.. actions]) { Falls = falls, Calls = [.. calls] });
                (after, at, text) = ReadAfter(cell, start, part, after);
                falls = 0;
                actions.Clear();
                calls.Clear();
            }
            else if (part == Else || part.StartsWith(Else + ":", StringComparison.Ordinal) || part.StartsWith(Else + " ", StringComparison.Ordinal))
            {
                rungs.Add(new LadderRung(after, [.. actions]) { Falls = falls++, Calls = [.. calls] });
                (at, text) = ReadElse(cell, start, part, actions);
                actions.Clear();
                calls.Clear();
            }

            if (text is not null && (text == Call || text.StartsWith(Call + " ", StringComparison.Ordinal)))
                ReadCall(cell, at, text, actions, calls);
            else if (text is not null)
                ReadAction(cell, at, text, actions);
        }

        rungs.Add(new LadderRung(after, [.. actions]) { Falls = falls, Calls = [.. calls] });
        rungs.RemoveAll(r => r.Actions.Count == 0);
        CheckQuestions(cell, rungs);
        return new ActionLadder([.. rungs]);
    }

    /// <summary>A question is about something, and no silence does what needs a yes.</summary>
    void CheckQuestions(PipeCell cell, List<LadderRung> rungs)
    {
        var asked = false;
        foreach (var rung in rungs)
        {
            var acts = rung.Actions.Any(a => a is not (RecoveryAction.Notify or RecoveryAction.Ask));
            if (rung.Wants(RecoveryAction.Ask) && !acts)
            {
                Refuse(ProblemCode.LadderForm, cell, cell.Text.IndexOf(Ask, StringComparison.Ordinal), Ask,
                    "'ask' asks about nothing: what a yes allows stands after it", "ask, fence, evacuate");
            }

            if (asked && acts && !rung.Wants(RecoveryAction.Ask))
            {
                Refuse(ProblemCode.LadderForm, cell, 0, cell.Text,
                    "what follows a question that nobody answered may only tell, or ask again: silence is no yes", "ask, live-migrate, else: notify");
            }

            asked |= rung.Wants(RecoveryAction.Ask);
        }
    }

    static IEnumerable<(int Start, string Text)> Parts(string cell)
    {
        var start = 0;
        foreach (var part in cell.Split(','))
        {
            yield return (start + part.Length - part.TrimStart().Length, part.Trim());
            start += part.Length + 1;
        }
    }

    /// <summary>The time of the next rung, and what stands behind its colon; null where there is none.</summary>
    (TimeSpan After, int At, string? Text) ReadAfter(PipeCell cell, int start, string part, TimeSpan before)
    {
        var colon = part.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            Refuse(ProblemCode.LadderForm, cell, start, part, "'after' needs a time and a colon",
                "notify, after 5m: fence, evacuate");
            return (before, start, null);
        }

        var time = part[After.Length..colon].Trim();
        var timeAt = start + part.IndexOf(time, After.Length, StringComparison.Ordinal);
        if (times.Read(time, cell.SpanOf(timeAt, Math.Max(1, time.Length)), CelType.Duration)?.Duration.ToTimeSpan() is { } after)
        {
            scope.Horizons.Add(after);
            if (after <= before)
                Refuse(ProblemCode.LadderForm, cell, timeAt, time,
                    $"'after {time}' must be later than what stands before it", null);
            before = after;
        }

        var rest = part[(colon + 1)..];
        return (before, start + colon + 1 + rest.Length - rest.TrimStart().Length, rest.Trim());
    }

    /// <summary>What stands behind the colon; null where there is none.</summary>
    /// <param name="actions">Of the rung before, whose failure makes it count.</param>
    (int At, string? Text) ReadElse(PipeCell cell, int start, string part, List<RecoveryAction> actions)
    {
        var colon = part.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            Refuse(ProblemCode.LadderForm, cell, start, part, "'else' needs a colon", "restart-service, else: live-migrate");
            return (start, null);
        }

        if (actions.Count == 0)
            Refuse(ProblemCode.LadderForm, cell, start, Else, "'else' follows what may fail, and nothing stands before it", "restart-service, else: live-migrate");
        else if (actions.All(a => a == RecoveryAction.Notify))
            Refuse(ProblemCode.LadderForm, cell, start, Else, "'notify' never fails, so what follows 'else' would never count", null);
        var rest = part[(colon + 1)..];
        return (start + colon + 1 + rest.Length - rest.TrimStart().Length, rest.Trim());
    }

    /// <summary><c>call NAME</c>; several may be called one after the other.</summary>
    void ReadCall(PipeCell cell, int at, string text, List<RecoveryAction> actions, List<string> calls)
    {
        var name = text[Call.Length..].Trim();
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            Refuse(ProblemCode.LadderForm, cell, at, text, "'call' needs the name of a service of the configuration", "call rebuilder");
        else if (calls.Contains(name))
            Refuse(ProblemCode.LadderForm, cell, at, text, $"'{text}' is there already", null);
        else if (actions.Contains(RecoveryAction.Fence))
            Refuse(ProblemCode.LadderForm, cell, at, text, TwoRecoveries, "call rebuilder, else: fence, evacuate");
        else
        {
            calls.Add(name);
            scope.Calls.Add(new CalledService(name, cell.SpanOf(at, text.Length).Place));
            if (!actions.Contains(RecoveryAction.Call))
                actions.Add(RecoveryAction.Call);
        }
    }

    void ReadAction(PipeCell cell, int at, string text, List<RecoveryAction> actions)
    {
        if (text.Length == 0)
            Refuse(ProblemCode.LadderForm, cell, at, text, "an action is missing here", "`none` asks for nothing");
        else if (text == None)
            Refuse(ProblemCode.LadderForm, cell, at, text, "'none' stands alone or not at all", null);
        else if (!ActionNames.TryParseAction(text, out var action))
            Refuse(ProblemCode.ActionNotPermitted, cell, at, text, $"'{text}' is not an action",
                KnownWord.Hint(text, PermittedNames()));
        else if (!permitted.Contains(action))
            Refuse(ProblemCode.ActionNotPermitted, cell, at, text, $"'{text}' is not for tables about {SubjectName()}s",
                $"one of: {string.Join(", ", PermittedNames())}");
        else if (actions.Contains(action))
            Refuse(ProblemCode.LadderForm, cell, at, text, $"'{text}' is there already", null);
        else if (action == RecoveryAction.Ask && actions.Count > 0)
            Refuse(ProblemCode.LadderForm, cell, at, text, "'ask' stands first: all that comes after it waits for the answer", "ask, restart-service, notify");
        else
            Add(cell, at, text, action, actions);
    }

    /// <summary>Physics, not policy: a disk with two writers is a lost disk. Each rung stands for itself.</summary>
    void Add(PipeCell cell, int at, string text, RecoveryAction action, List<RecoveryAction> actions)
    {
        if (action == RecoveryAction.Evacuate && !actions.Contains(RecoveryAction.Fence))
        {
            Refuse(ProblemCode.EvacuateWithoutFence, cell, at, text,
                $"'{text}' without 'fence' before it: the instance could run twice and destroy its disk",
                "fence, evacuate");
        }

        if (action == RecoveryAction.Fence && actions.Contains(RecoveryAction.Call))
            Refuse(ProblemCode.LadderForm, cell, at, text, TwoRecoveries, "call rebuilder, else: fence, evacuate");
        if (action == RecoveryAction.Start && !actions.Contains(RecoveryAction.Stop))
        {
            Refuse(ProblemCode.LadderForm, cell, at, text,
                $"'{text}' starts what 'stop' before it has stopped: what its owner has stopped stays stopped", "stop, migrate, start");
        }

        actions.Add(action);
    }

    IEnumerable<string> PermittedNames() => permitted.Select(a => a.Name()).Append(None);

    string SubjectName() => subject == TableSubject.Host ? "host" : "instance";

    void Refuse(string code, PipeCell cell, int at, string text, string message, string? hint) =>
        scope.Problems.Add(code, cell.SpanOf(at, Math.Max(1, text.Length)), message, hint);
}
