namespace PolicyHa.Rules.Documents;

/// <summary>Keys with values, in file order; keys are distinct.</summary>
sealed class YamlMapping(SourceSpan span, IReadOnlyList<YamlEntry> entries) : YamlNode(span)
{
    public IReadOnlyList<YamlEntry> Entries { get; } = entries;

    public override string Shape => "a mapping (key: value)";
}

/// <summary>One <c>key: value</c>.</summary>
sealed record YamlEntry(YamlScalar Key, YamlNode Value);
