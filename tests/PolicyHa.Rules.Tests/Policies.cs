using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Tests;

/// <summary>Policies for tests, and running them.</summary>
static class Policies
{
    static readonly Dictionary<string, string> NoOverrides = [];

    public static PolicyLoad Load(string text) =>
        PolicyCompiler.Compile([new SourceText("rules.yaml", text)], NoOverrides);

    public static PolicyLoad Load(SourceText source, params (string Name, string Value)[] overrides) =>
        PolicyCompiler.Compile([source], overrides.ToDictionary(o => o.Name, o => o.Value));

    /// <summary>The policy; the test fails with all messages when there is an error.</summary>
    public static RecoveryPolicy Compile(string text)
    {
        var load = Load(text);
        Assert.True(load.IsValid, ProblemText.Print(load.Problems, load.Sources));
        return load.Policy;
    }

    /// <summary>A policy of one table for hosts and pets only.</summary>
    /// <param name="rows">The drawing, indented by four blanks.</param>
    /// <param name="more">Further keys of the table, a line each.</param>
    public static string HostTable(string inputs, string rows, string more = "", string subject = "host") => $$"""
        language: 1
        policy: test
        revision: "1"
        classes:
        - {class: pet, otherwise: true}
        tables:
        - name: t
          for: {{subject}}
          inputs: {{inputs}}
          outputs: {pet: actions}
        {{more}}
          rows: |
        {{rows}}

        """;

    /// <summary>Runs all rules of the policy over the hosts and the faults on them, as one segment.</summary>
    public static Inferred Infer(this RecoveryPolicy policy, params IEnumerable<object> given) =>
        new(policy, Fleets.Snapshot([.. given]));

    /// <summary>The one row that speaks about the host or instance; null when none does.</summary>
    public static RowMatch? RowFor(this RecoveryPolicy policy, params IEnumerable<object> given) =>
        policy.Infer(given) is var facts && (RowMatch[])[.. facts.Of(KnownKinds.RowMatch), .. facts.Of(KnownKinds.InstanceRow)] is [var row] ? row : null;
}
