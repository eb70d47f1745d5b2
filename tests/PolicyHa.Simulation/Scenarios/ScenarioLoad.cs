using System.Diagnostics.CodeAnalysis;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Simulation.Scenarios;

/// <summary>What reading a scenario file gave: a scenario, or everything that is wrong with it.</summary>
/// <param name="Sources">The texts the problems point into.</param>
public sealed record ScenarioLoad(
    Scenario? Scenario, IReadOnlyList<PolicyProblem> Problems, IReadOnlyList<SourceText> Sources)
{
    [MemberNotNullWhen(true, nameof(Scenario))]
    public bool IsValid => Scenario is not null;
}
