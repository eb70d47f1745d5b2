using PolicyHa.Engine.Explain;

namespace PolicyHa.Api.Contracts;

/// <summary>Why something was decided, or why nothing was.</summary>
public sealed record ExplanationView(
    string Subject,
    DateTimeOffset At,
    string Policy,
    string Domain,
    IReadOnlyList<string> Outcome,
    RowView? Because,
    IReadOnlyList<NearMissView> NearMisses,
    IReadOnlyList<DerivedView> Derived,
    IReadOnlyList<GuardView> Guards,
    IReadOnlyList<SilentRuleView> Silent,
    IReadOnlyList<LimitView> Limits,
    IReadOnlyList<SuppressedView> Suppressed,
    IReadOnlyList<InstanceNoteView> Instances,
    IReadOnlyList<PatienceView> Patience,
    string? SupersededBy)
{
    public static ExplanationView Of(Explanation e) => new(
        e.Subject,
        e.At,
        e.Policy,
        e.Domain,
        e.Outcome,
        e.Because is { } row
            ? new RowView(
                row.Table,
                row.Row,
                row.At,
                row.Because,
                [.. row.Inputs.Select(i => new InputView(i.Column, i.Value, i.Since, i.Event, i.Fact))])
            : null,
        [.. e.NearMisses.Select(n => new NearMissView(n.Row, n.At.ToString(), n.Column, n.Wanted, n.Was))],
        [.. e.Derived.Select(d => new DerivedView(d.Fact, d.Rule, d.At, d.Support))],
        [.. e.Guards.Select(g => new GuardView(g.Guard, g.Holds, g.Text))],
        [.. e.Silent.Select(s => new SilentRuleView(s.Rule, s.At, s.Why))],
        [.. e.Limits.Select(l => new LimitView(l.Name, l.At, l.Per, l.Used, l.Max, l.Holders, l.Place))],
        [.. e.Suppressed.Select(s => new SuppressedView(s.Instance, s.Fault, s.Because))],
        [.. e.Instances.Select(i => new InstanceNoteView(i.Id, i.Name, i.Class, i.ClassAt, i.Text))],
        [.. e.Patience.Select(p => new PatienceView(p.Action, p.At, p.Text))],
        e.SupersededBy);
}

/// <summary>Time and tries of an action, as far as the policy speaks of them.</summary>
/// <param name="At">Where it is written, file:line:column.</param>
public sealed record PatienceView(string Action, string At, string Text);

/// <summary>The row of a decision table that spoke.</summary>
/// <param name="At">Where it is written, file:line:column.</param>
public sealed record RowView(string Table, string Row, string At, string? Because, IReadOnlyList<InputView> Inputs);

/// <summary>One input of a table: what it was, since when, and the event that made it so.</summary>
public sealed record InputView(string Column, string Value, DateTimeOffset? Since, string? Event, string? Fact);

/// <summary>A row that nearly matched, and the cell that did not.</summary>
public sealed record NearMissView(string Row, string At, string Column, string Wanted, string Was);

/// <summary>A derived fact, the rule that derived it, and what it rests on.</summary>
public sealed record DerivedView(string Fact, string Rule, string At, IReadOnlyList<string> Support);

/// <summary>A reason not to act that was looked at.</summary>
public sealed record GuardView(string Guard, bool Holds, string Text);

/// <summary>A rule that might have spoken, and what stood against it.</summary>
public sealed record SilentRuleView(string Rule, string At, string Why);

/// <summary>How far a limit of the policy was used up, and by whom.</summary>
/// <param name="Place">In the queue for a slot, from 1; null when the host does not wait for one.</param>
public sealed record LimitView(
    string Name, string At, string Per, int Used, int Max, IReadOnlyList<string> Holders, int? Place);

/// <summary>A fault of an instance that is not acted on by itself.</summary>
public sealed record SuppressedView(string Instance, string Fault, string Because);

/// <summary>What becomes of one instance, and why.</summary>
public sealed record InstanceNoteView(string Id, string Name, string Class, string ClassAt, string Text);
