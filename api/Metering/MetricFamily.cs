using System.Diagnostics.Metrics;
using System.Text;

namespace PolicyHa.Api.Metering;

/// <summary>One metric with all its label sets.</summary>
sealed class MetricFamily
{
    /// <summary>Upper bounds in seconds: from a turn in memory to a slow fence.</summary>
    static readonly double[] Bounds =
        [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];

    readonly Lock gate = new();
    readonly SortedDictionary<string, Cell> cells = new(StringComparer.Ordinal);
    readonly string type;
    readonly string help;
    readonly bool isObserved;

    MetricFamily(string name, string type, string help, bool isObserved)
    {
        Name = name;
        (this.type, this.help, this.isObserved) = (type, help, isObserved);
    }

    public string Name { get; }

    public static MetricFamily Of(Instrument instrument)
    {
        var kind = instrument.GetType().Name;
        var type = kind.StartsWith("Histogram", StringComparison.Ordinal) ? "histogram"
            : kind.Contains("Counter", StringComparison.Ordinal) && !kind.Contains("UpDown", StringComparison.Ordinal)
                ? "counter"
            : "gauge";
        var name = new string([.. instrument.Name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')]);
        var unit = instrument.Unit == "s" ? "_seconds" : "";
        var total = type == "counter" ? "_total" : "";
        return new MetricFamily(
            name + unit + total, type, instrument.Description ?? instrument.Name, instrument.IsObservable);
    }

    public void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = Labels(tags);
        lock (gate)
        {
            if (!cells.TryGetValue(labels, out var cell))
                cells[labels] = cell = new Cell();
            cell.Take(value, replaces: isObserved || type == "gauge");
        }
    }

    /// <summary>
    /// What is observed afresh for every page: a label set that is not there any more must not linger.
    /// </summary>
    public void ForgetObserved()
    {
        if (!isObserved)
            return;
        lock (gate)
            cells.Clear();
    }

    public void Print(StringBuilder page)
    {
        page.Append("# HELP ").Append(Name).Append(' ').Append(OneLine(help)).Append('\n');
        page.Append("# TYPE ").Append(Name).Append(' ').Append(type).Append('\n');
        lock (gate)
        {
            foreach (var (labels, cell) in cells)
            {
                if (type == "histogram")
                    PrintHistogram(page, labels, cell);
                else
                    Line(page, Name, labels, cell.Sum);
            }
        }
    }

    void PrintHistogram(StringBuilder page, string labels, Cell cell)
    {
        var comma = labels.Length == 0 ? "" : ",";
        foreach (var (index, bound) in Bounds.Index())
            Line(page, $"{Name}_bucket", $"{labels}{comma}le=\"{PrometheusPage.Number(bound)}\"", cell.Within[index]);
        Line(page, $"{Name}_bucket", $"{labels}{comma}le=\"+Inf\"", cell.Count);
        Line(page, $"{Name}_sum", labels, cell.Sum);
        Line(page, $"{Name}_count", labels, cell.Count);
    }

    static void Line(StringBuilder page, string name, string labels, double value) =>
        page.Append(name).Append(labels.Length == 0 ? "" : $"{{{labels}}}").Append(' ')
            .Append(PrometheusPage.Number(value)).Append('\n');

    static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in tags)
            text.Append(text.Length > 0 ? "," : "").Append(key).Append("=\"").Append(Escaped(value?.ToString() ?? ""))
                .Append('"');
        return text.ToString();
    }

    static string Escaped(string value) => OneLine(value).Replace("\"", "\\\"", StringComparison.Ordinal);

    static string OneLine(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    sealed class Cell
    {
        public double Sum { get; private set; }

        public long Count { get; private set; }

        /// <summary>How many values were at most each of <see cref="Bounds"/>.</summary>
        public long[] Within { get; } = new long[Bounds.Length];

        public void Take(double value, bool replaces)
        {
            Sum = replaces ? value : Sum + value;
            Count++;
            for (var i = Bounds.Length - 1; i >= 0 && value <= Bounds[i]; i--)
                Within[i]++;
        }
    }
}
