using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Importing;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Tests.Importing;

/// <summary>A matrix of masakari-monitors becomes a rule file.</summary>
public class MasakariImportTests
{
    /// <summary>The matrix that masakari-monitors has built in: recovery exactly when storage is down.</summary>
    const string BuiltIn = """
        sequence: ['manage', 'tenant', 'storage']
        matrix:
          - {health: ['up', 'up', 'up'], action: []}
          - {health: ['up', 'up', 'down'], action: ['recovery']}
          - {health: ['up', 'down', 'up'], action: []}
          - {health: ['up', 'down', 'down'], action: ['recovery']}
          - {health: ['down', 'up', 'up'], action: []}
          - {health: ['down', 'up', 'down'], action: ['recovery']}
          - {health: ['down', 'down', 'up'], action: []}
          - {health: ['down', 'down', 'down'], action: ['recovery']}
        """;

    [Theory]
    [InlineData(BuiltIn)]
    [InlineData("sequence: [storage]\nmatrix: [{health: [down], action: [recovery]}]")]
    [InlineData("sequence: [storage, manage]\nmatrix: [{health: [down, up], action: [recovery, reboot]}]")]
    [InlineData("sequence: [tenant]\nmatrix: [{health: [down], action: [reboot]}]")]
    [InlineData("sequence: [tenant]\nmatrix: []")]
    public void The_rule_file_passes_the_check_without_a_word(string matrix)
    {
        var load = Policies.Load(Import(matrix).RuleFile!);

        Assert.Equal("", ProblemText.Print(load.Problems, load.Sources));
        Assert.True(load.IsValid);
    }

    [Fact]
    public void Recovery_is_fence_and_evacuate_for_every_class_and_anything_else_is_told()
    {
        var rules = Import(BuiltIn).RuleFile!;

        Assert.Contains("| storage-down              | up|degraded | up|degraded | down        || fence, evacuate | "
            + "fence, evacuate |", rules, StringComparison.Ordinal);
        Assert.Contains("| tenant-down               | up|degraded | down        | up|degraded || notify          | "
            + "notify          |", rules, StringComparison.Ordinal);
        Assert.Contains("| healthy                   | up|degraded | up|degraded | up|degraded || none            | "
            + "none            |", rules, StringComparison.Ordinal);
        Assert.Contains("#   [up, down, down] -> [recovery]", rules, StringComparison.Ordinal);
        Assert.Equal(7, rules.Split("-down ").Length - 1);
    }

    [Fact]
    public void The_sequence_decides_which_network_a_state_belongs_to() =>
        Assert.Contains("| storage-down | down        | up|degraded || fence, evacuate | fence, evacuate |",
            Import("sequence: [storage, manage]\nmatrix: [{health: [down, up], action: [recovery]}]").RuleFile!,
            StringComparison.Ordinal);

    [Fact]
    public void The_policy_has_the_name_it_was_given() =>
        Assert.Contains("\npolicy: my-cloud\n", Import(BuiltIn, "my-cloud").RuleFile!, StringComparison.Ordinal);

    [Theory]
    [InlineData("", "HA105")]
    [InlineData("- a", "m.yaml:1:1: error HA108: a matrix file is a mapping")]
    [InlineData("sequence: [manage]", "m.yaml:1:1: error HA107: a matrix file needs the key 'matrix'")]
    [InlineData("sequence: [manage]\nmatrx: []", "m.yaml:2:1: error HA106")]
    [InlineData("sequence: []\nmatrix: []", "m.yaml:1:11: error HA107: the sequence names no layer")]
    [InlineData("sequence: [manage, net]\nmatrix: []", "m.yaml:1:20: error HA203: 'net' is not a layer")]
    [InlineData("sequence: [manage, manage]\nmatrix: []", "m.yaml:1:20: error HA112: layer 'manage'")]
    [InlineData("sequence: [manage]\nmatrix: [up]", "m.yaml:2:10: error HA108: a row must be")]
    [InlineData("sequence: [manage]\nmatrix: [{health: [down]}]", "m.yaml:2:10: error HA107: a row needs the key 'action'")]
    [InlineData("sequence: [manage]\nmatrix: [{health: [down, up], action: []}]", "m.yaml:2:19: error HA108: the row has 2")]
    [InlineData("sequence: [manage]\nmatrix: [{health: [dwon], action: []}]", "m.yaml:2:20: error HA203: 'dwon' is not a state")]
    [InlineData("sequence: [manage]\nmatrix: [{health: [down], action: [a b]}]", "m.yaml:2:36: error HA203: an action")]
    [InlineData("sequence: [manage]\nmatrix: [{health: [up], action: [recovery]}]", "m.yaml:2:33: error HA402: recovery of a host")]
    [InlineData("sequence: [manage]\nmatrix:\n- {health: [down], action: []}\n- {health: [down], action: []}",
        "m.yaml:4:12: error HA112: the same state stands in line 3")]
    [InlineData("sequence: [manage]\nmatrix:\n- {health: [down], action: []}\n- {health: [down], action: [recovery]}",
        "m.yaml:4:12: error HA302: the row contradicts the one in line 3")]
    public void Wrong_input_is_told_with_its_place_and_makes_no_file(string matrix, string wanted)
    {
        var imported = Import(matrix);

        Assert.Null(imported.RuleFile);
        Assert.Contains(imported.Problems, p => p.ToString().Contains(wanted, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1st")]
    [InlineData("a: b")]
    public void A_name_that_would_break_the_file_is_refused(string name) => Assert.False(MasakariImport.IsName(name));

    static ImportedPolicy Import(string matrix, string name = "imported") =>
        MasakariImport.Convert(new SourceText("m.yaml", matrix), name);
}
