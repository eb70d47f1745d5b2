using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;
using PolicyHa.Rules;
using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Documents;

namespace PolicyHa.Engine.Tests.Decisions;

/// <summary>Policies to ask, and made-up segments to ask them about.</summary>
static class Asked
{
    public static readonly DecisionOptions Options = new();

    public static readonly RecoveryPolicy Default = Policy();

    /// <summary>It only tells, whatever happens.</summary>
    public static readonly RecoveryPolicy Quiet =
        Policy(("notify, after 5m: fence, evacuate", "notify"), ("fence, evacuate", "notify"), ("restart, notify", "notify"));

    public static RecoveryPolicy Policy(params (string Old, string New)[] edits)
    {
        var text = ShippedPolicies.Default.Text;
        foreach (var (old, young) in edits)
        {
            Assert.Contains(old, text, StringComparison.Ordinal);
            text = text.Replace(old, young, StringComparison.Ordinal);
        }

        var load = PolicyCompiler.Compile([new SourceText("edited.yaml", text)], new Dictionary<string, string>());
        Assert.True(load.IsValid, string.Join('\n', load.Problems));
        return load.Policy;
    }

    /// <summary>The host h1 of five, with two of each class where asked for.</summary>
    /// <param name="down">Signals that are down; the others are up.</param>
    public static ClusterSnapshot Segment(TimeSpan age, int cattle, int pets, params Signal[] down) =>
        MadeUpSegment.With(s => down.Contains(s) ? SignalStatus.Down : SignalStatus.Up, age, cattle, pets);

    public static readonly Signal[] Networks = [Signal.AdminNetwork, Signal.TenantNetwork, Signal.StorageNetwork];

    /// <summary>With one host changed.</summary>
    public static ClusterSnapshot Edit(this ClusterSnapshot segment, Func<HostView, HostView> edit) =>
        segment with { Hosts = [.. segment.Hosts.Select(h => h.Name == MadeUpSegment.Host ? edit(h) : h)] };

    public static IReadOnlyList<Verdict> VerdictsOf(this RecoveryPolicy policy, ClusterSnapshot segment) =>
        Verdicts.Of(segment, policy, Options);

    public static VerdictDiff Diff(ClusterSnapshot segment, RecoveryPolicy before, RecoveryPolicy after) =>
        VerdictDiff.Between(before.VerdictsOf(segment), after.VerdictsOf(segment));
}
