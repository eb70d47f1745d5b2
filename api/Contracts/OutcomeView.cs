using PolicyHa.Engine.Incidents;

namespace PolicyHa.Api.Contracts;

/// <summary>What an incident came to for one instance.</summary>
/// <param name="Result"><c>recovered</c>, <c>not-needed</c>, <c>failed</c>, <c>not-tried</c> or <c>left</c>.</param>
/// <param name="Former">What it was before: <c>active</c>, <c>stopped</c>, <c>error</c>, ...</param>
/// <param name="Host">Where it is now; null where nobody knows.</param>
/// <param name="Because">Evidence, or the reason.</param>
public sealed record OutcomeView(string Id, string Name, string Result, string? Former, string? Host, string Because)
{
    public static OutcomeView Of(InstanceOutcome o) => new(
        o.Instance.Value, o.Name, Words.Of(o.Result), o.Former is { } former ? Words.Of(former) : null, o.Host?.Value, o.Because);
}
