using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Decisions.Proofs;

/// <summary>What could be shown of a whole policy.</summary>
/// <param name="Laws">In order.</param>
public sealed record ProofReport(PolicyVersion Policy, IReadOnlyList<LawProof> Laws, ProofCoverage Coverage)
{
    public bool IsRefuted => Laws.Any(l => l.Outcome == LawOutcome.Refuted);
}

/// <summary>What became of one law.</summary>
/// <param name="Looked">How many of what the law looks at were there.</param>
/// <param name="WhyNotClaimed">Null where it is claimed.</param>
/// <param name="CounterExample">The smallest; null where none was found.</param>
public sealed record LawProof(
    string Name, string Title, LawOutcome Outcome, int Looked, string LooksAt, string? WhyNotClaimed, CounterExample? CounterExample);

public enum LawOutcome
{
    /// <summary>It holds in every situation that was looked at.</summary>
    Proved,

    /// <summary>The policy does not promise it, or no situation could be made up to judge it by.</summary>
    NotClaimed,

    /// <summary>There is a situation in which it does not hold.</summary>
    Refuted,
}

/// <summary>A situation in which a law does not hold. Texts are for people.</summary>
/// <param name="Signals">How they stand, for how long, and what else is wrong.</param>
/// <param name="On">What is on the host: names and classes of the instances.</param>
/// <param name="Row">Table, row and place; null where no row speaks.</param>
/// <param name="Decided">A line for each plan or hold.</param>
/// <param name="Broken">How the law is broken.</param>
/// <param name="Hint">What to change.</param>
public sealed record CounterExample(
    string Signals, TimeSpan Age, string Content, string On, string? Row, IReadOnlyList<string> Decided, string Broken, string Hint);

/// <summary>What was looked at, and what was not.</summary>
/// <param name="Situations">All combinations together.</param>
/// <param name="Statuses">Combinations of statuses of the signals.</param>
/// <param name="Signals">Names of the signals that were varied.</param>
/// <param name="Contents">What the host carried.</param>
/// <param name="Ages">Of the fault, ascending.</param>
/// <param name="NotReached">Kinds of instances that could not be made up under the policy's classes.</param>
/// <param name="Bounds">A sentence for everything that was left out.</param>
public sealed record ProofCoverage(
    int Situations, int Statuses, IReadOnlyList<string> Signals, IReadOnlyList<string> Contents, IReadOnlyList<TimeSpan> Ages,
    IReadOnlyList<string> NotReached, IReadOnlyList<string> Bounds);
