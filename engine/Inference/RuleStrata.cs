namespace PolicyHa.Engine.Inference;

/// <summary>
/// Puts rules into strata: a rule stands not below the rules whose facts it reads, and above them where it needs to see these
/// facts complete, or where they look at another scope. Pure.
/// </summary>
public static class RuleStrata
{
    /// <summary>The stratum of each rule, from 0, in the order of the rules.</summary>
    /// <exception cref="RulesInCircleException">A rule would have to stand above itself.</exception>
    public static IReadOnlyList<int> Of(IReadOnlyList<IRule> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var strata = new int[rules.Count];
        var because = new (int Rule, FactKinds Kinds)?[rules.Count];
        for (var moved = true; moved;)
        {
            moved = false;
            for (var reader = 0; reader < rules.Count; reader++)
            {
                for (var source = 0; source < rules.Count; source++)
                {
                    var shared = new FactKinds(rules[reader].Reads.Bits & rules[source].Derives.Bits);
                    if (shared.IsEmpty || strata[reader] >= strata[source] + Step(rules[reader], rules[source], shared))
                        continue;
                    strata[reader] = strata[source] + Step(rules[reader], rules[source], shared);
                    because[reader] = (source, shared);
                    moved = true;
                    if (strata[reader] >= rules.Count)
                        throw new RulesInCircleException(CircleAt(reader, rules, because));
                }
            }
        }

        return strata;
    }

    static int Step(IRule reader, IRule source, FactKinds shared) =>
        reader.Awaits.Overlaps(shared) || reader.Scope != source.Scope ? 1 : 0;

    /// <summary>Follows what pushed a rule up until a rule comes up again.</summary>
    static List<CircleStep> CircleAt(int start, IReadOnlyList<IRule> rules, (int Rule, FactKinds Kinds)?[] because)
    {
        var seen = new List<int>();
        var at = start;
        while (!seen.Contains(at) && because[at] is { } reason)
        {
            seen.Add(at);
            at = reason.Rule;
        }

        return
        [
            .. seen.Skip(Math.Max(0, seen.IndexOf(at))).Select(r => new CircleStep(
                rules[r], rules[because[r]!.Value.Rule], because[r]!.Value.Kinds,
                Step(rules[r], rules[because[r]!.Value.Rule], because[r]!.Value.Kinds) > 0)),
        ];
    }
}

/// <summary>One link of a circle: a rule needs facts that another one derives.</summary>
/// <param name="IsStrict">It needs to see them complete.</param>
public sealed record CircleStep(IRule Reader, IRule Source, FactKinds Kinds, bool IsStrict);
