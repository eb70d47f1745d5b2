using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>
/// What the matched row asks for a whole host. The table speaks of instances, fencing acts on the host: here the conflict
/// between them is found and settled as the policy says.
/// </summary>
public sealed record HostWish
{
    /// <summary>Protected instances, the dearest first.</summary>
    public required IReadOnlyList<InstanceWish> Protected { get; init; }

    /// <summary>Null: nothing is asked for.</summary>
    public required PlanStrength? Strength { get; init; }

    /// <summary>One class wants the host off and the conflict forbids it: only what is gentler is done.</summary>
    public required bool FenceHeld { get; init; }

    /// <summary>Live instances that must be moved off before the fence.</summary>
    public required IReadOnlyList<InstanceWish> Drained { get; init; }

    /// <summary>Row and rung; a plan is made anew only when this changes.</summary>
    public required string Intent { get; init; }

    /// <summary>After how many rungs that failed it stands; a plan that failed higher up is followed by this one.</summary>
    public required int Falls { get; init; }

    /// <summary>What stands against the fence, in words; null when nothing does.</summary>
    public string? Conflict { get; init; }

    /// <summary>A person is asked before anything is done to the host, though only one of the classes on it may want that.</summary>
    public bool Asks => Protected.Any(w => w.Wants(RecoveryAction.Ask));

    /// <summary>The host is switched on again when nothing is left to do about it.</summary>
    public required bool Reboots { get; init; }

    /// <summary>Who is to be evacuated once the host is proven dead.</summary>
    public IEnumerable<InstanceWish> Evacuated =>
        Strength == PlanStrength.Fence ? Protected.Where(w => w.WhyNotEvacuate is null && !Drained.Contains(w)) : [];

    /// <summary>What would be done.</summary>
    public IReadOnlySet<RecoveryAction> Acts
    {
        get
        {
            var acts = new HashSet<RecoveryAction>();
            foreach (var rung in Protected.Select(w => w.Rung).Distinct(ReferenceEqualityComparer.Instance))
                acts.UnionWith(((LadderRung?)rung)?.Actions ?? []);
            if (Strength != PlanStrength.Fence)
                acts.ExceptWith([RecoveryAction.Fence, RecoveryAction.Evacuate]);
            if (Drained.Count > 0)
                acts.Add(RecoveryAction.LiveMigrate);
            return acts;
        }
    }

    /// <param name="faultAge">How long the fault has lasted; picks the rung.</param>
    public static HostWish Of(HostView host, RowMatch row, TimeSpan faultAge, RecoveryPolicy policy)
    {
        var wishes = Wishes(host, row, faultAge, 0, policy);
        var rowAndAge = RowAndAge(row, wishes);
        if (Intents.FallsOf(rowAndAge, host.PlanOf(host.Incident)) is > 0 and var falls)
            wishes = Wishes(host, row, faultAge, falls, policy);
        var dissent = wishes.Where(w => w.IsAlive && !w.Wants(RecoveryAction.Fence)).ToList();
        var fenceWanted = wishes.Any(w => w.Wants(RecoveryAction.Fence));
        var conflict = fenceWanted && dissent.Count > 0 && policy.MixedHosts != MixedHosts.CattleWin
            ? Conflicting(host, dissent, policy.MixedHosts)
            : null;
        var drained = fenceWanted && conflict is null && policy.MixedHosts != MixedHosts.CattleWin ? dissent : [];
        var strength = fenceWanted && conflict is null ? PlanStrength.Fence : Gentle(conflict is null ? wishes : dissent);
        return new HostWish
        {
            Protected = wishes,
            Strength = strength,
            FenceHeld = conflict is not null,
            Drained = drained,
            Conflict = conflict,
            Reboots = policy.Fencing.Verb == FenceVerb.Reboot,
            Falls = FallsOf(wishes),
            Intent = Intents.Of(rowAndAge, FallsOf(wishes)) + (conflict is not null ? " without fence" : ""),
        };
    }

    static List<InstanceWish> Wishes(HostView host, RowMatch row, TimeSpan faultAge, int falls, RecoveryPolicy policy)
    {
        var wishes = new List<InstanceWish>(host.Instances.Count);
        foreach (var instance in host.Instances)
        {
            if (instance.State == VmState.Deleted || policy.Classes.Classify(instance, host.Compute) is not { Class: not InstanceClass.None } verdict)
                continue;
            wishes.Add(new InstanceWish(instance, verdict, row.Cells.GetValueOrDefault(verdict.Class, ActionLadder.None).RungAt(faultAge, falls)));
        }

        wishes.Sort(RecoveryOrder.Dearest);
        return wishes;
    }

    /// <summary>Why the live instances that need not be fenced cannot be moved out of the way first; null when they can.</summary>
    static string? Conflicting(HostView host, List<InstanceWish> dissent, MixedHosts mode)
    {
        var names = string.Join(", ", dissent.Take(3).Select(w => w.Instance.Name)) + (dissent.Count > 3 ? ", ..." : "");
        var what = $"the table wants {names} left alive on {host.Name}";
        if (mode == MixedHosts.PetsWin)
            return $"{what}, and pets win";
        var blocked = new[] { Signal.AdminNetwork, Signal.StorageNetwork }.Where(s => host.Signals[s].Status != SignalStatus.Up)
            .Select(s => s.Name()).ToList();
        if (blocked.Count > 0)
            return $"{what}, and it cannot be drained while {string.Join(" and ", blocked)} is not up";
        var computeUp = host.Signals[Signal.NovaCompute].Status == SignalStatus.Up
            && host.Signals[Signal.Libvirt].Status == SignalStatus.Up;
        if (!computeUp && !dissent.All(w => w.Wants(RecoveryAction.RestartService) && w.Wants(RecoveryAction.LiveMigrate)))
            return $"{what}, and it cannot be drained while nova-compute or libvirt is not up";
        return dissent.FirstOrDefault(w => !w.CanLiveMigrate) is { } stuck
            ? $"{what}, and {stuck.Instance.Name} ({stuck.WhyNotLiveMigrate}) cannot be live-migrated"
            : null;
    }

    static PlanStrength? Gentle(IReadOnlyCollection<InstanceWish> wishes)
    {
        if (wishes.Any(w => w.Wants(RecoveryAction.LiveMigrate) || w.Wants(RecoveryAction.Migrate)))
            return PlanStrength.Migrate;
        if (wishes.Any(w => w.Wants(RecoveryAction.RestartService) || w.Wants(RecoveryAction.Call)))
            return PlanStrength.Restart;
        return wishes.Any(w => w.Wants(RecoveryAction.Notify)) ? PlanStrength.Notify : null;
    }

    static string RowAndAge(RowMatch row, List<InstanceWish> wishes)
    {
        var after = wishes.Max(w => w.Rung?.After) ?? TimeSpan.Zero;
        return $"{row.Table}/{row.Row}" + (after > TimeSpan.Zero ? $" after {Durations.Text(after)}" : "");
    }

    static int FallsOf(List<InstanceWish> wishes) => wishes.Max(w => w.Rung?.Falls) ?? 0;
}
