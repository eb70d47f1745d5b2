using System.Text;

namespace PolicyHa.Rules.Expressions;

/// <summary>
/// Writes an RE2 pattern so that .NET means the same: \d \w \s are ASCII, $ is the very end, a dot is a whole code point,
/// [ within [...] is plain, (?P&lt;name&gt; is a group. What cannot be said in .NET is refused, never approximated.
/// </summary>
sealed class PatternTranslator(string pattern)
{
    const string Digits = "0-9", Word = "0-9A-Za-z_", Blank = @"\t\n\f\r ";
    readonly StringBuilder result = new();
    int at;
    bool isMultiline;
    bool isDotAll;
    string? problem;

    public static bool TryTranslate(string pattern, out string translated, out string why)
    {
        var translator = new PatternTranslator(pattern);
        translator.Translate();
        translated = translator.result.ToString();
        why = translator.problem is null ? "" : $"'{pattern}' is not a pattern: {translator.problem}";
        return translator.problem is null;
    }

    void Translate()
    {
        while (at < pattern.Length && problem is null)
        {
            var c = pattern[at++];
            switch (c)
            {
                case '\\': TranslateEscape(); break;
                case '[': TranslateClass(); break;
                case '(' when at < pattern.Length && pattern[at] == '?': TranslateGroup(); break;
                case '$': result.Append(isMultiline ? "$" : @"\z"); break;
                case '.': result.Append(isDotAll ? @"(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|[\s\S])" : @"(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|[^\n])"); break;
                case >= '\uD800' and <= '\uDBFF' when at < pattern.Length:
                    // One code point, so that what follows (+, *, {2}) repeats the whole of it.
                    result.Append("(?:").Append(c).Append(pattern[at++]).Append(')');
                    break;
                default: result.Append(c); break;
            }
        }
    }

    void TranslateEscape()
    {
        if (at >= pattern.Length)
        {
            problem = @"\ at the end";
            return;
        }
        var c = pattern[at++];
        switch (c)
        {
            case 'd' or 'w' or 's': result.Append('[').Append(SetOf(c)).Append(']'); break;
            case 'D' or 'W' or 'S': result.Append("[^").Append(SetOf(char.ToLowerInvariant(c))).Append(']'); break;
            case 'p' or 'P': TranslateProperty(c); break;
            case 'Q': TranslateQuoted(); break;
            case 'A' or 'z' or 'b' or 'B': result.Append('\\').Append(c); break;
            default: TranslateCharacter(c); break;
        }
    }

    /// <summary>An escape that means one character, inside brackets or out.</summary>
    void TranslateCharacter(char c)
    {
        switch (c)
        {
            case 'a' or 'f' or 't' or 'n' or 'r' or 'v':
                result.Append('\\').Append(c);
                break;
            case 'x' when pattern.AsSpan(at) is [var high, var low, ..] && char.IsAsciiHexDigit(high) && char.IsAsciiHexDigit(low):
                result.Append(@"\x").Append(high).Append(low);
                at += 2;
                break;
            case < '\u0080' when !char.IsAsciiLetterOrDigit(c):
                result.Append('\\').Append(c);
                break;
            default:
                problem = $@"\{c} is not supported";
                break;
        }
    }

    void TranslateProperty(char letter)
    {
        var end = at < pattern.Length && pattern[at] == '{' ? pattern.IndexOf('}', at) : at;
        if (end < 0 || end >= pattern.Length)
        {
            problem = $@"\{letter} wants a name, as in \{letter}{{L}}";
            return;
        }
        var name = pattern[at..(end + 1)].Trim('{', '}');
        at = end + 1;
        // General categories mean the same; scripts are blocks in .NET, which is something else.
        if (name.Length is 1 or 2)
            result.Append('\\').Append(letter).Append('{').Append(name).Append('}');
        else
            problem = $@"\{letter}{{{name}}} is not supported; only general categories such as \pL are";
    }

    void TranslateQuoted()
    {
        var end = pattern.IndexOf(@"\E", at, StringComparison.Ordinal);
        var quoted = end < 0 ? pattern[at..] : pattern[at..end];
        at = end < 0 ? pattern.Length : end + 2;
        result.Append(System.Text.RegularExpressions.Regex.Escape(quoted));
    }

    void TranslateGroup()
    {
        var rest = pattern.AsSpan(at + 1);
        if (rest.StartsWith("P<") || (rest.StartsWith("<") && !rest.StartsWith("<=") && !rest.StartsWith("<!")))
        {
            result.Append("(?<");
            at += rest.StartsWith("P") ? 3 : 2;
            return;
        }
        if (rest.StartsWith(":"))
        {
            result.Append("(?:");
            at += 2;
            return;
        }

        var length = rest.IndexOfAnyExcept("ims-");
        if (length <= 0 || rest[length] != ')' || at != 1 || rest[..length].Contains('-'))
        {
            problem = "of (?...) only (?:...), (?P<name>...) and flags at the very beginning, as in (?i), are supported";
            return;
        }
        var flags = rest[..length];
        isMultiline = flags.Contains('m');
        isDotAll = flags.Contains('s');
        result.Append("(?").Append(flags).Append(')');
        at += length + 2;
    }

    void TranslateClass()
    {
        result.Append('[');
        if (at < pattern.Length && pattern[at] == '^')
            result.Append(pattern[at++]);
        for (var isFirst = true; problem is null; isFirst = false)
        {
            if (at >= pattern.Length)
            {
                problem = "']' is missing";
                return;
            }
            var c = pattern[at++];
            if (c == ']' && !isFirst)
            {
                result.Append(']');
                return;
            }
            TranslateMember(c);
        }
    }

    void TranslateMember(char c)
    {
        if (char.IsSurrogate(c))
        {
            problem = "a character beyond U+FFFF cannot stand in [...]; write (?:x|y)";
        }
        else if (c == '[' && at < pattern.Length && pattern[at] == ':')
        {
            TranslatePosixClass();
        }
        else if (c is '[' or ']')
        {
            result.Append('\\').Append(c);
        }
        else if (c != '\\')
        {
            result.Append(c);
        }
        else if (at >= pattern.Length)
        {
            problem = @"\ at the end";
        }
        else
        {
            var escaped = pattern[at++];
            if (SetOf(escaped) is { } set)
                result.Append(set);
            else if (escaped is 'p' or 'P')
                TranslateProperty(escaped);
            else
                TranslateCharacter(escaped);
        }
    }

    void TranslatePosixClass()
    {
        var end = pattern.IndexOf(":]", at, StringComparison.Ordinal);
        var name = end < 0 ? "" : pattern[(at + 1)..end];
        var set = name switch
        {
            "alnum" => "0-9A-Za-z",
            "alpha" => "A-Za-z",
            "digit" => Digits,
            "lower" => "a-z",
            "upper" => "A-Z",
            "space" => Blank + @"\v",
            "word" => Word,
            "xdigit" => "0-9A-Fa-f",
            _ => null,
        };
        if (set is null)
            problem = "unknown class in [...]";
        result.Append(set);
        at = end + 2;
    }

    static string? SetOf(char letter) => letter switch
    {
        'd' => Digits,
        'w' => Word,
        's' => Blank,
        _ => null,
    };
}
