using System.Globalization;
using System.Text;
using PolicyHa.Simulation.Running;

namespace PolicyHa.Simulation.Scenarios;

/// <summary>The text that is kept beside a scenario file: what happened when it was played, a line each, and how it ended.</summary>
public static class GoldenTrace
{
    public static string TextOf(ScenarioResult result)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {result.Scenario}\n");
        foreach (var entry in result.Trace.Where(IsNews))
            text.Append(CultureInfo.InvariantCulture, $"{entry.T,9:0.000} {entry.Kind,-8} {entry.Text}\n");
        foreach (var (name, end) in result.End.OrderBy(e => e.Key, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"end {name} {end.State} on {end.Host}\n");
        return text.ToString();
    }

    /// <summary>That all monitors see everything up at the start is the same everywhere.</summary>
    static bool IsNews(TraceEntry entry) => entry is not { T: 0, Kind: "flip", What: "up" };
}
