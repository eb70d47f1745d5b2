using PolicyHa.Fuzz.Inputs;
using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Fuzz.Targets;

/// <summary>
/// The loader, with whole rule files: there is a policy exactly when there is no error, and it can be run.
/// </summary>
sealed class PolicyTarget : FuzzTarget
{
    static readonly Dictionary<string, string> NoOverrides = [];

    public override string Name => "loader";

    public override int Share => 25;

    public override string Make(Dice dice) => dice.Below(10) switch
    {
        0 => Soup.Make(dice),
        1 or 2 or 3 => Mutator.Mutate(dice.Of(Samples.Policies), dice),
        4 or 5 => Mutator.Mutate(PolicyGrammar.Make(dice), dice),
        _ => PolicyGrammar.Make(dice),
    };

    public static bool IsValid(string input) => Load(input).IsValid;

    public override void Try(string input)
    {
        var load = Load(input);
        Promise(load.IsValid != load.Problems.Any(p => p.Severity == ProblemSeverity.Error),
            "a policy with errors, or none without");
        ProblemPromises.Check(load.Problems, load.Sources);
        if (load.Policy is { } policy && PolicyRun.FaultOf(policy) is { } fault)
            throw new BrokenPromiseException(fault);
    }

    static PolicyLoad Load(string input) => PolicyCompiler.Compile([new SourceText("rules.yaml", input)], NoOverrides);
}
