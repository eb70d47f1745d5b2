namespace PolicyHa.Engine.Policies;

/// <summary>Which text decided.</summary>
/// <param name="Name">The file's <c>policy:</c>.</param>
/// <param name="Revision">The operator's label, <c>revision:</c>.</param>
/// <param name="Sha256">Of the canonical text, lower-case hex, whole.</param>
public sealed record PolicyVersion(string Name, string Revision, string Sha256)
{
    /// <summary>For example <c>compute-ha@2026-11-21.1+9f2c41d07a3b</c>.</summary>
    public override string ToString() => $"{Name}@{Revision}+{Sha256[..Math.Min(12, Sha256.Length)]}";
}
