namespace PolicyHa.Engine.Plans;

/// <summary>Where a step stands. <see cref="PlanTransitions"/> has the legal moves.</summary>
public enum StepState
{
    /// <summary>Not touched yet.</summary>
    Waiting,

    /// <summary>Marked before acting; whether the act happened must be asked, not assumed.</summary>
    Started,

    /// <summary>Acted, not yet verified; asked again at <see cref="PlanStep.NextAt"/>.</summary>
    Pending,
    Done,
    Failed,

    /// <summary>Found not to be needed; the outcome says why.</summary>
    Skipped,

    /// <summary>Dropped before it started: the plan was superseded or the fault cleared.</summary>
    Cancelled,
}
