using YamlDotNet.Core;

namespace PolicyHa.Rules.Documents;

/// <summary>Finds, for every character of a scalar's value, the place in the file it came from.</summary>
static class ScalarOffsets
{
    /// <summary>One offset for each character, rising.</summary>
    /// <param name="span">The scalar with its quotes or its block header.</param>
    public static int[] Of(SourceSpan span, string value, ScalarStyle style)
    {
        var text = span.Source.Text;
        return style switch
        {
            ScalarStyle.Literal => OfBlock(text, span.Offset, value),
            ScalarStyle.Folded => OfFlow(text, text.IndexOf('\n', span.Offset) + 1, value, style),
            ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted => OfFlow(text, span.Offset + 1, value, style),
            _ => OfFlow(text, span.Offset, value, style),
        };
    }

    /// <summary>
    /// A <c>|</c> block: every line of the value is a line of the file, moved right by the indentation.
    /// </summary>
    static int[] OfBlock(string text, int start, string value)
    {
        var offsets = new int[value.Length];
        var lineStart = text.IndexOf('\n', start) + 1;
        var indentation = Indentation(text, lineStart, value);
        var place = lineStart;
        for (var i = 0; i < value.Length; i++)
        {
            if (i == 0 || value[i - 1] == '\n')
                place += Math.Min(indentation, CountBlanks(text, place));
            offsets[i] = Math.Min(place, text.Length);
            place++;
        }

        return offsets;
    }

    /// <summary>How far the block is moved: the first line with text shows it.</summary>
    static int Indentation(string text, int place, string value)
    {
        foreach (var line in value.Split('\n'))
        {
            var blanks = CountBlanks(text, place);
            if (line.Trim(' ').Length > 0)
                return blanks - CountBlanks(line, 0);
            place += blanks + 1;
        }

        return 0;
    }

    /// <summary>A tab counts as one: it was read as a blank, so that reading goes on behind it.</summary>
    static int CountBlanks(string text, int start)
    {
        var end = Math.Min(start, text.Length);
        while (end < text.Length && (text[end] is ' ' or '\t'))
            end++;
        return end - start;
    }

    /// <summary>
    /// Plain, quoted and folded scalars: walks value and file side by side. An escape is one character of the value;
    /// where
    /// the file has a line's end and indentation and the value one blank, the walk meets again at the next letter.
    /// </summary>
    static int[] OfFlow(string text, int place, string value, ScalarStyle style)
    {
        var offsets = new int[value.Length];
        for (var i = 0; i < value.Length; i++)
        {
            place = style == ScalarStyle.DoubleQuoted ? SkipEscapedLineEnds(text, place) : place;
            var isEscape = place < text.Length && IsEscape(text, place, style);
            if (!isEscape && !char.IsWhiteSpace(value[i]))
                place = SkipToLetter(text, place);
            offsets[i] = Math.Min(place, text.Length);
            if (isEscape)
            {
                var length = EscapeLength(text, place, style);
                if (char.IsHighSurrogate(value[i]) && length > 2 && i + 1 < value.Length)
                    offsets[++i] = place;
                place += length;
            }
            else if (!char.IsWhiteSpace(value[i]) || (place < text.Length && char.IsWhiteSpace(text[place])))
            {
                place++;
            }
        }

        return offsets;
    }

    static bool IsEscape(string text, int place, ScalarStyle style) =>
        (style == ScalarStyle.DoubleQuoted && text[place] == '\\')
        || (style == ScalarStyle.SingleQuoted && text[place] == '\'');

    static int EscapeLength(string text, int place, ScalarStyle style) =>
        style == ScalarStyle.SingleQuoted || place + 1 >= text.Length ? 2 : text[place + 1] switch
        {
            'x' => 4,
            'u' => 6,
            'U' => 10,
            _ => 2,
        };

    static int SkipEscapedLineEnds(string text, int place)
    {
        while (place + 1 < text.Length && text[place] == '\\' && text[place + 1] == '\n')
            place = SkipToLetter(text, place + 2);
        return place;
    }

    static int SkipToLetter(string text, int place)
    {
        while (place < text.Length && char.IsWhiteSpace(text[place]))
            place++;
        return place;
    }
}
