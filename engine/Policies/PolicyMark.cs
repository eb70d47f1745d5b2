namespace PolicyHa.Engine.Policies;

/// <summary>Which policy, and which rule language one must read to follow it.</summary>
public sealed record PolicyMark(PolicyVersion Version, int Language);
