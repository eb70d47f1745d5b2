using PolicyHa.Engine.History;

namespace PolicyHa.Engine.Alerts;

/// <summary>Alerts as lines of the history.</summary>
public static class AlertLine
{
    /// <summary>It was decided to tell this.</summary>
    public static HistoryEntry Raised(Alert alert) => Line(alert, alert.At, Word(alert.Severity), $"{Heading(alert)}: {alert.Summary}");

    /// <summary>A sink has it.</summary>
    public static HistoryEntry Delivered(OutboxItem item, DateTimeOffset at, string answer) =>
        Line(item.Alert, at, "delivered", $"{Heading(item.Alert)}: delivered to {item.Sink}: {answer}");

    /// <summary>A sink will never get it.</summary>
    public static HistoryEntry GivenUp(OutboxItem item, DateTimeOffset at, string reason) =>
        Line(item.Alert, at, "given-up", $"{Heading(item.Alert)}: given up for {item.Sink}: {reason}");

    static HistoryEntry Line(Alert alert, DateTimeOffset at, string what, string text) => new(at, HistoryKind.Alert, text)
    {
        Host = alert.Host,
        Instance = alert.Instance,
        Incident = alert.Incident,
        What = what,
    };

    static string Heading(Alert alert) => $"{alert.Key} {Word(alert.Severity)} {alert.Type}";

    static string Word(AlertSeverity severity) => severity.ToString().ToLowerInvariant();
}
