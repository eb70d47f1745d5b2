using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Expressions;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Compilation;

/// <summary>Compiles <c>limits</c>. What a file does not say is limited all the same, by the defaults here.</summary>
/// <param name="fences">Some row or rule asks for a fence.</param>
sealed class LimitBinder(ParamSet parameters, bool fences, ProblemLog problems)
{
    const string FencingPerSegment = "fencing-per-segment";
    const string Storm = "storm";

    /// <summary>Without a limit in the file: two hosts of a segment at a time.</summary>
    public const int FencingPerSegmentDefault = 2;

    /// <summary>Without a limit in the file: 30 percent of a segment.</summary>
    public const int StormShareDefault = 30;

    public PolicyLimits Bind(IReadOnlyList<LimitSyntax> limits)
    {
        var bound = new PolicyLimits
        {
            FencingPerSegmentMax = FencingPerSegmentDefault,
            StormSharePercent = StormShareDefault,
            FencingAt = RuleSource.BuiltIn,
            StormAt = RuleSource.BuiltIn,
        };
        YamlScalar? firstMax = null, firstShare = null;
        foreach (var limit in limits)
        {
            if (MeaningOf(limit) is not { } isShare)
                continue;
            ref var first = ref isShare ? ref firstShare : ref firstMax;
            if (first is not null)
                problems.Add(ProblemCode.DuplicateName, limit.Name.Span,
                    $"'{first.Value}' at {first.Span.Place} limits the same");
            first ??= limit.Name;
            if (isShare && Number(limit, limit.MaxShare, limit.Max, "max-share", 1, 100) is { } share)
                bound = bound with { StormSharePercent = share, StormAt = limit.Span.Place };
            else if (!isShare && Number(limit, limit.Max, limit.MaxShare, "max", 0, 1_000) is { } max)
                bound = bound with { FencingPerSegmentMax = max, FencingAt = limit.Span.Place };
        }

        return bound;
    }

    /// <summary>True: a share of the segment; false: a number of fences; null: not a limit that the service knows.</summary>
    bool? MeaningOf(LimitSyntax limit)
    {
        if (limit.Action is not null)
            return MeaningOfLongForm(limit, limit.Action);
        if (limit.Name.Value is FencingPerSegment or Storm)
            return LimitWords.AreThose(limit, limit.Name.Value == Storm, problems) ? limit.Name.Value == Storm : null;
        problems.Add(ProblemCode.UnknownValue, limit.Name.Span, $"'{limit.Name.Value}' is not a limit",
            Spelling.Hint(limit.Name.Value, [FencingPerSegment, Storm])
                ?? $"{FencingPerSegment} or {Storm}; under another name say what is limited: {{name: …, action: fence, per: host.segment, max: 2}}");
        return null;
    }

    bool? MeaningOfLongForm(LimitSyntax limit, YamlScalar action)
    {
        if (action.Value != "fence")
        {
            problems.Add(ProblemCode.ActionNotPermitted, action.Span,
                $"'{action.Value}' cannot be limited", "action: fence");
            return null;
        }

        if (!fences)
        {
            problems.Add(ProblemCode.ActionNotPermitted, action.Span,
                "no row and no rule of this policy asks for 'fence'",
                "remove the limit, or write the row that it is for");
        }

        if (limit.Max is null == limit.MaxShare is null)
        {
            problems.Add(ProblemCode.MissingKey, limit.Span,
                $"the limit '{limit.Name.Value}' needs either 'max' or 'max-share'");
            return null;
        }

        return LimitWords.AreThose(limit, limit.MaxShare is not null, problems) ? limit.MaxShare is not null : null;
    }

    int? Number(LimitSyntax limit, YamlScalar? wanted, YamlScalar? stray, string key, int min, int max)
    {
        if (stray is not null)
            problems.Add(ProblemCode.UnknownKey, stray.Span, $"the limit '{limit.Name.Value}' is given by '{key}'");
        if (wanted is null)
        {
            if (stray is null)
                problems.Add(ProblemCode.MissingKey, limit.Span,
                    $"the limit '{limit.Name.Value}' needs the key '{key}'");
            return null;
        }

        if (new ParamReader(parameters, problems).Read(wanted.Value, wanted.Span, CelType.Int)?.Int is not { } number)
            return null;
        if (number >= min && number <= max)
            return (int)number;
        problems.Add(ProblemCode.ParamValue, wanted.Span, $"'{key}' is {number}, it must be from {min} to {max}");
        return null;
    }
}
