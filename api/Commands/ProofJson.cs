using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PolicyHa.Engine.Decisions.Proofs;
using PolicyHa.Engine.Policies;

namespace PolicyHa.Api.Commands;

/// <summary>Adds what could be shown of policies to the document of their problems: <c>{"errors":0,…,"proofs":[…]}</c>.</summary>
static class ProofJson
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="problems">The document without proofs.</param>
    public static string Print(string problems, IEnumerable<ProofReport> reports)
    {
        var document = JsonNode.Parse(problems)!.AsObject();
        document["proofs"] = JsonSerializer.SerializeToNode(reports.Select(View), Options);
        return document.ToJsonString(Options);
    }

    static object View(ProofReport report) => new
    {
        policy = report.Policy.ToString(),
        laws = report.Laws.Select(l => new
        {
            l.Name,
            l.Title,
            outcome = ProofText.WordFor(l.Outcome).Replace(' ', '-'),
            l.Looked,
            l.LooksAt,
            l.WhyNotClaimed,
            counterExample = l.CounterExample is { } c
                ? new { c.Signals, age = Durations.Text(c.Age), c.Content, c.On, c.Row, c.Decided, c.Broken, c.Hint }
                : null,
        }),
        coverage = new
        {
            report.Coverage.Situations,
            report.Coverage.Statuses,
            report.Coverage.Signals,
            report.Coverage.Contents,
            ages = report.Coverage.Ages.Select(Durations.Text),
            report.Coverage.NotReached,
            report.Coverage.Bounds,
        },
    };
}
