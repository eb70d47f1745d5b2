namespace PolicyHa.Rules.Documents;

/// <summary>
/// A line of <c>classes</c>: <c>{class: pet, when: …}</c>, or <c>{class: cattle, otherwise: true}</c> without
/// condition.
/// </summary>
/// <param name="LocalDisk">What becomes of its disks on the host's own storage when the host is dead.</param>
sealed record ClassSyntax(SourceSpan Span, YamlScalar Class, YamlScalar? When, YamlScalar? LocalDisk = null)
{
    /// <summary>Need by need, what becomes of an instance with it when its host is dead.</summary>
    public IReadOnlyList<YamlEntry> Evacuation { get; init; } = [];

    /// <summary>Need by need, what becomes of its live migration.</summary>
    public IReadOnlyList<YamlEntry> LiveMigration { get; init; } = [];
}
