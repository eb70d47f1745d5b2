using System.Text;

namespace PolicyHa.Rules.Expressions;

/// <summary>The strings extension. Places and lengths count code points.</summary>
static class StringFunctions
{
    public static IEnumerable<Overload> All =>
    [
        Make("charAt", [CelType.Int], CelType.String,
            static (in c) => CodePoints.ToOffset(c.A.Text, c.B.Int) is var at and >= 0
            ? CelValue.Of(CodePoints.At(c.A.Text, at))
            : OutOfRange(c, c.B)),
        Make("indexOf", [CelType.String], CelType.Int, static (in c) => IndexOf(c, 0)),
        Make("indexOf", [CelType.String, CelType.Int], CelType.Int, static (in c) => IndexOf(c, c.C.Int)),
        Make("lastIndexOf", [CelType.String], CelType.Int, static (in c) => LastIndexOf(c, CodePoints.Count(c.A.Text))),
        Make("lastIndexOf", [CelType.String, CelType.Int], CelType.Int, static (in c) => LastIndexOf(c, c.C.Int)),
        Make("lowerAscii", [], CelType.String,
            static (in c) => CelValue.Of(MapAscii(c.A.Text, char.IsAsciiLetterUpper))),
        Make("upperAscii", [], CelType.String,
            static (in c) => CelValue.Of(MapAscii(c.A.Text, char.IsAsciiLetterLower))),
        Make("trim", [], CelType.String, static (in c) => CelValue.Of(c.A.Text.Trim())),
        Make("reverse", [], CelType.String, static (in c) => CelValue.Of(CodePoints.Reverse(c.A.Text))),
        Make("substring", [CelType.Int], CelType.String,
            static (in c) => Substring(c, c.B, CodePoints.Count(c.A.Text))),
        Make("substring", [CelType.Int, CelType.Int], CelType.String, static (in c) => Substring(c, c.B, c.C.Int)),
        Make("replace", [CelType.String, CelType.String], CelType.String, static (in c) => Replace(c, -1)),
        Make("replace", [CelType.String, CelType.String, CelType.Int], CelType.String,
            static (in c) => Replace(c, c.D.Int)),
        Make("split", [CelType.String], CelType.List(CelType.String), static (in c) => Split(c, -1)),
        Make("split", [CelType.String, CelType.Int], CelType.List(CelType.String), static (in c) => Split(c, c.C.Int)),
        new("join", true, [CelType.List(CelType.String)], CelType.String, static (in c) => Join(c, "")),
        new("join", true, [CelType.List(CelType.String), CelType.String], CelType.String,
            static (in c) => Join(c, c.B.Text)),
        new("strings.quote", false, [CelType.String], CelType.String, static (in c) => c.Text(Quote(c.A.Text))),
    ];

    static Overload Make(string name, CelType[] arguments, CelType result, CelBody body) =>
        new(name, true, [CelType.String, .. arguments], result, body);

    static CelValue OutOfRange(in CelCall c, in CelValue index) => c.Failed($"index out of range: {index}");

    static CelValue IndexOf(in CelCall c, long from)
    {
        var (text, part) = (c.A.Text, c.B.Text);
        if (from < 0)
            return OutOfRange(c, c.C);
        if (part.Length == 0)
            return CelValue.Of(from);
        var start = CodePoints.ToOffset(text, from);
        var found = start < 0 ? -1 : text.IndexOf(part, start, StringComparison.Ordinal);
        return CelValue.Of((long)(found < 0 ? -1 : CodePoints.FromOffset(text, found)));
    }

    static CelValue LastIndexOf(in CelCall c, long latest)
    {
        var (text, part) = (c.A.Text, c.B.Text);
        if (latest < 0)
            return OutOfRange(c, c.C);
        if (part.Length == 0)
            return CelValue.Of(latest);
        var start = CodePoints.ToOffset(text, latest);
        if (start < 0)
            return CelValue.Of(-1L);
        var end = Math.Min(text.Length, start + part.Length);
        var found = text.AsSpan(0, end).LastIndexOf(part, StringComparison.Ordinal);
        return CelValue.Of((long)(found < 0 ? -1 : CodePoints.FromOffset(text, found)));
    }

