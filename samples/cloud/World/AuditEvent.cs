namespace PolicyHa.Samples.Cloud.World;

/// <summary>Something that really happened.</summary>
/// <param name="At">UTC.</param>
/// <param name="Kind">What.</param>
/// <param name="Host">The host it happened to.</param>
/// <param name="Instance">The instance it happened to.</param>
/// <param name="Text">For people.</param>
/// <param name="Mark">Who asked for it.</param>
public sealed record AuditEvent(
    DateTimeOffset At, AuditKind Kind, string? Host, Guid? Instance, string Text, CallerMark Mark)
{
    /// <summary>It must never happen in a cloud that is looked after well.</summary>
    public bool IsViolation => Kind >= AuditKind.RunsOnTwoHosts;
}
