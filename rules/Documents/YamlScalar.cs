using YamlDotNet.Core;

namespace PolicyHa.Rules.Documents;

/// <summary>
/// A text. What it means is for its reader to say: <c>no</c> is the text "no" here, never a boolean. Knows where in the
/// file each of its characters came from, through quotes, escapes and the indentation of blocks.
/// </summary>
sealed class YamlScalar(SourceSpan span, string value, ScalarStyle style) : YamlNode(span)
{
    int[]? offsets;

    public string Value { get; } = value;

    public ScalarStyle Style { get; } = style;

    public override string Shape => Value.Length == 0 ? "empty" : "a text";

    /// <summary>Where a part of the value stands in the file.</summary>
    public SourceSpan SpanOf(int start, int length)
    {
        if (Value.Length == 0)
            return Span;
        offsets ??= ScalarOffsets.Of(Span, Value, Style);
        var first = offsets[Math.Clamp(start, 0, Value.Length - 1)];
        var last = offsets[Math.Clamp(start + length - 1, 0, Value.Length - 1)];
        return start >= Value.Length
            ? new SourceSpan(Span.Source, last + 1, 1)
            : new SourceSpan(Span.Source, first, Math.Max(1, last - first + 1));
    }

    public override string ToString() => Value;
}
