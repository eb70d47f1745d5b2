using PolicyHa.Engine.Facts;
using PolicyHa.Engine.History;
using PolicyHa.Engine.State;

namespace PolicyHa.Engine.Decisions;

/// <summary>Writes down that storms, cliffs and quarantines begin and end. Pure.</summary>
static class StormScribe
{
    /// <summary>Null: only how many are out has changed.</summary>
    public static HistoryEntry? Line(StormRecord storm, DateTimeOffset now) =>
        storm.EndedAt > now ? new HistoryEntry(
            now, HistoryKind.Control,
            $"{storm.Limit} of {storm.Domain.Name}: it fell ill {storm.Missing} times; no target before {storm.EndedAt:yyyy-MM-dd HH:mm:ss}")
        {
            Host = new HostName(storm.Domain.Name),
            What = "quarantine",
        }
        : storm.EndedAt == now ? new HistoryEntry(now, HistoryKind.Control, $"{storm.Limit} in {storm.Domain}: over")
        {
            What = "storm-over",
        }
        : storm.BeganAt == now ? new HistoryEntry(
            now, HistoryKind.Control, $"{storm.Limit} in {storm.Domain}: {storm.Missing} of {storm.Of} hosts are out")
        {
            What = "storm",
        }
        : null;
}
