using PolicyHa.Engine.Explain;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>The guards in the order they are asked. The first that objects gives the reason; where that is news all are asked, so that the explanation shows every one.</summary>
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
        new OwnHostGuard(),
        new QuietTimeGuard(),
        new NovaServiceGuard(HoldReason.NoScheduler, "scheduler", s => s.SchedulersUp),
        new NovaServiceGuard(HoldReason.NoConductor, "conductor", s => s.ConductorsUp),
        new NoTargetHostGuard(),
        new ControlPlaneGuard(),
        new StormGuard(),
        new CoolDownGuard(),
        new CliffGuard(),
        new BudgetGuard(),
        new SlotsGuard(),
        new RateGuard(),
    ];

    public static IReadOnlyList<GuardAnswer> Ask(GuardScene scene) => [.. InOrder.Select(g => Answer(g, scene))];

    /// <summary>Null: none objects.</summary>
    public static (HoldReason Reason, string Because)? FirstObjection(GuardScene scene)
    {
        foreach (var guard in InOrder)
        {
            if (guard.Objection(scene) is { } objection)
                return (guard.Gate.Reason, objection);
        }

        return null;
    }

    /// <summary>Of a fence, by how Nova's own services are and by nothing else. Null: none objects.</summary>
    public static (HoldReason Reason, string Because)? ServiceObjection(ClusterSnapshot snapshot, RecoveryPolicy policy)
    {
        foreach (var guard in InOrder.OfType<IServiceGuard>())
        {
            if (guard.Objection(snapshot, policy) is { } objection)
                return (guard.Gate.Reason, objection);
        }

        return null;
    }

    static GuardAnswer Answer(IGuard guard, GuardScene scene) => guard.Objection(scene) is { } objection
        ? new(guard.Gate.Name, true, objection)
        : new(guard.Gate.Name, false, guard.Remark(scene) ?? "does not apply");
}
