using PolicyHa.Fuzz.Inputs;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Formatting;
using PolicyHa.Rules.Problems;
using YamlDotNet.Core;

namespace PolicyHa.Fuzz.Targets;

/// <summary>The formatter: what it gives reads as before, and formatting it again changes nothing.</summary>
sealed class FormatterTarget : FuzzTarget
{
    public override string Name => "formatter";

    public override int Share => 15;

    public override string Make(Dice dice) => dice.Below(8) switch
    {
        0 => Soup.Make(dice),
        1 => PolicyGrammar.Make(dice),
        2 or 3 => Mutator.Mutate(dice.Of(Samples.Policies), dice),
        _ => Mutator.Mutate(PolicyGrammar.Make(dice), dice),
    };

    public override void Try(string input)
    {
        var once = RuleFormatter.Format("rules.yaml", input);
        ProblemPromises.Check(once.Problems, [once.Source]);
        var twice = RuleFormatter.Format("rules.yaml", once.Text);
        Promise(twice.Text == once.Text, $"formatting again changes it: {once.Text}\n-- and then --\n{twice.Text}");
        Promise(Meaning(input) == Meaning(once.Text), $"it reads otherwise: {once.Text}");
    }

    /// <summary>The file as its reader sees it: drawn tables as cells.</summary>
    static string Meaning(string text) =>
        YamlReader.Read(new SourceText("rules.yaml", text), new ProblemLog()) is { } root ? Meaning(root, null) : "nothing";

    static string Meaning(YamlNode node, string? key) => node switch
    {
        YamlMapping mapping =>
            $"{{{string.Join(",", mapping.Entries.Select(e => $"{e.Key.Value}:{Meaning(e.Value, e.Key.Value)}"))}}}",
        YamlSequence list => $"[{string.Join(",", list.Items.Select(i => Meaning(i, null)))}]",
        YamlScalar { Style: ScalarStyle.Literal } block when key == "rows"
            && new PipeTableReader(block, new ProblemLog()).Read() is { IsWhole: true } table =>
            string.Join(";", table.Rows.Prepend(table.Header).Select(Meaning)),
        YamlScalar scalar => $"<{scalar.Value}>",
        _ => "",
    };

    static string Meaning(PipeRow row) =>
        $"{row.Id.Text}/{string.Join("/", row.Inputs.Select(c => c.Text))}//{string.Join("/", row.Outputs.Select(c => c.Text))}";
}
