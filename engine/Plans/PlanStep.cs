using System.Collections.Frozen;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Plans;

/// <summary>One step of a plan and how it stands. Immutable; the store keeps the newest.</summary>
public sealed record PlanStep
{
    public required StepId Id { get; init; }

    public required PlanId Plan { get; init; }

    /// <summary>From 1, unique in the plan.</summary>
    public required int Number { get; init; }

    public required StepKind Kind { get; init; }

    /// <summary>The host acted on, or that the instance is to leave.</summary>
    public required HostName Host { get; init; }

    public InstanceId? Instance { get; init; }

    /// <summary>The instance's name, for people.</summary>
    public string? InstanceName { get; init; }

    /// <summary>
    /// What the instance was when the step was planned, and is to be again: a stopped one stays stopped wherever it goes. Null where
    /// there is no instance, and for steps planned before this was kept.
    /// </summary>
    public VmState? Former { get; init; }

    /// <summary>What the kind needs besides: the service to restart, the target host. Null where it needs nothing.</summary>
    public string? Argument { get; init; }

    /// <summary>Numbers of the steps that must be done (or skipped) before this one starts.</summary>
    public required IReadOnlyList<int> After { get; init; }

    /// <summary>From its start; past it the try has failed. A timeout proves nothing.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>At least 1.</summary>
    public required int TriesMax { get; init; }

    /// <summary>Before the second try, doubled with each that follows; null: as the service is configured.</summary>
    public TimeSpan? BackOff { get; init; }

    public StepState State { get; init; } = StepState.Waiting;

    /// <summary>Tries begun so far.</summary>
    public int Tries { get; init; }

    /// <summary>When the current try began, UTC.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When to ask again (pending), or not to start before (waiting after a failed try).</summary>
    public DateTimeOffset? NextAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What the step must remember over a crash, such as when the power-off was asked for.</summary>
    public IReadOnlyDictionary<string, string> Memo { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Evidence when done, reason when failed, skipped or cancelled, or of the last failed try.</summary>
    public string? Outcome { get; init; }

    /// <summary>Where the instance is now that the step is over; null where the step did not say.</summary>
    public HostName? Place => Memo.TryGetValue(PlaceKey, out var host) ? new HostName(host) : null;

    /// <summary>Of <see cref="Memo"/>.</summary>
    internal const string PlaceKey = "on";

    /// <summary>Where the instance was asked to go; null: the scheduler was left to choose.</summary>
    public HostName? Target => Memo.TryGetValue(TargetKey, out var host) ? new HostName(host) : null;

    /// <summary>Of <see cref="Memo"/>.</summary>
    internal const string TargetKey = "target";

    /// <summary>Hosts the instance did not come up on, in earlier tries.</summary>
    public IReadOnlyList<HostName> Tried =>
        Memo.TryGetValue(TriedKey, out var hosts) ? [.. hosts.Split(',').Select(h => new HostName(h))] : [];

    /// <summary>Of <see cref="Memo"/>.</summary>
    internal const string TriedKey = "tried";

    /// <summary>It was not tried: the instance may be on none of the hosts that could be given it; or no reserved host could be taken.</summary>
    public bool HasNoPlace => Kind is StepKind.Evacuate or StepKind.ReserveHost && State == StepState.Failed && Memo.ContainsKey(NoPlaceKey);

    /// <summary>Of <see cref="Memo"/>.</summary>
    internal const string NoPlaceKey = "no-place";

    /// <summary>
    /// It failed, though the instance has left its host: at its new place it is in error, or stopped though it ran. Nothing that could be tried from its former
    /// host would mend that.
    /// </summary>
    public bool CameUpWrong => Kind is StepKind.Evacuate or StepKind.LiveMigrate or StepKind.Migrate && State == StepState.Failed && Place is not null;

    /// <summary>Of a fence that failed: there is nothing that could have proven the host off but a person.</summary>
    public bool NeedsPerson => Kind == StepKind.Fence && State == StepState.Failed && Memo.ContainsKey(NeedsPersonKey);

    /// <summary>Of <see cref="Memo"/>.</summary>
    internal const string NeedsPersonKey = "needs-person";

    public bool IsOver => State is StepState.Done or StepState.Failed or StepState.Skipped or StepState.Cancelled;

    /// <summary>A person was asked and said no. (That nobody answered is a failure like any other.)</summary>
    public bool IsRefused => Kind == StepKind.Ask && State == StepState.Failed && Memo.ContainsKey(RefusedKey);

    /// <summary>Of <see cref="Memo"/>.</summary>
    internal const string RefusedKey = "refused-by";

    /// <summary>Why it was dropped: this plan, or this incident, has taken over. Null: for another reason, or it was not dropped.</summary>
    public string? SupersededBy => Memo.GetValueOrDefault(SupersededKey);

    /// <summary>Of <see cref="Memo"/>.</summary>
    internal const string SupersededKey = "superseded-by";

    /// <summary>Something may have happened outside because of it.</summary>
    public bool HasBegun => State is not (StepState.Waiting or StepState.Cancelled) || Tries > 0;

    /// <summary>The outside may have done something because of it. A try that was refused has done nothing.</summary>
    public bool MayHaveActed => State is not (StepState.Waiting or StepState.Cancelled) || ActMarks.AreIn(Memo);

    /// <summary>For traces: <c>evacuate c3</c>, <c>fence h3</c>, <c>restart-service h3 nova-compute</c>.</summary>
    public string Text
    {
        get
        {
            var subject = Instance is null ? Host.Value : InstanceName ?? Instance.Value.Value;
            return Argument is null ? $"{Kind.Name()} {subject}" : $"{Kind.Name()} {subject} {Argument}";
        }
    }
}
