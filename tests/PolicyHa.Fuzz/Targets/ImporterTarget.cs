using PolicyHa.Fuzz.Inputs;
using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Formatting;
using PolicyHa.Rules.Importing;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Fuzz.Targets;

/// <summary>The importer: whatever it takes becomes a rule file that the check finds no mistake in.</summary>
sealed class ImporterTarget : FuzzTarget
{
    static readonly Dictionary<string, string> NoOverrides = [];

    public override string Name => "importer";

    public override int Share => 10;

    public override string Make(Dice dice) => dice.Below(4) switch
    {
        0 => Soup.Make(dice),
        1 => Mutator.Mutate(dice.Of(Samples.Matrices), dice),
        _ => Matrix(dice),
    };

    public override void Try(string input)
    {
        var source = new SourceText("matrix.yaml", input);
        var imported = MasakariImport.Convert(source, "fuzz");
        ProblemPromises.Check(imported.Problems, [source]);
        if (imported.RuleFile is not { } rules)
        {
            Promise(imported.Problems.Count > 0, "nothing was made, and nobody said why");
            return;
        }

        var load = PolicyCompiler.Compile([new SourceText("rules.yaml", rules)], NoOverrides);
        // a matrix may well leave most states to chance; that is said, and no mistake of the importer
        Promise(load.Problems.All(p => p.Code == ProblemCode.OtherwiseCatchesMost), $"the rule file is not clean: {string.Join("; ", load.Problems)}\n{rules}");
        Promise(RuleFormatter.Format("rules.yaml", rules).Text == rules, "the rule file is not formatted");
    }

    static string Matrix(Dice dice)
    {
        string[] layers = [.. new[] { "manage", "tenant", "storage" }.Where(_ => !dice.OneIn(4))];
        var rows = Enumerable.Range(0, dice.Below(5)).Select(_ =>
            $"- {{health: [{string.Join(", ", layers.Select(_ => dice.Of("up", "down")))}], "
            + $"action: [{dice.Of("recovery", "", "reboot", "recovery, x")}]}}\n");
        return $"sequence: [{string.Join(", ", layers)}]\nmatrix:\n{string.Concat(rows)}";
    }
}