    static CelValue Substring(in CelCall c, in CelValue first, long end)
    {
        var text = c.A.Text;
        var from = CodePoints.ToOffset(text, first.Int);
        var to = CodePoints.ToOffset(text, end);
        if (from < 0)
            return OutOfRange(c, first);
        if (to < 0)
            return OutOfRange(c, CelValue.Of(end));
        return from <= to
            ? CelValue.Of(text[from..to])
            : c.Failed($"invalid substring range. start: {first}, end: {end}");
    }

    static string MapAscii(string text, Func<char, bool> isOther) =>
        string.Create(text.Length, (text, isOther), static (chars, state) =>
        {
            for (var i = 0; i < chars.Length; i++)
                chars[i] = state.isOther(state.text[i]) ? (char)(state.text[i] ^ 0x20) : state.text[i];
        });

    /// <summary>
    /// Replaces the first <paramref name="limit"/> occurrences; all when it is negative. An empty text occurs around
    /// every character.
    /// </summary>
    static CelValue Replace(in CelCall c, long limit)
    {
        var (text, old, replacement) = (c.A.Text, c.B.Text, c.C.Text);
        var result = new StringBuilder();
        var at = 0;
        for (; limit != 0; limit--)
        {
            var found = text.IndexOf(old, at, StringComparison.Ordinal);
            if (found < 0)
                break;
            result.Append(text, at, found - at).Append(replacement);
            if (result.Length > CelLimits.BuiltTextLength)
                return c.TooLong(result.Length);
            at = found + old.Length;
            if (old.Length > 0)
                continue;
            if (at >= text.Length)
                return c.Text(result.ToString());
            var character = CodePoints.At(text, at);
            result.Append(character);
            at += character.Length;
        }
        return c.Text(result.Append(text, at, text.Length - at).ToString());
    }

    /// <summary>
    /// At most <paramref name="limit"/> parts, the last with the rest; all when it is negative, none when it is 0.
    /// </summary>
    static CelValue Split(in CelCall c, long limit)
    {
        var (text, separator) = (c.A.Text, c.B.Text);
        var parts = new List<CelValue>();
        var at = 0;
        while (limit != 0)
        {
            if (!c.Frame.Charge(1))
                return c.Failed("too many parts");
            var isLast = limit > 0 && parts.Count == limit - 1;
            var end = separator.Length == 0
                ? at + CodePoints.At(text, at).Length
                : text.IndexOf(separator, at, StringComparison.Ordinal);
            if (separator.Length == 0 ? end >= text.Length : end < 0)
                isLast = true;
            if (isLast)
            {
                if (separator.Length > 0 || at < text.Length)
                    parts.Add(CelValue.Of(text[at..]));
                break;
            }
            parts.Add(CelValue.Of(text[at..end]));
            at = end + separator.Length;
        }
        return CelValue.Of(new CelArray([.. parts]));
    }

    static CelValue Join(in CelCall c, string separator)
    {
        var result = new StringBuilder();
        var list = c.A.List;
        for (var i = 0; i < list.Count; i++)
        {
            var element = list[i];
            if (element.Kind != CelValueKind.String)
                return c.Failed($"no such overload: join() on a list with {element.TypeName}");
            result.Append(i == 0 ? "" : separator).Append(element.Text);
            if (result.Length > CelLimits.BuiltTextLength)
                return c.TooLong(result.Length);
        }
        return CelValue.Of(result.ToString());
    }

    static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes()) // a lone surrogate comes out as U+FFFD
        {
            quoted.Append(rune.Value switch
            {
                '\a' => "\\a",
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\v' => "\\v",
                '\\' => "\\\\",
                '"' => "\\\"",
                _ => rune.ToString(),
            });
        }
        return quoted.Append('"').ToString();
    }
}
