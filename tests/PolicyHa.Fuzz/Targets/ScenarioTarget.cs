using PolicyHa.Fuzz.Inputs;
using PolicyHa.Rules.Documents;
using PolicyHa.Simulation.Scenarios;

namespace PolicyHa.Fuzz.Targets;

/// <summary>The reader of scenarios: there is a scenario, or a problem with a place.</summary>
sealed class ScenarioTarget : FuzzTarget
{
    /// <summary>Small, so that what is measured is the reading of scenarios.</summary>
    static readonly SourceText Policy = new("rules.yaml", """
        language: 1
        policy: fuzz
        revision: "1"
        classes:
        - {class: pet, otherwise: true}
        """);

    /// <summary>Nothing is in there, so a policy that a scenario names is never found.</summary>
    static readonly string Nowhere = Path.Combine(Path.GetTempPath(), "policyha-fuzz-nowhere");

    public override string Name => "scenarios";

    public override int Share => 10;

    public override string Make(Dice dice) =>
        dice.OneIn(8) ? Soup.Make(dice) : Mutator.Mutate(dice.Of(Samples.Scenarios), dice);

    public override void Try(string input)
    {
        var load = ScenarioReader.Read(new SourceText("scenario.yaml", input), Nowhere, [Policy]);
        Promise(load.IsValid || load.Problems.Count > 0, "no scenario, and nobody said why");
        ProblemPromises.Check(load.Problems, load.Sources);
    }
}
