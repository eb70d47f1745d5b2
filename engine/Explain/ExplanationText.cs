using System.Globalization;
using System.Text;

namespace PolicyHa.Engine.Explain;

/// <summary>The one text rendering of an explanation, made from nothing but it.</summary>
public static class ExplanationText
{
    /// <summary>Several lines, each ending with a line feed.</summary>
    public static string Of(Explanation e)
    {
        var text = new StringBuilder();
        Line(text, $"{e.Subject} at {e.At.UtcDateTime:yyyy-MM-dd HH:mm:ss.fff}Z, policy {e.Policy}, {e.Domain}");
        foreach (var outcome in e.Outcome)
            Line(text, $"  decided   {outcome}");
        foreach (var step in e.Patience)
            Line(text, $"  patience  {step.Action}: {step.Text} ({step.At})");
        if (e.SupersededBy is { } by)
            Line(text, $"  superseded by {by}");
        if (e.Because is { } row)
        {
            Line(text, $"  because   row {row.Table}/{row.Row} ({row.At}){(row.Because is null ? "" : $": {row.Because}")}");
            foreach (var input in row.Inputs)
                Line(text, $"    {input.Column} = {input.Value}{Since(input)}{(input.Fact is null ? "" : $", fact {input.Fact}")}");
        }

        foreach (var near in e.NearMisses)
            Line(text, $"  near miss row {near.Row} ({near.At}): wanted {near.Column} {near.Wanted}, was {near.Was}");
        foreach (var fact in e.Derived)
            Line(text, $"  derived   {fact.Fact} by {fact.Rule} ({fact.At}){Support(fact)}");
        foreach (var guard in e.Guards)
            Line(text, $"  guard     {guard.Guard}: {(guard.Holds ? "HOLDS: " : "")}{guard.Text}");
        foreach (var rule in e.Silent)
            Line(text, $"  silent    {rule.Rule} ({rule.At}): {rule.Why}");
        foreach (var limit in e.Limits)
            Line(text, $"  limit     {limit.Name} ({limit.At}): {limit.Used} of {limit.Max} in {limit.Per}{Holders(limit)}{Place(limit)}");
        foreach (var fault in e.Suppressed)
            Line(text, $"  suppressed {fault.Fault} of {fault.Instance}: {fault.Because}");
        foreach (var note in e.Instances)
            Line(text, $"  instance  {note.Name} ({note.Class}, {note.ClassAt}): {note.Text}");
        return text.ToString();
    }

    static string Since(InputValue input) => input.Since is { } since
        ? string.Create(CultureInfo.InvariantCulture, $" since {since.UtcDateTime:HH:mm:ss.fff}Z, event {input.Event}")
        : "";

    static string Holders(LimitUse limit) => limit.Holders.Count == 0 ? "" : $": {string.Join(", ", limit.Holders)}";

    static string Place(LimitUse limit) => limit.Place is { } place
        ? string.Create(CultureInfo.InvariantCulture, $"; waits at place {place}")
        : "";

    static string Support(DerivedFact fact) => fact.Support.Count == 0 ? "" : $" from {string.Join(", ", fact.Support)}";

    static void Line(StringBuilder text, FormattableString line) =>
        text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
