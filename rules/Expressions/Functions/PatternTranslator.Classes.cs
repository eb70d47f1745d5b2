namespace PolicyHa.Rules.Expressions;

/// <summary>Character classes: [...] and what may stand in it.</summary>
sealed partial class PatternTranslator
{
    const string Digits = "0-9";
    const string Word = "0-9A-Za-z_";
    const string Blank = @"\t\n\f\r ";

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
