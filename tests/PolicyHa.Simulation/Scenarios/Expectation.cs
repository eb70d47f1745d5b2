using PolicyHa.Engine.Policies;

namespace PolicyHa.Simulation.Scenarios;

/// <summary>One line of <c>expect:</c>.</summary>
/// <param name="At">Its place in the file.</param>
/// <param name="Text">Its keys and values as written: <c>act fence host h3</c>.</param>
public abstract record Expectation(RuleSource At, string Text)
{
    /// <summary>The service does this.</summary>
    /// <param name="After">
    /// What must come before: an act and whom it is done to (<c>fence h3</c>), an act on the same host (<c>fence</c>), or an
    /// instance, to mean whatever is done to it.
    /// </param>
    /// <param name="To">Where the instance ends up.</param>
    /// <param name="Row">Row or rule that asked for it.</param>
    public sealed record Act(
        RuleSource At, string Text, string Kind, string? Host, string? Instance, (TimeSpan From, TimeSpan To)? Between,
        string? After, IReadOnlyList<string>? To, string? Row) : Expectation(At, Text);

    /// <summary>The service never does this.</summary>
    public sealed record Never(RuleSource At, string Text, string Kind, string? Host, string? Instance) : Expectation(At, Text);

    /// <summary>The service holds, for this reason.</summary>
    /// <param name="Row">Row or rule whose wish is held.</param>
    public sealed record Hold(RuleSource At, string Text, string Host, string Because, string? Row) : Expectation(At, Text);

    /// <summary>The operators are told.</summary>
    public sealed record Alert(RuleSource At, string Text, string Severity, string About) : Expectation(At, Text);

    /// <summary>The operators are told of a trouble, however bad it is.</summary>
    /// <param name="Row">Row or rule that spoke.</param>
    public sealed record Notify(RuleSource At, string Text, string About, string? Row) : Expectation(At, Text);

    /// <summary>How often the service does this.</summary>
    public sealed record Count(RuleSource At, string Text, string Kind, int Is) : Expectation(At, Text);

    /// <summary>How many incidents there are in the end.</summary>
    /// <param name="State">Counted are those in this state; null: all.</param>
    public sealed record Incidents(RuleSource At, string Text, int Number, string? State) : Expectation(At, Text);

    /// <summary>An event is put aside, for this reason.</summary>
    public sealed record Refused(RuleSource At, string Text, string Reason) : Expectation(At, Text);

    /// <summary>Where an instance ends up.</summary>
    public sealed record End(RuleSource At, string Text, string Instance, string? Host, string? State) : Expectation(At, Text);

    /// <summary>The report of a step says nothing new (<c>expect-ignored</c>).</summary>
    /// <param name="Because">What becomes of it: one of <see cref="Reasons"/>.</param>
    public sealed record Ignored(RuleSource At, string Text, string Because) : Expectation(At, Text)
    {
        /// <summary>
        /// <c>duplicate</c> is the very same event again, or another one in which the observer says what it said before.
        /// </summary>
        public static IReadOnlyList<string> Reasons { get; } = ["duplicate", "out-of-order", "too-old", "unknown-host", "malformed"];
    }

    /// <summary>An operator's wish is taken, or refused.</summary>
    /// <param name="Refusal">For this reason; null: it is taken.</param>
    public sealed record Said(RuleSource At, string Text, string? Refusal) : Expectation(At, Text);

    /// <summary><c>expect: nothing</c>: no act, and nobody is told of anything.</summary>
    public sealed record Nothing(RuleSource At, string Text) : Expectation(At, Text);
}
