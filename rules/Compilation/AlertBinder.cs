using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Compilation;

/// <summary>Compiles <c>notify</c> and <c>escalation</c>.</summary>
sealed class AlertBinder(DurationReader durations, ProblemLog problems)
{
    const string FenceFailed = "fence-failed";
    const string IncidentOld = "incident-old";
    const string NotifyCritical = "notify critical";

    /// <summary>More often than a management board can be asked, and less often than anybody would wait.</summary>
    static readonly (TimeSpan Least, TimeSpan Most) RetryRange = (TimeSpan.FromSeconds(10), TimeSpan.FromHours(1));

    /// <summary>More often nobody reads it; more seldom than once a day it would be forgotten.</summary>
    static readonly (TimeSpan Least, TimeSpan Most) RemindRange = (TimeSpan.FromMinutes(1), TimeSpan.FromDays(1));

    /// <summary>Sooner an incident is not old; later everybody has forgotten it.</summary>
    static readonly (TimeSpan Least, TimeSpan Most) OldRange = (TimeSpan.FromMinutes(10), TimeSpan.FromDays(30));

    static readonly (TimeSpan Least, TimeSpan Most) OldAgainRange = (TimeSpan.FromMinutes(10), TimeSpan.FromDays(7));

    public NotifyRoutes BindNotify(NotifySyntax? notify) =>
        notify is null ? NotifyRoutes.Everywhere : new NotifyRoutes(Sinks(notify.Operators), Sinks(notify.Critical));

    public EscalationPolicy BindEscalation(IReadOnlyList<EscalationSyntax> lines)
    {
        var bound = EscalationPolicy.Standard;
        foreach (var line in lines)
        {
            if (line.Try is { } attempts)
                problems.Add(ProblemCode.UnknownKey, attempts, "how a host is fenced is not in the rule file",
                    "the levels of fencing and their order stand in the service's configuration");
            bound = line.On.Value switch
            {
                FenceFailed => BindFenceFailed(line, bound),
                IncidentOld => BindIncidentOld(line, bound),
                _ => Unknown(line, bound),
            };
        }

        return bound;
    }

    EscalationPolicy BindFenceFailed(EscalationSyntax line, EscalationPolicy bound)
    {
        CheckThen(line, "a failed fence: nothing may be begun on a host that may live");
        Refuse(line.After, "a failed fence is told at once", "again-every: 5m");
        if (line.AgainEvery is { } again && durations.Read(again, "again-every", RetryRange.Least, RetryRange.Most) is { } every)
            bound = bound with { FenceRetryAfter = every, At = line.Span.Place };
        if (line.RemindEvery is { } remind && durations.Read(remind, "remind-every", RemindRange.Least, RemindRange.Most) is { } time)
            bound = bound with { RemindEvery = time, At = line.Span.Place };
        return bound;
    }

    EscalationPolicy BindIncidentOld(EscalationSyntax line, EscalationPolicy bound)
    {
        CheckThen(line, "the age of an incident: what is to be done after some time stands in the table (after 2h: ...)");
        Refuse(line.RemindEvery, "an old incident is told again with 'again-every'", "again-every: 24h");
        if (line.After is { } after && durations.Read(after, "after", OldRange.Least, OldRange.Most) is { } age)
            bound = bound with { OldAfter = age, At = line.Span.Place };
        if (line.AgainEvery is { } again && durations.Read(again, "again-every", OldAgainRange.Least, OldAgainRange.Most) is { } every)
            bound = bound with { OldEvery = every, At = line.Span.Place };
        return bound;
    }

    EscalationPolicy Unknown(EscalationSyntax line, EscalationPolicy bound)
    {
        problems.Add(ProblemCode.UnknownValue, line.On.Span, $"nothing escalates on '{line.On.Value}'", $"on: {FenceFailed}, or on: {IncidentOld}");
        return bound;
    }

    void CheckThen(EscalationSyntax line, string what)
    {
        if (line.Then is { } then && then.Value != NotifyCritical)
            problems.Add(ProblemCode.ActionNotPermitted, then.Span, $"'{then.Value}' cannot follow {what}", $"then: {NotifyCritical}");
    }

    void Refuse(YamlScalar? key, string why, string hint)
    {
        if (key is not null)
            problems.Add(ProblemCode.UnknownKey, key.Span, why, hint);
    }

    List<string>? Sinks(IReadOnlyList<YamlScalar>? names)
    {
        foreach (var name in names ?? [])
        {
            if (name.Value.Split(':').Any(part => part.Length == 0 || !part.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')))
                problems.Add(ProblemCode.BadLiteral, name.Span,
                    $"'{name.Value}' is not the name of a sink", "nagios, sensu, webhook:oncall");
        }

        foreach (var again in (names ?? []).GroupBy(n => n.Value).SelectMany(g => g.Skip(1)))
            problems.Add(ProblemCode.DuplicateName, again.Span, $"'{again.Value}' is there already");
        return names?.Select(n => n.Value).ToList();
    }
}
