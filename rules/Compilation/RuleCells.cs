using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Compilation;

/// <summary>Reads what a rule decides: the same for all classes, a key for each, or a ladder of tries.</summary>
sealed class RuleCells(ConclusionSyntax.Decide decide, TableSubject subject, IReadOnlyList<InstanceClass> classes, PolicyScope scope)
{
    readonly LadderReader ladders = new(subject, scope);
    readonly ProblemLog problems = scope.Problems;

    IEnumerable<InstanceClass> Protected => classes.Where(c => c != InstanceClass.None);

    /// <summary>By class; null when something is wrong with the shape. Actions are checked by then, too.</summary>
    public IReadOnlyDictionary<InstanceClass, ActionLadder>? Read()
    {
        var cells = ReadCells();
        if (cells is null || subject != TableSubject.Host || cells.Values.Any(ladder => !ladder.IsNone))
            return cells;
        problems.Add(ProblemCode.LadderForm, decide.Span,
            "a rule that asks for nothing does not stop a table from asking",
            "veto: {host: h.id, actions: all}");
        return null;
    }

    Dictionary<InstanceClass, ActionLadder>? ReadCells()
    {
        if (decide.Do is { } all)
            return ForAll(ladders.Read(PipeCell.Of(all)));
        return decide.Ladder.Count > 0 ? ReadSteps() is { } ladder ? ForAll(ladder) : null : ReadEach();
    }

    Dictionary<InstanceClass, ActionLadder> ForAll(ActionLadder ladder) => Protected.ToDictionary(c => c, _ => ladder);

    Dictionary<InstanceClass, ActionLadder> ReadEach()
    {
        var cells = decide.Cells.ToDictionary(c => ClassBinder.Words[c.Key.Value], c => ladders.Read(PipeCell.Of((YamlScalar)c.Value)));
        foreach (var missing in Protected.Where(c => !cells.ContainsKey(c)))
            problems.Add(ProblemCode.ActionNotPermitted, decide.Span,
                $"'decide' does not say what happens to class '{missing.Name()}'");
        return cells;
    }

    ActionLadder? ReadSteps()
    {
        if (subject == TableSubject.Host)
        {
            problems.Add(ProblemCode.LadderForm, decide.Span,
                "a ladder of tries is for instances: a host has none to count",
                "do: \"notify, after 5m: fence, evacuate\"");
            return null;
        }

        var rungs = new List<LadderRung>();
        var (tries, within) = (0, InstanceFault.RecoveriesWindow);
        for (var i = 0; i < decide.Ladder.Count; i++)
        {
            var step = decide.Ladder[i];
            var read = ladders.Read(PipeCell.Of(step.Do));
            if (read.Rungs is not [{ After.Ticks: 0 } rung])
            {
                problems.Add(ProblemCode.LadderForm, step.Do.Span,
                    "a step says what is done, not when", "{do: restart, tries: 2, within: 10m}");
                return null;
            }

            rungs.Add(rung with { TriesBefore = tries, Within = tries > 0 ? within : TimeSpan.Zero });
            within = ReadWithin(step) ?? within;
            tries += ReadTries(step, isLast: i == decide.Ladder.Count - 1);
        }

        return new ActionLadder(rungs);
    }

    int ReadTries(LadderStepSyntax step, bool isLast)
    {
        if (step.Tries is not { } text)
        {
            if (!isLast)
                problems.Add(ProblemCode.MissingKey, step.Span,
                    "a step that another one follows needs 'tries': after so many the next counts", "tries: 2");
            return 0;
        }

        if (int.TryParse(text.Value, out var tries) && tries is >= 1 and <= 100)
            return tries;
        problems.Add(ProblemCode.BadLiteral, text.Span, $"'{text.Value}' is not a number of tries", "from 1 to 100");
        return 0;
    }

    TimeSpan? ReadWithin(LadderStepSyntax step)
    {
        if (step.Within is not { } text)
            return null;
        if (Durations.TryParse(text.Value, out var within) && within > TimeSpan.Zero && within <= InstanceFault.RecoveriesWindow)
            return within;
        problems.Add(ProblemCode.BadLiteral, text.Span, $"'{text.Value}' is not a time that tries are counted in",
            $"up to {Durations.Text(InstanceFault.RecoveriesWindow)}: longer ago nobody remembers");
        return null;
    }
}
