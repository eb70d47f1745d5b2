using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Signals;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Expressions;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Compilation;

/// <summary>Compiles <c>limits</c>. What a file does not say is limited all the same, by <see cref="PolicyLimits.Standard"/>.</summary>
/// <param name="fences">Some row or rule asks for a fence.</param>
sealed class LimitBinder(ParamSet parameters, bool fences, ProblemLog problems)
{
    static readonly (TimeSpan, TimeSpan) WindowRange = (TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
    static readonly (TimeSpan, TimeSpan) RoundRange = (TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(10));
    static readonly (TimeSpan, TimeSpan) MemoryRange = (TimeSpan.Zero, PolicyLimits.MemoryMax);
    static readonly (TimeSpan, TimeSpan) CoolDownRange = (TimeSpan.Zero, TimeSpan.FromHours(1));

    readonly ParamReader reader = new(parameters, problems);

    public PolicyLimits Bind(IReadOnlyList<LimitSyntax> limits)
    {
        var (bound, said) = (PolicyLimits.Standard, new List<(FenceLimit Limit, YamlScalar Name)>());
        foreach (var limit in limits)
        {
            if (FormOf(limit) is not { } form || !LimitWords.AreThose(limit, form, problems)
                || LimitWords.ScopeOf(limit, form, problems) is not { } per || Read(limit, form, per) is not { } read)
                continue;
            if (said.Find(s => PolicyLimits.Replaces(s.Limit, read)).Name is { } first)
                problems.Add(ProblemCode.DuplicateName, limit.Name.Span, $"'{first.Value}' at {first.Span.Place} limits the same");
            bound = bound.With(read);
            said.Add((read, limit.Name));
        }

        return bound;
    }

    /// <summary>Null: it is not a limit that the service knows, and that has been reported.</summary>
    LimitForm? FormOf(LimitSyntax limit)
    {
        if (limit.Action is not null)
            return FormOfLongForm(limit, limit.Action);
        if (LimitForm.All.FirstOrDefault(f => f.Name == limit.Name.Value) is { } form)
            return Needs(limit, form) ? form : null;
        var names = LimitForm.All.Select(f => f.Name).ToArray();
        problems.Add(ProblemCode.UnknownValue, limit.Name.Span, $"'{limit.Name.Value}' is not a limit",
            Spelling.Hint(limit.Name.Value, names)
                ?? $"{string.Join(", ", names)}; under another name say what is limited: {{name: …, action: fence, per: host.segment, max: 2}}");
        return null;
    }

    bool Needs(LimitSyntax limit, LimitForm form)
    {
        var found = form.Needed.Count(limit.Has);
        if (found == 1)
            return true;
        problems.Add(ProblemCode.MissingKey, limit.Span, found > 1
            ? $"the limit '{limit.Name.Value}' needs one of the keys '{string.Join("', '", form.Needed)}', not several"
            : $"the limit '{limit.Name.Value}' needs the key '{string.Join("' or '", form.Needed)}'");
        return false;
    }

    LimitForm? FormOfLongForm(LimitSyntax limit, YamlScalar action)
    {
        if (action.Value != "fence")
        {
            problems.Add(ProblemCode.ActionNotPermitted, action.Span, $"'{action.Value}' cannot be limited", "action: fence");
            return null;
        }

        if (!fences)
        {
            problems.Add(ProblemCode.ActionNotPermitted, action.Span,
                "no row and no rule of this policy asks for 'fence'",
                "remove the limit, or write the row that it is for");
        }

        if (((string[])["max", "max-share", "metadata"]).Count(limit.Has) != 1)
        {
            problems.Add(ProblemCode.MissingKey, limit.Span,
                $"the limit '{limit.Name.Value}' needs either 'max' or 'max-share', or 'metadata'");
            return null;
        }

        if (limit.Has("max-share"))
            return limit.Has("rounds") ? LimitForm.Cliff : LimitForm.Share;
        if (limit.Has("metadata") || limit.Over?.Value == LimitForm.Budget.Over)
            return LimitForm.Budget;
        return limit.Has("window") ? LimitForm.Rate : LimitForm.Slots;
    }

    FenceLimit? Read(LimitSyntax limit, LimitForm form, LimitScope per)
    {
        var (name, at, before) = (limit.Name.Value, limit.Span.Place, problems.Count);
        var max = form == LimitForm.Quarantine
            ? Number(limit, "max", 2, HostSignals.FallsMax)
            : Number(limit, "max", form == LimitForm.Rate ? 1 : 0, 1_000);
        var share = Number(limit, "max-share", 1, 100);
        FenceLimit? read = null;
        if (form == LimitForm.Slots && max is { } slots)
            read = new FenceLimit.Slots(name, per, slots, at);
        else if (form == LimitForm.Rate && max is { } rate)
            read = new FenceLimit.Rate(name, per, rate, Time(limit, "window", WindowRange) ?? Of<FenceLimit.Rate>().Window, at);
        else if (form.IsShare && share is { } percent)
        {
            var standard = Of<FenceLimit.Share>();
            read = new FenceLimit.Share(
                name, per, percent, Time(limit, "memory", MemoryRange) ?? standard.Memory,
                Time(limit, "cool-down", CoolDownRange) ?? standard.CoolDown, at);
        }
        else if (form == LimitForm.Cliff && share is { } gone)
        {
            var standard = Of<FenceLimit.Cliff>();
            read = new FenceLimit.Cliff(
                name, per, gone, Number(limit, "rounds", 1, 100) ?? standard.Rounds,
                Time(limit, "window", RoundRange) ?? standard.Round, at);
        }
        else if (form == LimitForm.Quarantine && max is { } falls)
        {
            var standard = Of<FenceLimit.Quarantine>();
            read = new FenceLimit.Quarantine(
                name, per, falls, Time(limit, "window", WindowRange) ?? standard.Window,
                Time(limit, "cool-down", MemoryRange) ?? standard.Lasts, at);
        }
        else if (form == LimitForm.Budget && (max ?? 0) is var budget && (max is not null || limit.Has("metadata")))
            read = new FenceLimit.Budget(name, per, max is null ? null : budget, limit.Values.GetValueOrDefault("metadata")?.Value, at);
        return problems.Count == before ? read : null;
    }

    static T Of<T>()
        where T : FenceLimit => PolicyLimits.Standard.All.OfType<T>().Single();

    int? Number(LimitSyntax limit, string key, int min, int max)
    {
        if (!limit.Values.TryGetValue(key, out var said)
            || reader.Read(said.Value, said.Span, CelType.Int)?.Int is not { } number)
            return null;
        if (number >= min && number <= max)
            return (int)number;
        problems.Add(ProblemCode.ParamValue, said.Span, $"'{key}' is {number}, it must be from {min} to {max}");
        return null;
    }

    TimeSpan? Time(LimitSyntax limit, string key, (TimeSpan Least, TimeSpan Most) range)
    {
        if (!limit.Values.TryGetValue(key, out var said)
            || reader.Read(said.Value, said.Span, CelType.Duration)?.Duration.ToTimeSpan() is not { } time)
            return null;
        if (time >= range.Least && time <= range.Most)
            return time;
        problems.Add(ProblemCode.ParamValue, said.Span,
            $"'{key}' is {Durations.Text(time)}, it must be from {Durations.Text(range.Least)} to {Durations.Text(range.Most)}");
        return null;
    }
}
