using PolicyHa.Rules.Problems;
using Xunit.Abstractions;

namespace PolicyHa.Rules.Tests.Verification;

/// <summary>The checks agree with looking at every state, and the rows they advise are the rows that lack.</summary>
public class TableChecksTests(ITestOutputHelper output)
{
    const int Seed = 415;

    static readonly string[] Statuses = ["up", "degraded", "down", "unknown"];

    static readonly string[] Cells =
        ["up", "down", "degraded", "unknown", "-", "*", "!up", "!down", "up|degraded", "down|unknown"];

    [Fact]
    public void Random_tables_are_found_complete_and_unique_exactly_when_every_state_has_one_row()
    {
        output.WriteLine($"seed {Seed}");
        var random = new Random(Seed);
        for (var round = 0; round < 150; round++)
        {
            var rows = Enumerable.Range(0, random.Next(1, 6)).Select(_ => RandomRow(random)).ToList();
            var hits = States().Select(state => rows.Count(row => row.Zip(state, Admits).All(x => x))).ToList();
            var codes =
                Policies.Load(Table(rows)).Problems.Select(p => p.Code).Distinct().Order(StringComparer.Ordinal);

            string?[] expected =
                [hits.Contains(0) ? ProblemCode.Gap : null, hits.Exists(h => h > 1) ? ProblemCode.Overlap : null];

            Assert.True(expected.OfType<string>().SequenceEqual(codes),
                $"round {round}: {string.Join(' ', codes)}\n{Table(rows)}");
        }
    }

    [Fact]
    public void The_advised_rows_close_the_gap_and_nothing_else()
    {
        var random = new Random(Seed);
        for (var round = 0; round < 100; round++)
        {
            List<string[]> rows = [RandomRow(random)];
            if (Policies.Load(Table(rows)).Problems is not [{ Code: ProblemCode.Gap, Hint: { } hint }])
                continue;
            var advised = hint.Split('\n').Skip(1).Select(line => "    " + line);

            Assert.True(Policies.Load(Table(rows) + string.Join('\n', advised) + "\n").IsValid);
        }
    }

    static string[] RandomRow(Random random) => [Cells[random.Next(Cells.Length)], Cells[random.Next(Cells.Length)]];

    static IEnumerable<string[]> States() => from a in Statuses from b in Statuses select (string[])[a, b];

    static bool Admits(string cell, string value) => cell.Split('|').Any(part => part switch
    {
        "*" => true,
        "-" => value != "unknown",
        ['!', .. var word] => value != word && value != "unknown",
        _ => value == part,
    });

    static string Table(List<string[]> rows)
    {
        const string Inputs = "{admin: host.admin_network, storage: host.storage_network}";
        const string Header = "    | id | admin | storage || pet |\n";
        var lines = rows.Select((r, i) => $"    | r{i} | {r[0]} | {r[1]} || notify |\n");
        return Policies.HostTable(Inputs, Header + string.Concat(lines)).TrimEnd('\n') + "\n";
    }
}
