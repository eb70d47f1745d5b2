using System.Text;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;
using Xunit.Abstractions;

namespace PolicyHa.Rules.Tests.Documents;

/// <summary>
/// Whatever an editor, a merge or a cat on the keyboard makes of a rule file, it is answered, never thrown.
/// </summary>
public class MutationTests(ITestOutputHelper output)
{
    const int Seed = 20261121;

    static readonly string[] Snippets =
    [
        "|", "||", " | ", "\n", "\t", "\"", "'", "{", "}", "[", "]", ":", ": ", ",", "- ", "#", "&a ", "*a", "!!int ",
        "---\n", "%", "@", "`",
        "=", "=1 ", "!", "*", "..", ">", "<", "after ", "params.", "none", "unknown", "\\", "\\x", "\u2028", "\u0085",
        "\ud83d", "\0", "é",
    ];

    [Fact]
    public void A_mutated_file_is_refused_or_taken_but_never_throws()
    {
        output.WriteLine($"seed {Seed}");
        var random = new Random(Seed);
        var original = ShippedPolicies.Default.Text;
        for (var round = 0; round < 400; round++)
        {
            var text = Mutated(original, random);
            try
            {
                var load = Policies.Load(text);
                Assert.Equal(load.Policy is null, load.Problems.Any(p => p.Severity == ProblemSeverity.Error));
                Assert.All(load.Problems, p => Assert.InRange(p.Line, 0, new SourceText("", text).LineCount));
            }
            catch (Exception wrong) when (wrong is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"round {round}: {wrong}\n{text}");
            }
        }
    }

    static string Mutated(string original, Random random)
    {
        var text = new StringBuilder(original);
        for (var change = random.Next(1, 4); change > 0; change--)
        {
            var at = random.Next(text.Length);
            var length = Math.Min(random.Next(30), text.Length - at);
            switch (random.Next(4))
            {
                case 0:
                    text.Remove(at, length);
                    break;
                case 1:
                    text.Insert(random.Next(text.Length), text.ToString(at, length));
                    break;
                case 2:
                    text.Length = Math.Max(1, at);
                    break;
                default:
                    text.Insert(at, Snippets[random.Next(Snippets.Length)]);
                    break;
            }
        }

        return text.ToString();
    }
}
