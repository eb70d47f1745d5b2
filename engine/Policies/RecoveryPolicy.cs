using PolicyHa.Engine.Inference;
using PolicyHa.Engine.State;

namespace PolicyHa.Engine.Policies;

/// <summary>A rule file, compiled: the law. Immutable; a reload makes a new one.</summary>
public sealed record RecoveryPolicy
{
    public required PolicyVersion Version { get; init; }

    /// <summary>The rule language it is written in: the newest of its files.</summary>
    public int Language { get; init; } = Replica.FirstLanguage;

    /// <summary>How many observers must agree before a signal counts (all of them where fewer exist). At least 1.</summary>
    public required int Observers { get; init; }

    /// <summary>How long agreed signals must stand before they count. The board's clock, not the observers'.</summary>
    public required TimeSpan Settle { get; init; }

    /// <summary>By priority, then in file order; the engine finds their strata.</summary>
    /// <exception cref="RulesInCircleException">They cannot be ordered.</exception>
    public required IReadOnlyList<IRule> Rules
    {
        get;
        init => (field, RulePlan) = (value, new RulePlan(value));
    }

    /// <summary>Some rule asks what time it is: everything is looked at anew with each minute.</summary>
    public bool UsesNow { get; init; }

    public required IInstanceClassifier Classes { get; init; }

    public required MixedHosts MixedHosts { get; init; }

    /// <summary>Where <c>mixed-hosts:</c> is written.</summary>
    public required RuleSource MixedHostsAt { get; init; }

    public required PolicyLimits Limits { get; init; }

    public NotifyRoutes Notify { get; init; } = NotifyRoutes.Everywhere;

    public EscalationPolicy Escalation { get; init; } = EscalationPolicy.Standard;

    public TargetPolicy Targets { get; init; } = TargetPolicy.Standard;

    public ConfirmDeadPolicy ConfirmDead { get; init; } = ConfirmDeadPolicy.Standard;

    public FencingPolicy Fencing { get; init; } = FencingPolicy.Standard;

    public ReAdmissionPolicy ReAdmission { get; init; } = ReAdmissionPolicy.Standard;

    public ShutdownPolicy Shutdown { get; init; } = ShutdownPolicy.Standard;

    public StepPolicy Steps { get; init; } = StepPolicy.Standard;

    /// <summary>
    /// Every duration the policy compares an age with, ascending: after each of them a decision may change though nothing
    /// happened, so the loop asks again then.
    /// </summary>
    public required IReadOnlyList<TimeSpan> Horizons { get; init; }

    internal RulePlan RulePlan { get; private init; } = null!;

    /// <summary>Every <c>call NAME</c> of it, in the order of the files.</summary>
    public IReadOnlyList<CalledService> Calls { get; init; } = [];
}
