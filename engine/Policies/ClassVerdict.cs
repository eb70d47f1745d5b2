namespace PolicyHa.Engine.Policies;

/// <summary>The class an instance was given, and by which line.</summary>
public sealed record ClassVerdict(InstanceClass Class, RuleSource At)
{
    /// <summary>The same line's word for an instance whose disk cannot be had elsewhere.</summary>
    public LocalDiskPolicy LocalDisk { get; init; }

    /// <summary>The same line's words for an instance that needs something of its host.</summary>
    public NeedPolicy Needs { get; init; } = NeedPolicy.BuiltIn;
}
