using System.Globalization;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>Collects the steps of a plan and numbers them.</summary>
sealed class PlanDraft(PlanId plan, HostName host, DecisionOptions options)
{
    readonly List<PlanStep> steps = [];

    public IReadOnlyList<PlanStep> Steps => steps;

    /// <summary>
    /// The plan for a whole host: the question first, where one is asked, then gentle steps, then the fence and what rests on its proof,
    /// then the telling.
    /// </summary>
    /// <param name="reserves">So many reserved hosts are taken for the evacuations.</param>
    public static IReadOnlyList<PlanStep> ForHost(PlanId plan, HostView host, HostWish wish, HaGroups groups, int reserves, DecisionOptions options)
    {
        var steps = ForHost(plan, host, wish, groups, reserves, options, asks: false);
        return wish.Asks && steps.Any(s => s.Kind != StepKind.Notify) ? ForHost(plan, host, wish, groups, reserves, options, asks: true) : steps;
    }

    static IReadOnlyList<PlanStep> ForHost(PlanId plan, HostView host, HostWish wish, HaGroups groups, int reserves, DecisionOptions options, bool asks)
    {
        var draft = new PlanDraft(plan, host.Name, options);
        if (asks)
            draft.Add(StepKind.Ask, null, []);
        var restarts = draft.AddRestarts(host, wish);
        var moves = draft.AddMoves(wish, restarts);
        if (wish.Strength < PlanStrength.Fence)
            draft.AddCalls(wish.Protected.Where(w => w.Wants(RecoveryAction.Call)).SelectMany(w => w.Rung!.Calls).Distinct(), null);
        if (wish.Strength == PlanStrength.Fence)
            draft.AddFenceAndEvacuations(wish, groups, reserves, moves);
        if (wish.Strength < PlanStrength.Fence && wish.Protected.Any(w => w.Wants(RecoveryAction.Notify)))
            draft.Add(StepKind.Notify, null, draft.Everything);
        return draft.Steps;
    }

    /// <summary>The plan for one instance on a healthy host.</summary>
    public static IReadOnlyList<PlanStep> ForInstance(PlanId plan, InstanceWish wish, DecisionOptions options)
    {
        var draft = new PlanDraft(plan, wish.Instance.Host, options);
        if (wish.Wants(RecoveryAction.Ask) && wish.Rung!.Actions.Any(a => a is not (RecoveryAction.Ask or RecoveryAction.Notify)))
            draft.Add(StepKind.Ask, null, []);
        foreach (var action in wish.Rung!.Actions)
        {
            if (action == RecoveryAction.Restart)
                draft.Add(StepKind.RestartInstance, wish.Instance, draft.Everything);
            else if (action == RecoveryAction.LiveMigrate)
                draft.Add(wish is { LiveMigration: LiveMigrationAnswer.Migrate, CanMigrate: true } ? StepKind.Migrate : StepKind.LiveMigrate, wish.Instance, draft.Everything);
            else if (action is RecoveryAction.Reboot or RecoveryAction.Migrate or RecoveryAction.Stop or RecoveryAction.Start)
                draft.Add(KindOf(action), wish.Instance, draft.Everything);
            else if (action == RecoveryAction.Call)
                draft.AddCalls(wish.Rung.Calls, wish.Instance);
            else if (action == RecoveryAction.Notify)
                draft.Add(StepKind.Notify, null, draft.Everything);
        }

        return draft.Steps;
    }

    static StepKind KindOf(RecoveryAction action) => action switch
    {
        RecoveryAction.Reboot => StepKind.Reboot,
        RecoveryAction.Migrate => StepKind.Migrate,
        RecoveryAction.Stop => StepKind.Stop,
        _ => StepKind.Start,
    };

    void AddCalls(IEnumerable<string> services, Instance? instance)
    {
        foreach (var service in services)
            Add(StepKind.Call, instance, Everything, service);
    }

    int[] Everything => [.. steps.Select(s => s.Number)];

    int[] AddRestarts(HostView host, HostWish wish)
    {
        if (!wish.Protected.Any(w => w.Wants(RecoveryAction.RestartService) && !w.Wants(RecoveryAction.Fence)))
            return Everything;
        var dead = new[] { (Signal.Libvirt, "libvirtd"), (Signal.NovaCompute, "nova-compute") }
            .Where(s => host.Signals[s.Item1].Status is not SignalStatus.Up);
        var after = Everything;
        foreach (var (_, service) in dead)
            after = [Add(StepKind.RestartService, null, after, service)];   // libvirtd first: nova-compute needs it
        return after;
    }

    int[] AddMoves(HostWish wish, int[] after)
    {
        var moves = new List<int>();
        foreach (var w in wish.Protected.Where(w => !w.Wants(RecoveryAction.Fence)))
        {
            var isAlive = w.Wants(RecoveryAction.LiveMigrate) || wish.Drained.Contains(w);
            var isCold = w.Wants(RecoveryAction.Migrate) || (isAlive && w.LiveMigration == LiveMigrationAnswer.Migrate);
            if (isAlive && w.MayPlanLiveMigration)
                moves.Add(Add(StepKind.LiveMigrate, w.Instance, after));
            else if (isCold && w.CanMigrate && wish.Strength < PlanStrength.Fence)
                moves.Add(Add(StepKind.Migrate, w.Instance, after));
        }

        return moves.Count > 0 ? [.. moves] : after;
    }

    void AddFenceAndEvacuations(HostWish wish, HaGroups groups, int reserves, int[] after)
    {
        var fence = Add(StepKind.Fence, null, after);
        var down = Add(StepKind.ForceDown, null, [fence]);
        var survey = Add(StepKind.Survey, null, [down]);
        var ready = down;                                   // the survey only adds to what is known: the dearest do not wait for a long list
        for (var nth = 1; nth <= reserves; nth++)
            ready = Add(StepKind.ReserveHost, null, [ready], nth == 1 ? null : nth.ToString(CultureInfo.InvariantCulture));
        steps.AddRange(new EvacuationSteps(plan, host, ready, steps.Count, groups, options).Of(RecoveryOrder.Of(wish.Evacuated, groups)));
        var verify = Add(StepKind.Verify, null, [survey]);
        if (wish.Reboots)
            Add(StepKind.SwitchOn, null, [verify]);
    }

    int Add(StepKind kind, Instance? instance, int[] after, string? argument = null)
    {
        var step = PlanStepFactory.New(plan, steps.Count + 1, kind, host, instance, argument, after, options);
        steps.Add(step);
        return step.Number;
    }
}
