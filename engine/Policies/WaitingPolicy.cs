using PolicyHa.Engine.State;

namespace PolicyHa.Engine.Policies;

/// <summary>A policy that was accepted and is kept, and comes into force once every live replica reads its language.</summary>
/// <param name="Since">UTC: when it was offered.</param>
/// <param name="For">Who does not read it, as far as is known.</param>
public sealed record WaitingPolicy(PolicyVersion Version, int Language, DateTimeOffset Since, IReadOnlyList<Replica> For)
{
    /// <summary>One line, for people.</summary>
    public string Because => For.Count == 0
        ? $"every replica reads language {Language}: it comes into force within seconds"
        : string.Join(", ", For);
}
