using System.Diagnostics;
using System.Text;
using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;
using Xunit.Abstractions;

namespace PolicyHa.Rules.Tests.Compilation;

/// <summary>A policy far larger than anybody's is still checked while one waits.</summary>
public class LargePolicyTests(ITestOutputHelper output)
{
    const int Tables = 10;
    const int RowsOfATable = 50;
    const int Rules = 200;

    /// <summary>One second is what we promise; a busy machine may take longer, a product of everything with everything far longer.</summary>
    static readonly TimeSpan Most = TimeSpan.FromSeconds(10);

    [Fact]
    public void Five_hundred_rows_and_two_hundred_rules_are_checked_and_compiled()
    {
        var source = new SourceText("rules.yaml", Text());
        PolicyCompiler.Compile([source], new Dictionary<string, string>());
        var watch = Stopwatch.StartNew();

        var load = PolicyCompiler.Compile([source], new Dictionary<string, string>());

        output.WriteLine($"{watch.ElapsedMilliseconds} ms");
        Assert.True(load.IsValid, ProblemText.Print(load.Problems.Take(5), load.Sources));
        Assert.Equal(Tables + Rules, load.Policy.Rules.Count(r => r.Source.Line > 0));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Most);
    }

    static string Text()
    {
        var text = new StringBuilder("""
            language: 1
            policy: large
            revision: "1"
            classes:
            - {class: pet, when: "instance.boot == 'local-disk'"}
            - {class: cattle, otherwise: true}
            tables:

            """);
        for (var t = 0; t < Tables; t++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $$"""
                - name: t{{t}}
                  for: host
                  when: host.zone == 'z{{t}}' && host.signals_age >= duration('10s')
                  inputs: {admin: host.admin_network, storage: host.storage_network, tenant: host.tenant_network, flaps: host.flaps}
                  outputs: {pet: actions, cattle: actions}
                  rows: |
                    | id | admin | storage | tenant | flaps || pet | cattle |

                """);
            for (var r = 0; r < RowsOfATable; r++)
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"    | r{r} | down | - | up | {r} || notify, after 5m: fence, evacuate | fence, evacuate |\n");
            text.Append("  otherwise: {pet: none, cattle: none, because: \"fine\"}\n");
        }

        text.Append("rules:\n");
        for (var r = 0; r < Rules; r++)
        {
            text.Append((r % 4) switch
            {
                0 => $"- {{name: r{r}, match: [{{h: Host, where: \"h.power == 'down' && h.flaps > {r}\"}}], derive: {{Kind{r % 40}: {{host: h.id, of: w{r}}}}}}}\n",
                1 => $"- {{name: r{r}, match: [{{h: Host}}, {{k: Kind{(r - 1) % 40}, where: \"k.host == h.id && h.cluster == 'up'\"}}], veto: {{host: h.id, actions: [fence, evacuate]}}, because: \"${{k.of}} on ${{h.id}}\"}}\n",
                2 => $"- {{name: r{r}, priority: {r}, match: [{{s: Segment}}, {{count: Kind{(r - 2) % 40}, where: \"it.segment == s.name\", as: n, at-least: 3}}], decide: {{segment: s.name, do: notify}}, because: \"${{n}} hosts\"}}\n",
                _ => $"- {{name: r{r}, priority: {r}, match: [{{i: InstanceFault, where: \"i.recoveries > {r}\"}}, {{not: HostFault, where: \"it.host == i.host\"}}], decide: {{instance: i.instance, do: notify}}}}\n",
            });
        }

        return text.ToString();
    }
}
