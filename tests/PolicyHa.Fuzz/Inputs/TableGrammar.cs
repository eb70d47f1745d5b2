using System.Globalization;
using System.Text;

namespace PolicyHa.Fuzz.Inputs;

/// <summary>Makes tables. The first is always for hosts and has a row <c>r0</c>: rules speak of it.</summary>
static class TableGrammar
{
    static readonly Column[] HostFields =
    [
        new("host.admin_network", ["down", "up|degraded", "unknown"], ["up", "!down", "-", "*"], ["dwon", "=host.maintenance"]),
        new("host.storage_network", ["up", "down", "degraded|unknown"], ["!up", "-", "*", "=host.admin_network=='up'"], [""]),
        new("host.maintenance", ["true", "false"], ["-", "*", "!true"], ["maybe"]),
        new("host.signals_age", ["<10s", "[10s..1m)", ">=1m"], ["[1s..5m]", "-", "*", "=host.signals_age >= params.settle"], ["3"]),
        new("host.segment", ["s1", "'s 2'", "made-up"], ["-", "*", "s1|s2", "!s1"], ["=="]),
        new("size(host.name)", ["<=2", "[3..5]", "[6..9]"], ["1", ">=3", "*"], ["1.5"]),
        new("vars.sick", ["true", "false"], ["*"], ["yes"]),
    ];

    static readonly string[] HostActions =
    [
        "none", "notify", "fence, evacuate", "live-migrate", "restart-service, notify", "fence", "notify, after 5m: fence, evacuate",
        "after 30s: notify",
    ];

    static readonly string[] WrongActions = ["evacuate", "evacuate, fence", "after 5m", "fence,, evacuate", "", "reboot"];

    static readonly Column[] InstanceFields =
    [
        new("instance.fault", ["crashed", "failed|io-error", "watchdog", "no-heartbeat"], ["!watchdog", "*"], ["broken"]),
        new("instance.fault_age", ["<10s", ">=10s"], ["*"], ["old"]),
        new("instance.zone", ["nova", "!nova"], ["*", "='ssd' in instance.aggregates"], ["=instance.nothing"]),
        new("host.compute", ["up", "down|degraded"], ["-", "*", "!up"], ["dwon"]),
    ];

    static readonly string[] InstanceActions = ["none", "notify", "restart", "restart, after 1m: live-migrate", "notify, restart", "reboot, else: restart, notify"];

    public static void Append(StringBuilder text, Pen pen)
    {
        text.Append("tables:\n");
        for (int table = 0, count = 1 + pen.Dice.Below(3); table < count; table++)
            Append(text, table, table > 0 && pen.Dice.OneIn(3), pen);
    }

    static void Append(StringBuilder text, int number, bool isOfInstances, Pen pen)
    {
        var dice = pen.Dice;
        var known = isOfInstances ? InstanceFields : HostFields;
        var actions = isOfInstances ? InstanceActions : HostActions;
        var columns = Enumerable.Range(0, 1 + dice.Below(4)).Select(_ => dice.Of(known)).DistinctBy(c => c.Field).ToList();
        var hit = dice.Of("first", "first", "collect", "priority", "unique", "any");
        string[] outputs = pen.Slips() ? ["pet", "none"] : ["cattle", "pet"];
        var priority = hit == "priority" ? "priority: int, " : "";

        text.Append(CultureInfo.InvariantCulture, $"- name: t{number}\n  for: {(isOfInstances ? "instance" : "host")}\n");
        text.Append(dice.Of("", isOfInstances ? "" : "  when: vars.steady\n"));
        text.Append(CultureInfo.InvariantCulture, $"  hit: {hit}\n  inputs:\n");
        for (var i = 0; i < columns.Count; i++)
            text.Append(CultureInfo.InvariantCulture, $"    c{i}: {columns[i].Field}\n");
        var classes = string.Join(", ", outputs.Select(o => o + ": actions"));
        text.Append(CultureInfo.InvariantCulture, $"  outputs: {{{priority}{classes}}}\n  rows: |\n");
        string[] first = hit == "priority" ? ["priority"] : [];
        AppendRow(text, "id", columns.Select((_, i) => $"c{i}"), [.. first, .. outputs]);
        for (int row = 0, count = 1 + dice.Below(pen.IsCareful ? columns[0].Apart.Length : 8); row < count; row++)
        {
            string[] rank = hit == "priority" ? [(row + 1).ToString(CultureInfo.InvariantCulture)] : [];
            AppendRow(text, $"r{(pen.Slips() ? 0 : row)}", Cells(columns, pen, row),
                [.. rank, .. outputs.Select(_ => pen.Of(actions, WrongActions))]);
        }

        text.Append(CultureInfo.InvariantCulture,
            $"  otherwise: {{{string.Join(", ", outputs.Select(o => $"{o}: {pen.Of(["notify", "none"], ["evacuate"])}"))}, because: x}}\n");
        text.Append(dice.Of("", "  on-error: hold\n"));
    }

    static IEnumerable<string> Cells(List<Column> columns, Pen pen, int row) =>
        columns.Select((column, at) => column.Cell(pen, at == 0 ? row : null));

    static void AppendRow(StringBuilder text, string id, IEnumerable<string> inputs, IEnumerable<string> outputs) =>
        text.Append(CultureInfo.InvariantCulture,
            $"    | {id} | {string.Join(" | ", inputs)} || {string.Join(" | ", outputs)} |\n");

    /// <summary>A column and what may stand in it.</summary>
    /// <param name="Apart">Cells of which no state matches two: rows with these in their first column do not overlap.</param>
    /// <param name="More">Other cells that are right.</param>
    sealed record Column(string Field, string[] Apart, string[] More, string[] Wrong)
    {
        /// <param name="row">For the first column the number of the row.</param>
        public string Cell(Pen pen, int? row) =>
            pen.IsCareful && row is { } at ? Apart[at] : pen.Of([.. Apart, .. More], Wrong);
    }
}
