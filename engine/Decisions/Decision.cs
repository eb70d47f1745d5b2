using PolicyHa.Engine.Alerts;
using PolicyHa.Engine.Explain;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Plans;

namespace PolicyHa.Engine.Decisions;

/// <summary>What to do about one subject. Holding is an answer, with its reason, not a missing plan.</summary>
public abstract record Decision(Subject Subject)
{
    /// <summary>Carry out this plan; an unfinished weaker one is superseded by it.</summary>
    /// <param name="Plan">Not yet stored.</param>
    public sealed record Recover(Subject Subject, RowMatch Row, RecoveryPlan Plan, Explanation Explanation) : Decision(Subject)
    {
        /// <summary>What owners have asked for that does not count, in words: the operators hear it with the plan.</summary>
        public IReadOnlyList<string> Told { get; init; } = [];
    }

    /// <summary>Do nothing (more) now.</summary>
    /// <param name="Severity">How the operators should see it meanwhile; ok means they need not be told.</param>
    public sealed record Hold(
        Subject Subject, RowMatch Row, HoldReason Reason, string Because, AlertSeverity Severity, Explanation Explanation)
        : Decision(Subject)
    {
        /// <summary>The incident of something larger tells it: the operators hear nothing more of this one.</summary>
        public bool IsToldWithAnother { get; init; }
    }

    /// <summary>What has begun is finished, what has not is dropped: the reason for it is gone.</summary>
    public sealed record Withdraw(Subject Subject, string Because) : Decision(Subject)
    {
        /// <inheritdoc cref="Incidents.Incident.SupersededBy"/>
        public IncidentId? SupersededBy { get; init; }
    }

    /// <summary>
    /// The host could not be proven dead, or it showed a sign of life after it was. Nothing (more) is evacuated; tried again at
    /// <paramref name="RetryAt"/>.
    /// </summary>
    public sealed record AwaitProof(Subject Subject, string Because, DateTimeOffset RetryAt) : Decision(Subject)
    {
        /// <summary>The host was proven dead and showed life.</summary>
        public bool IsContradiction { get; init; }

        /// <summary>When the operators are told again, if nothing has changed by then.</summary>
        public required DateTimeOffset RemindAt { get; init; }
    }

    /// <summary>The host waits for a proof still: the operators are told again.</summary>
    public sealed record Remind(Subject Subject, DateTimeOffset NextAt) : Decision(Subject);

    /// <summary>It has been open for very long: the operators are told again, as of something critical.</summary>
    public sealed record TellAge(Subject Subject) : Decision(Subject);

    /// <summary>
    /// A host that we fenced shows life, and nothing is left to stop: the operators are told, once. Was it not switched on by
    /// somebody, instances run twice.
    /// </summary>
    public sealed record Contradict(Subject Subject, string Because, AlertSeverity Severity) : Decision(Subject);

    /// <summary>The plan ended with something undone; a person must look.</summary>
    public sealed record GiveUp(Subject Subject, string Because) : Decision(Subject)
    {
        /// <summary>Instances that no step could save.</summary>
        public IReadOnlyList<InstanceOutcome> Left { get; init; } = [];
    }

    /// <summary>The trouble is over: the fault cleared, or everything that was asked for is done and proven.</summary>
    public sealed record Close(Subject Subject, string Because) : Decision(Subject)
    {
        /// <inheritdoc cref="Incidents.Incident.SupersededBy"/>
        public IncidentId? SupersededBy { get; init; }
    }

    /// <summary>The host was fenced by us and is back: its signals count again.</summary>
    public sealed record Welcome(Subject Subject) : Decision(Subject);
}
