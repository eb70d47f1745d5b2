namespace PolicyHa.Rules.Documents;

/// <summary>A node of a rule file, and where it stands.</summary>
abstract class YamlNode(SourceSpan span)
{
    /// <summary>Its text; of a mapping or list its first character, so that carets stay short.</summary>
    public SourceSpan Span { get; } = span;

    /// <summary>As messages call it.</summary>
    public abstract string Shape { get; }
}
