using System.Globalization;
using System.Text;

namespace PolicyHa.Fuzz.Inputs;

/// <summary>Makes rule files that look right: known keys, drawn tables, cells that mostly fit their columns.</summary>
static class PolicyGrammar
{
    static readonly (string Field, string[] Cells)[] HostFields =
    [
        ("host.admin_network", ["up", "down", "up|degraded", "!down", "-", "*", "unknown", "dwon", "=host.maintenance"]),
        ("host.storage_network", ["up", "down", "degraded|unknown", "!up", "-", "*", "= host.admin_network == 'up'", ""]),
        ("host.maintenance", ["true", "false", "-", "*", "!true", "maybe"]),
        ("host.signals_age", [">=10s", "<1m", "[1s..5m]", "-", "*", ">= params.settle", "3"]),
        ("host.segment", ["s1", "'s 2'", "-", "*", "s1|s2", "!s1"]),
        ("size(host.name)", ["1", "[1..5]", ">=3", "<=2", "[6..9]", "*", "1.5"]),
        ("host.nothing", ["*"]),
    ];

    static readonly string[] Actions =
    [
        "none", "notify", "fence, evacuate", "live-migrate", "restart-service, notify", "evacuate", "evacuate, fence",
        "fence", "notify, after 5m: fence, evacuate", "after 5m", "fence,, evacuate", "",
    ];

    static readonly string[] Conditions =
    [
        "instance.ha_enabled", "!instance.ha_enabled", "instance.boot == 'volume'", "instance.boot == 'disk'", "true",
        "instance.metadata.HA_Class == 'pet'", "has(instance.metadata.x) && instance.metadata.x != ''", "instance.nme == ''",
    ];

    public static string Make(Dice dice)
    {
        var text = new StringBuilder("language: 1\npolicy: fuzz\nrevision: \"1\"\n");
        text.Append(dice.Of("", "params:\n  settle: {type: duration, default: 10s}\n",
            "params:\n  settle: {type: duration, default: 10s, min: 1m}\n  n: {type: int, default: 2, max: 3}\n"));
        text.Append("classes:\n");
        for (var count = dice.Below(3); count > 0; count--)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"- {{class: {dice.Of("pet", "cattle", "none", "cow")}, when: \"{dice.Of(Conditions)}\"}}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"- {{class: {dice.Of("pet", "cattle")}, otherwise: true}}\n");
        text.Append(CultureInfo.InvariantCulture, $"mixed-hosts: {dice.Of("drain-then-fence", "pets-win", "cattle-win", "no")}\n");
        text.Append("tables:\n");
        for (var table = dice.Below(3); table >= 0; table--)
            AppendTable(text, table, dice);
        text.Append(dice.Of("", "limits:\n- {name: storm, max-share: 30}\n", "limits:\n- {name: fencing-per-segment, max: params.n}\n"));
        return text.ToString();
    }

    static void AppendTable(StringBuilder text, int number, Dice dice)
    {
        var columns = Enumerable.Range(0, 1 + dice.Below(4)).Select(_ => dice.Of(HostFields)).ToList();
        var outputs = dice.Of<string[]>(["cattle", "pet"], ["pet"], ["cattle", "pet", "none"]);
        text.Append(CultureInfo.InvariantCulture, $"- name: t{number}\n  for: {(dice.OneIn(8) ? "instance" : "host")}\n");
        text.Append(CultureInfo.InvariantCulture, $"  hit: {dice.Of("unique", "unique", "first", "any", "priority", "collect")}\n");
        text.Append("  inputs:\n");
        for (var i = 0; i < columns.Count; i++)
            text.Append(CultureInfo.InvariantCulture, $"    c{i}: {columns[i].Field}\n");
        text.Append(CultureInfo.InvariantCulture, $"  outputs: {{{string.Join(", ", outputs.Select(o => o + ": actions"))}}}\n");
        text.Append("  rows: |\n");
        AppendRow(text, "id", columns.Select((_, i) => $"c{i}"), outputs);
        for (var row = dice.Below(8); row >= 0; row--)
        {
            AppendRow(text, $"r{(dice.OneIn(20) ? 0 : row)}", columns.Select(c => dice.Of(c.Cells)),
                outputs.Select(_ => dice.Of(Actions)));
        }

        if (dice.OneIn(2))
            text.Append(CultureInfo.InvariantCulture,
                $"  otherwise: {{{string.Join(", ", outputs.Select(o => $"{o}: {dice.Of("notify", "none", "evacuate")}"))}, because: x}}\n");
    }

    static void AppendRow(StringBuilder text, string id, IEnumerable<string> inputs, IEnumerable<string> outputs) =>
        text.Append(CultureInfo.InvariantCulture,
            $"    | {id} | {string.Join(" | ", inputs)} || {string.Join(" | ", outputs)} |\n");
}
