using System.Text;
using PolicyHa.Rules;
using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Documents;
using PolicyHa.Simulation.PolicyTests;
using Xunit.Abstractions;

namespace PolicyHa.Scenarios.Tests.PolicyTests;

/// <summary>Whatever an editor or a merge makes of a test, it is refused or played, and the service that asked for it lives on.</summary>
public class MutationTests(ITestOutputHelper output)
{
    const int Seed = 20261121;
    const int Rounds = 150;

    static readonly string[] Snippets =
    [
        "down", "up", "unknown", "c1", "p1", "w1", "fence", "evacuate", "0s", "99999h", "-1", "nothing", "[]", "{}", "[", "}", ": ", ", ",
        "for: 1m", "late: 9h", "times: 3", "crash: controller", "world: nova down", "world: host c1 dies", "maintenance: c1 on", "disarm: x",
        "until: 1s", "after: p1", "row: dead", "expect-ignored: duplicate", "params: {settle: 0s}", "segment: s2", "signals: {power: down}",
    ];

    [Fact]
    public void A_mutated_test_is_refused_or_played_but_never_throws()
    {
        output.WriteLine($"seed {Seed}");
        var random = new Random(Seed);
        var text = ShippedPolicies.Default.Text;
        var start = text.IndexOf("\ntests:", StringComparison.Ordinal) + "\ntests:\n".Length;
        var (law, tests) = (text[..start], text[start..].Split("\n- name: "));
        var played = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var one = Mutated("- name: " + tests[random.Next(1, tests.Length)] + "\n", random);
            var load = PolicyCompiler.Compile([new SourceText("rules.yaml", law + one)], new Dictionary<string, string>());
            try
            {
                played += load.IsValid ? PolicyTestRunner.Run(load).Tests.Count : 0;
            }
            catch (Exception wrong)
            {
                Assert.Fail($"round {round}: {wrong}\n{one}");
            }
        }

        Assert.InRange(played, Rounds / 10, Rounds);
    }

    static string Mutated(string original, Random random)
    {
        var words = original.Split(' ').ToList();
        for (var change = random.Next(1, 4); change > 0; change--)
        {
            var at = random.Next(2, words.Count);
            switch (random.Next(3))
            {
                case 0:
                    words.RemoveAt(at);
                    break;
                case 1:
                    words[at] = words[random.Next(2, words.Count)];
                    break;
                default:
                    words[at] = Snippets[random.Next(Snippets.Length)] + (words[at].EndsWith(',') ? "," : "");
                    break;
            }
        }

        return new StringBuilder().AppendJoin(' ', words).ToString();
    }
}
