using PolicyHa.Engine.Facts;
using PolicyHa.Engine.History;
using PolicyHa.Engine.Signals;

namespace PolicyHa.Api.Contracts;

/// <summary>A page of the history, oldest first.</summary>
/// <param name="Next">Ask with <c>after=</c> this for the next page; null at the end.</param>
public sealed record HistoryPage(IReadOnlyList<HistoryLine> Entries, long? Next);

/// <summary>One line of what happened.</summary>
/// <param name="Sequence">Its place in the one order of the store.</param>
/// <param name="What">The word after the kind, such as <c>opened</c> or a hold reason.</param>
public sealed record HistoryLine(
    long Sequence,
    DateTimeOffset At,
    string Kind,
    string? What,
    string? Host,
    string? Instance,
    string? Incident,
    string? Step,
    string Text)
{
    public static HistoryLine Of(StoredEntry stored) => new(
        stored.Sequence,
        stored.Entry.At,
        Words.Of(stored.Entry.Kind),
        stored.Entry.What,
        stored.Entry.Host?.Value,
        stored.Entry.Instance?.Value,
        stored.Entry.Incident?.Value,
        stored.Entry.Step?.Value,
        stored.Entry.Text);
}

/// <summary>The agreed status of a signal, or of an instance, changed.</summary>
/// <param name="Event">The event that changed it.</param>
public sealed record FlipView(
    DateTimeOffset At,
    string Host,
    string? Instance,
    string? Signal,
    string From,
    string To,
    DateTimeOffset ObservedAt,
    string Event,
    string Text)
{
    public static FlipView Of(Flip f) => new(
        f.At,
        f.Host.Value,
        f.Instance?.Value,
        f.Signal?.Name() ?? f.Fault?.Name(),
        f.From.Name(),
        f.To.Name(),
        f.ObservedAt,
        f.Cause.ToString(),
        f.Text);
}
