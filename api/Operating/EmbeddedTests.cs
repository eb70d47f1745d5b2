using PolicyHa.Rules.Compilation;

namespace PolicyHa.Api.Operating;

/// <summary>The tests that stand in the rule files themselves. The language of rule files has none yet.</summary>
sealed class EmbeddedTests : IPolicyRehearsal
{
    public Task<RehearsalReport> RunAsync(PolicyLoad candidate, CancellationToken ct) =>
        Task.FromResult(RehearsalReport.Empty);
}
