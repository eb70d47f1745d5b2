using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Compilation;

/// <summary>Compiles <c>notify</c> and <c>escalation</c>.</summary>
sealed class AlertBinder(DurationReader durations, ProblemLog problems)
{
    const string FenceFailed = "fence-failed";
    const string NotifyCritical = "notify critical";

    /// <summary>More often than a management board can be asked, and less often than anybody would wait.</summary>
    static readonly (TimeSpan Least, TimeSpan Most) RetryRange = (TimeSpan.FromSeconds(10), TimeSpan.FromHours(1));

    /// <summary>More often nobody reads it; more seldom than once a day it would be forgotten.</summary>
    static readonly (TimeSpan Least, TimeSpan Most) RemindRange = (TimeSpan.FromMinutes(1), TimeSpan.FromDays(1));

    public NotifyRoutes BindNotify(NotifySyntax? notify) =>
        notify is null ? NotifyRoutes.Everywhere : new NotifyRoutes(Sinks(notify.Operators), Sinks(notify.Critical));

    public EscalationPolicy BindEscalation(IReadOnlyList<EscalationSyntax> lines)
    {
        var bound = EscalationPolicy.Standard;
        foreach (var line in lines)
        {
            if (line.On.Value != FenceFailed)
            {
                problems.Add(ProblemCode.UnknownValue, line.On.Span,
                    $"nothing escalates on '{line.On.Value}'", $"on: {FenceFailed}");
                continue;
            }

            if (line.Try is { } attempts)
                problems.Add(ProblemCode.UnknownKey, attempts, "how a host is fenced is not in the rule file",
                    "the levels of fencing and their order stand in the service's configuration");
            if (line.Then is { } then && then.Value != NotifyCritical)
                problems.Add(ProblemCode.ActionNotPermitted, then.Span,
                    $"'{then.Value}' cannot follow a failed fence: nothing may be begun on a host that may live",
                    $"then: {NotifyCritical}");
            if (line.AgainEvery is { } again && durations.Read(again, "again-every", RetryRange.Least, RetryRange.Most) is { } every)
                bound = bound with { FenceRetryAfter = every, At = line.Span.Place };
            if (line.RemindEvery is { } remind && durations.Read(remind, "remind-every", RemindRange.Least, RemindRange.Most) is { } time)
                bound = bound with { RemindEvery = time, At = line.Span.Place };
        }

        return bound;
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
