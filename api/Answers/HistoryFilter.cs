using PolicyHa.Engine.History;

namespace PolicyHa.Api.Answers;

/// <summary>Which lines of the history are wanted; null: any.</summary>
sealed record HistoryFilter(string? Incident, string? Host, HistoryKind? Kind, string? What);
