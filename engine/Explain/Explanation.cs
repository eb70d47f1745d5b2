using PolicyHa.Engine.Inference.Known;

namespace PolicyHa.Engine.Explain;

/// <summary>
/// Why something was decided, or why nothing was: the one document that API, command line, log and golden files print.
/// Plain data, so that it is stored and shown as it is.
/// </summary>
public sealed record Explanation
{
    /// <summary>What it is about: a host or an instance.</summary>
    public required string Subject { get; init; }

    /// <summary>When it was decided, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Policy name, revision and digest.</summary>
    public required string Policy { get; init; }

    /// <summary>The segment that was looked at.</summary>
    public required string Domain { get; init; }

    /// <summary>What was decided, in order: one line each, such as <c>fence h3</c> or <c>hold: mixed-host</c>.</summary>
    public required IReadOnlyList<string> Outcome { get; init; }

    /// <summary>The row that spoke.</summary>
    public BecauseRow? Because { get; init; }

    public IReadOnlyList<NearMiss> NearMisses { get; init; } = [];

    /// <summary>Facts derived on the way, with rule and place.</summary>
    public IReadOnlyList<DerivedFact> Derived { get; init; } = [];

    /// <summary>Guards that were asked, and what they said.</summary>
    public IReadOnlyList<GuardAnswer> Guards { get; init; } = [];

    /// <summary>Rules that might have spoken and did not, each with what stood against it.</summary>
    public IReadOnlyList<SilentRule> Silent { get; init; } = [];

    /// <summary>What the policy says about the time and the tries of what was decided; what it leaves open is as the service is configured.</summary>
    public IReadOnlyList<StepPatience> Patience { get; init; } = [];

    /// <summary>The incident that has taken this one over; null: none has.</summary>
    public string? SupersededBy { get; init; }

    /// <summary>How far the policy's limits were used up.</summary>
    public IReadOnlyList<LimitUse> Limits { get; init; } = [];

    /// <summary>Faults of instances on the host that are not acted on by themselves.</summary>
    public IReadOnlyList<SuppressedFault> Suppressed { get; init; } = [];

    /// <summary>One sentence for every instance on the host: what happens to it and why.</summary>
    public IReadOnlyList<InstanceNote> Instances { get; init; } = [];
}

/// <summary>The row of a decision table that matched.</summary>
public sealed record BecauseRow(
    string Table, string Row, string At, IReadOnlyList<InputValue> Inputs, string? Because);

/// <summary>One input of a table: what it was, since when, and the event that made it so.</summary>
/// <param name="Fact">The signal that was worst and its version, such as <c>signal/h3/admin@17</c>; null when it is no signal.</param>
public sealed record InputValue(string Column, string Value, DateTimeOffset? Since, string? Event, string? Fact = null);

/// <summary>A rule that did not speak, and why not.</summary>
public sealed record SilentRule(string Rule, string At, string Why);

/// <summary>How patient an action is, and where that is written.</summary>
public sealed record StepPatience(string Action, string At, string Text);

/// <summary>A limit of the policy at the moment of the decision.</summary>
/// <param name="Per">What it is counted over, such as <c>segment/s1</c>.</param>
/// <param name="Holders">Hosts that are counted, in order; at most ten are named.</param>
/// <param name="Place">Where the host stands in the queue for a slot, from 1; null when it does not wait.</param>
public sealed record LimitUse(string Name, string At, string Per, int Used, int Max, IReadOnlyList<string> Holders, int? Place);

/// <summary>A fault of an instance that waits or is covered by something else.</summary>
public sealed record SuppressedFault(string Instance, string Fault, string Because);

/// <summary>A derived fact, the rule that derived it, and what it rests on.</summary>
public sealed record DerivedFact(string Fact, string Rule, string At, IReadOnlyList<string> Support);

/// <summary>A reason not to act that was looked at.</summary>
/// <param name="Holds">True when it stopped the act.</param>
public sealed record GuardAnswer(string Guard, bool Holds, string Text);

/// <summary>What becomes of one instance, and why.</summary>
public sealed record InstanceNote(string Id, string Name, string Class, string ClassAt, string Text);
