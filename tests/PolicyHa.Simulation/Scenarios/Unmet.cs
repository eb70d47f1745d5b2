namespace PolicyHa.Simulation.Scenarios;

/// <summary>An expectation that does not hold, and what was seen instead.</summary>
sealed record Unmet(Expectation Expectation, string Was)
{
    public override string ToString() => $"{Expectation.At}: expected {Expectation.Text}; was: {Was}";
}
