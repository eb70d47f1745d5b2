using PolicyHa.Engine.Explain;

namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>The guards in the order they are asked. All are asked, so that an explanation shows every one; the first that objects gives the reason.</summary>
static class AllGuards
{
    internal static readonly IGuard[] InOrder =
    [
        new VetoGuard(new Gate(
            HoldReason.HostInMaintenance, FailMode.Closed,
            "every act on a host in maintenance",
            "maintenance is kept in the store; without the store nothing is begun at all")),
        new DisarmedGuard(),
        new PausedGuard(),
        new ShutdownGuard(),
        new StartEmbargoGuard(),
        new SourceSilentGuard(),
        new CloudUnreachableGuard(),
        new VetoGuard(new Gate(
            HoldReason.RuleError, FailMode.Closed,
            "every act on hosts and instances whose rules could not be evaluated",
            "a rule that fails is never a rule that does not hold")),
        new VetoGuard(new Gate(
            HoldReason.ObserverDoubt, FailMode.Closed,
            "every act in a segment of three hosts or more that all look bad at once; those in maintenance are not counted",
            "a host that nobody reports on does not look bad")),
        new DataSourceGuard(),
        new VetoGuard(new Gate(
            HoldReason.Vetoed, FailMode.Closed,
            "the acts that a rule of the policy vetoes",
            "a rule over what cannot be counted holds every host concerned")),
        new RegisteringGuard(),
        new UnfenceableGuard(),
        new SchedulerGuard(),
        new NoTargetHostGuard(),
        new ControlPlaneGuard(),
        new StormGuard(),
        new CoolDownGuard(),
        new CliffGuard(),
        new BudgetGuard(),
        new SlotsGuard(),
        new RateGuard(),
    ];

    public static IReadOnlyList<(HoldReason Reason, GuardAnswer Answer)> Ask(GuardScene scene) =>
        [.. InOrder.Select(g => (g.Gate.Reason, Answer(g, scene)))];

    static GuardAnswer Answer(IGuard guard, GuardScene scene) => guard.Objection(scene) is { } objection
        ? new(guard.Gate.Name, true, objection)
        : new(guard.Gate.Name, false, guard.Remark(scene) ?? "does not apply");
}
