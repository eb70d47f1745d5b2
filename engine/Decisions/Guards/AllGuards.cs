using PolicyHa.Engine.Explain;

namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>The guards in the order they are asked. All are asked, so that an explanation shows every one; the first that objects gives the reason.</summary>
static class AllGuards
{
    static readonly IGuard[] InOrder =
    [
        new VetoGuard(HoldReason.HostInMaintenance),
        new DisarmedGuard(),
        new PausedGuard(),
        new StartEmbargoGuard(),
        new SourceSilentGuard(),
        new VetoGuard(HoldReason.RuleError),
        new VetoGuard(HoldReason.ObserverDoubt),
        new VetoGuard(HoldReason.Vetoed),
        new UnfenceableGuard(),
        new NoTargetHostGuard(),
        new StormGuard(),
        new FencingLimitGuard(),
    ];

    public static IReadOnlyList<(HoldReason Reason, GuardAnswer Answer)> Ask(GuardScene scene) =>
        [.. InOrder.Select(g => (g.Reason, Answer(g, g.Objection(scene))))];

    static GuardAnswer Answer(IGuard guard, string? objection) =>
        new(guard.Reason.Name(), objection is not null, objection ?? "does not apply");
}
