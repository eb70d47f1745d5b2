namespace PolicyHa.Engine.Policies;

/// <summary>What is done with the power of a host that is fenced.</summary>
/// <param name="At">Where it is written.</param>
public sealed record FencingPolicy(FenceVerb Verb, RuleSource At)
{
    /// <summary>
    /// How long a host may be in trouble that nobody ever saw up, until it is fenced like any other; null: it never is. 1 minute to 7 days.
    /// Pacemaker's <c>node-pending-timeout</c>.
    /// </summary>
    public TimeSpan? PendingTimeout { get; init; }

    /// <summary>The file says nothing: a fenced host stays off until a person has looked at it.</summary>
    public static readonly FencingPolicy Standard = new(FenceVerb.Off, RuleSource.BuiltIn);
}

/// <summary>How far a fence goes.</summary>
public enum FenceVerb
{
    /// <summary>The host stays off.</summary>
    Off,

    /// <summary>
    /// It is switched on again, when it is proven off, forced down in Nova, and all that was to leave it has left it: an instance that
    /// starts with its host while it is being evacuated would run twice.
    /// </summary>
    Reboot,
}
