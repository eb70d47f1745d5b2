using PolicyHa.Engine.Policies;

namespace PolicyHa.Simulation.PolicyTests;

/// <summary>One expectation of a test that does not hold.</summary>
/// <param name="At">Its place in the file.</param>
/// <param name="Expected">As written: <c>host c1 action fence row dead</c>.</param>
/// <param name="Was">The fields that differ: <c>row storage-lost</c>, <c>held: signal-unknown (row otherwise)</c>.</param>
public sealed record TestFailure(RuleSource At, string Expected, string Was)
{
    public override string ToString() => $"expected {Expected}; was: {Was}";
}
