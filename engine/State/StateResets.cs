using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.State;

/// <summary>
/// Whether the cloud may be told to forget what it is doing with an instance. If somebody is at work on it all the same, what follows would run
/// beside that: two rebuilds of one instance are two writers of its disk. So it is refused unless nobody can be. Pure.
/// </summary>
public static class StateResets
{
    /// <summary>Why not, in words that begin with a code and a colon; null when it may.</summary>
    /// <param name="instance">As the cloud has it now.</param>
    /// <param name="movesOnRecord">Moves of it that the cloud has on record and that are not settled.</param>
    /// <param name="isForcedDown">The cloud counts its host as forced down, so that it takes no work.</param>
    public static string? WhyNot(ClusterState state, Instance instance, IReadOnlyList<string> movesOnRecord, bool isForcedDown)
    {
        if (UnderWay(state, instance) is { } step)
            return $"move-under-way: {step.Text} is under way in plan {step.Plan}; wait until it has ended";
        if (movesOnRecord.Count > 0)
        {
            return $"move-under-way: Nova has a move of {instance.Name} on record that has not ended ({string.Join("; ", movesOnRecord)}), and nobody can tell "
                + "whether it lies in a queue: a second one beside it would be a second copy";
        }

        if (instance.TaskState is "deleting" or "soft-deleting")
            return $"being-deleted: its owner is deleting {instance.Name}, and it would come back";
        if (WhyNotDead(state, instance.Host) is { } alive)
            return $"host-not-dead: {alive}, so {instance.Host} itself may be at work on {instance.Name}";
        return isForcedDown ? null : $"host-not-dead: Nova does not have {instance.Host} forced down";
    }

    /// <summary>A step that acts on the instance, or by which its host may come to life, or another service recover it.</summary>
    static PlanStep? UnderWay(ClusterState state, Instance instance) =>
        state.Book.PlansUnderWay.SelectMany(p => p.Steps).FirstOrDefault(s => s.State is StepState.Started or StepState.Pending
            && (s.Instance == instance.Id || (s.Instance is null && s.Host == instance.Host && s.Kind is StepKind.Call or StepKind.SwitchOn or StepKind.ClearForcedDown)));

    static string? WhyNotDead(ClusterState state, HostName host)
    {
        if (state.Book.Mark(host) is not { } mark)
            return $"{host} has not been proven dead";
        if (mark.SwitchedOnAt is { } on)
            return $"{host} was switched on again at {on:yyyy-MM-ddTHH:mm:ssZ}";
        if (mark.ContradictedAt is { } told)
            return $"{host} was proven dead, and showed life before {told:yyyy-MM-ddTHH:mm:ssZ}";
        return LifeSigns.After(mark.FencedAt, state.Board.LastLifeOf(host)) is { } life
            ? $"{host} was proven dead, and showed life at {life.At:yyyy-MM-ddTHH:mm:ssZ}"
            : null;
    }
}
