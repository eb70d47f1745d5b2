using PolicyHa.Rules.Compilation;

namespace PolicyHa.Api.Operating;

/// <summary>Runs the tests of a policy before it comes into force.</summary>
interface IPolicyRehearsal
{
    /// <param name="candidate">Valid.</param>
    Task<RehearsalReport> RunAsync(PolicyLoad candidate, CancellationToken ct);
}
