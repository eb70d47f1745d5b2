using System.Collections.Frozen;
using PolicyHa.Engine.Alerts;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;

namespace PolicyHa.Engine.Execution;

/// <summary>What came of running a step once.</summary>
public abstract record StepOutcome
{
    StepOutcome()
    {
    }

    /// <summary>Verified.</summary>
    /// <param name="Evidence">What shows it, for people and the record.</param>
    public sealed record Done(string Evidence) : StepOutcome
    {
        /// <summary>Set by a fence, and by nothing else.</summary>
        public ProofOfDeath? Proof { get; init; }

        /// <summary>Where the instance is now.</summary>
        public HostName? Place { get; init; }

        /// <summary>Steps the plan gains by what was found.</summary>
        public IReadOnlyList<PlanStep> NewSteps { get; init; } = [];

        /// <summary>Steps of the plan that turned out not to be needed, with the reason.</summary>
        public IReadOnlyDictionary<int, string> NotNeeded { get; init; } = FrozenDictionary<int, string>.Empty;

        /// <summary>Told to the operators in the same write.</summary>
        public Alert? Alert { get; init; }
    }

    /// <summary>Not yet; ask again. What it must remember until then, over a crash too, is in <paramref name="Memo"/>.</summary>
    public sealed record Pending(TimeSpan AskAgainIn, IReadOnlyDictionary<string, string> Memo) : StepOutcome
    {
        /// <summary>Told to the operators in the same write; with what is new in the memo.</summary>
        public Alert? Alert { get; init; }

        /// <summary>A reserved host that is taken in the same write, unless another incident has it by then; with what is new in the memo.</summary>
        public Reservation? Reservation { get; init; }

        /// <summary>What was decided on the way, for the record: a word and half a sentence; with what is new in the memo.</summary>
        public (string What, string Text)? Line { get; init; }
    }

    /// <summary>This try failed. A retryable failure is tried again until the step's tries are used up.</summary>
    public sealed record Failed(string Reason, bool Retryable) : StepOutcome
    {
        /// <summary>What the next try has to know of this one, or the record after the last; nothing by default.</summary>
        public IReadOnlyDictionary<string, string> Keeps { get; init; } = FrozenDictionary<string, string>.Empty;
    }

    /// <summary>There is nothing to do (any more).</summary>
    public sealed record Skipped(string Because) : StepOutcome;
}
