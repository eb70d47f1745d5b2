using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Policies;

namespace PolicyHa.Api.Commands;

/// <summary>Prints differing combinations as a table; those that differ alike share a line, as cells of a rule file do.</summary>
static class CombinationText
{
    const int Columns = 4;

    public static string Of(RecoveryPolicy before, RecoveryPolicy after, IReadOnlyList<CombinationChange> changes)
    {
        var lines = new List<string>();
        if (changes.Count > 0)
        {
            lines.Add(AnswerText.Table(
                ["ADMIN", "TENANT", "STORAGE", "COMPUTE", "ON IT", "FAULT AGE", "OLD", "", "NEW"],
                changes.GroupBy(c => (c.Age, c.Host.Content, c.Before, c.After)).SelectMany(Rows)));
        }

        lines.AddRange(Settings(before, after));
        var differing = changes.Select(c => c.Host).Distinct().Count();
        lines.Add($"{differing} of {VerdictCombinations.Count} combinations differ: {before.Version} -> {after.Version}");
        return string.Join('\n', lines);
    }

    static IEnumerable<string[]> Rows(IGrouping<(TimeSpan Age, string Content, string Before, string After), CombinationChange> alike)
    {
        var isNew = alike.First().NewActs.Count > 0;
        foreach (var cells in Merged([.. alike.Select(c => Cells(c.Host))]))
        {
            yield return
            [
                .. cells, alike.Key.Content, Durations.Text(alike.Key.Age), alike.Key.Before, isNew ? "=>" : "->",
                alike.Key.After,
            ];
        }
    }

    /// <summary>What a table of statuses cannot show.</summary>
    static IEnumerable<string> Settings(RecoveryPolicy before, RecoveryPolicy after)
    {
        if (before.Settle != after.Settle)
            yield return $"signals settle: {Durations.Text(before.Settle)} -> {Durations.Text(after.Settle)}";
        if (before.Observers != after.Observers)
            yield return $"observers that must agree: {before.Observers} -> {after.Observers}";
        var (old, young) = (before.Limits, after.Limits);
        if (old.FencingPerSegmentMax != young.FencingPerSegmentMax)
            yield return $"hosts of a segment fenced at a time: {old.FencingPerSegmentMax} -> {young.FencingPerSegmentMax}";
        if (old.StormSharePercent != young.StormSharePercent)
            yield return $"storm share: {old.StormSharePercent} % -> {young.StormSharePercent} %";
    }

    static string[] Cells(HostCombination host) =>
        [host.Admin.Name(), host.Tenant.Name(), host.Storage.Name(), host.Compute.Name()];

    /// <summary>Column by column, rows that differ only there become one with <c>a|b</c> in it.</summary>
    static List<string[]> Merged(List<string[]> rows)
    {
        for (var column = 0; column < Columns; column++)
        {
            var at = column;
            rows =
            [
                .. rows.GroupBy(r => string.Join(' ', r.Where((_, i) => i != at))).Select(g =>
                {
                    var row = (string[])g.First().Clone();
                    row[at] = string.Join('|', g.Select(r => r[at]));
                    return row;
                }),
            ];
        }

        foreach (var row in rows)
        {
            for (var column = 0; column < Columns; column++)
                row[column] = row[column].Count(c => c == '|') == Enum.GetValues<SignalStatus>().Length - 1 ? "*" : row[column];
        }

        return rows;
    }
}
