using System.Text;

namespace PolicyHa.Rules.Expressions;

/// <summary>
/// Strings counted in code points, as CEL does, where C# counts UTF-16 units. A lone surrogate counts as one.
/// </summary>
static class CodePoints
{
    public static int Count(string text)
    {
        var count = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i - 1], text[i]))
                count--;
        }
        return count;
    }

    /// <summary>
    /// The UTF-16 offset of a code point, or -1 when the text has fewer. The count itself is the end.
    /// </summary>
    public static int ToOffset(string text, long codePoint)
    {
        if (codePoint < 0 || codePoint > text.Length)
            return -1;
        var offset = 0;
        for (; codePoint > 0; codePoint--)
        {
            if (offset >= text.Length)
                return -1;
            offset += IsPairAt(text, offset) ? 2 : 1;
        }
        return offset;
    }

    /// <summary>How many code points stand before a UTF-16 offset.</summary>
    public static int FromOffset(string text, int offset) => Count(text[..offset]);

    /// <summary>The code point at a UTF-16 offset, as text.</summary>
    public static string At(string text, int offset) =>
        offset >= text.Length ? "" : text.Substring(offset, IsPairAt(text, offset) ? 2 : 1);

    /// <summary>
    /// Order by code point. UTF-16 order differs: surrogates stand below U+E000 but mean more than U+FFFF.
    /// </summary>
    public static int Compare(string a, string b)
    {
        var shorter = Math.Min(a.Length, b.Length);
        for (var i = 0; i < shorter; i++)
        {
            if (a[i] != b[i])
                return Rank(a[i]).CompareTo(Rank(b[i]));
        }
        return a.Length.CompareTo(b.Length);
    }

    public static string Reverse(string text)
    {
        var reversed = new StringBuilder(text.Length);
        for (var i = text.Length; i > 0;)
        {
            var size = i > 1 && char.IsSurrogatePair(text[i - 2], text[i - 1]) ? 2 : 1;
            i -= size;
            reversed.Append(text, i, size);
        }
        return reversed.ToString();
    }

    static bool IsPairAt(string text, int offset) =>
        offset + 1 < text.Length && char.IsSurrogatePair(text[offset], text[offset + 1]);

    static int Rank(char c) => char.IsSurrogate(c) ? c + 0x10000 : c;
}
