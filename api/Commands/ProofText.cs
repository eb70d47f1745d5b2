using System.Globalization;
using PolicyHa.Engine.Decisions.Proofs;
using PolicyHa.Engine.Policies;

namespace PolicyHa.Api.Commands;

/// <summary>Prints what could be shown of a policy as lines for people.</summary>
static class ProofText
{
    /// <summary>As wide as the longest word for an outcome, and two blanks.</summary>
    const int Indent = 13;

    public static string Print(ProofReport report)
    {
        var width = report.Laws.Max(l => l.Title.Length);
        string[] lines =
        [
            report.Policy.ToString(),
            .. report.Laws.SelectMany(l => LinesOf(l, report.Coverage, width)),
            .. LinesOf(report.Coverage),
        ];
        return string.Join('\n', lines);
    }

    /// <summary>For example <c>not claimed</c>.</summary>
    public static string WordFor(LawOutcome outcome) => outcome switch
    {
        LawOutcome.Proved => "proved",
        LawOutcome.Refuted => "refuted",
        _ => "not claimed",
    };

    static IEnumerable<string> LinesOf(LawProof law, ProofCoverage coverage, int width)
    {
        var counted = $"{Number(coverage.Situations)} situations, {Number(law.Looked)} {law.LooksAt}";
        yield return Line(WordFor(law.Outcome), $"{law.Title.PadRight(width)}  {law.WhyNotClaimed ?? counted}");
        if (law.CounterExample is not { } counter)
            yield break;
        yield return Line("", $"broken   {counter.Broken}");
        yield return Line("", $"when     {counter.Signals}");
        yield return Line("", $"on it    {counter.On}");
        yield return Line("", $"row      {counter.Row ?? "none speaks"}");
        foreach (var decided in counter.Decided.DefaultIfEmpty("nothing"))
            yield return Line("", $"decided  {decided}");
        yield return Line("", $"hint     {counter.Hint}");
    }

    static IEnumerable<string> LinesOf(ProofCoverage coverage)
    {
        yield return Line("looked at", $"{Number(coverage.Statuses)} states of {string.Join(", ", coverage.Signals)}");
        yield return Line("", $"{coverage.Contents.Count} kinds of hosts, with {string.Join("; ", coverage.Contents)}");
        yield return Line("", $"{coverage.Ages.Count} ages of a fault: {string.Join(", ", coverage.Ages.Select(Durations.Text))}");
        yield return Line("", "each kind of fault inside an instance, and I/O errors in three; maintenance off and on");
        foreach (var kind in coverage.NotReached)
            yield return Line("not reached", $"{kind}: no made-up instance gets that class, so none was on a host");
        foreach (var bound in coverage.Bounds)
            yield return Line("bound", bound);
    }

    static string Line(string head, string text) => head.PadRight(Indent) + text;

    static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
