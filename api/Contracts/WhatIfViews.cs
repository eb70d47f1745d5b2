using PolicyHa.Api.Operating;
using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Explain;
using PolicyHa.Engine.Facts;

namespace PolicyHa.Api.Contracts;

/// <summary>What a policy would ask if a host's signals stood so. Nothing was done.</summary>
/// <param name="Signals">Of the host, by name, as they were thought to be.</param>
/// <param name="Verdicts">Of the host and the faulty instances on it; empty when nothing is asked.</param>
/// <param name="Elsewhere">What it would change for other hosts of the segment.</param>
/// <param name="Text">The explanation as people read it.</param>
public sealed record WhatIfView(
    string Host,
    string Policy,
    IReadOnlyDictionary<string, string> Signals,
    IReadOnlyList<VerdictView> Verdicts,
    IReadOnlyList<VerdictChangeView> Elsewhere,
    ExplanationView Explanation,
    string Text)
{
    internal static WhatIfView Of(HostName host, string policy, WhatIf answer) => new(
        host.Value,
        policy,
        SignalNames.All.ToDictionary(s => s.Name(), s => answer.Signals[s].Status.Name()),
        [.. answer.Verdicts.Select(VerdictView.Of)],
        VerdictChangeView.Of(answer.Elsewhere),
        ExplanationView.Of(answer.Explanation),
        ExplanationText.Of(answer.Explanation));
}

/// <summary>What is asked of one host or instance.</summary>
/// <param name="Steps">Of the plan, in order: kind, and the instance or host.</param>
/// <param name="Hold">Why nothing is done now; null when there is a plan.</param>
/// <param name="Text">One line, with what it comes to in time.</param>
public sealed record VerdictView(
    string Subject, string? Instance, string? Row, IReadOnlyList<string> Steps, string? Hold, string Because, string Text)
{
    internal static VerdictView Of(Verdict verdict) => new(
        verdict.Subject,
        verdict.Instance?.Value,
        verdict.Row,
        [.. verdict.Steps.Select(s => s.Text)],
        verdict.Hold?.Name(),
        verdict.Because,
        verdict.Text);
}
