using PolicyHa.Engine.Ports;

namespace PolicyHa.Engine.Execution;

/// <summary>Something that the outside was asked to do, and what it said: a line of the history.</summary>
/// <param name="What">Such as <c>power-off</c> or <c>evacuate</c>.</param>
/// <param name="Detail">By which device, to which host; null where the step says it all.</param>
public sealed record AskedAct(string What, string? Detail, ActionAnswer Answer)
{
    /// <summary>With the request id of the outside, where it has one.</summary>
    public string Text => $"{What}{(Detail is null ? "" : $" {Detail}")}: {Said}";

    string Said => Answer switch
    {
        ActionAnswer.Accepted { Reference: { Length: > 0 } reference } => $"accepted ({reference})",
        ActionAnswer.Accepted => "accepted",
        ActionAnswer.Refused refused => $"refused: {refused.Reason}",
        ActionAnswer.Unclear unclear => $"no clear answer: {unclear.Reason}",
        _ => throw new InvariantBrokenException($"no such answer: {Answer.GetType().Name}"),
    };
}
