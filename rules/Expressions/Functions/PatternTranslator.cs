using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PolicyHa.Rules.Expressions;

/// <summary>
/// Writes an RE2 pattern so that .NET means the same: \d \w \s are ASCII, $ is the very end, a dot is a whole code
/// point, [ within [...] is plain, (?P&lt;name&gt; is a group. What cannot be said in .NET is refused, never
/// approximated.
/// </summary>
sealed partial class PatternTranslator(string pattern)
{
    /// <summary>
    /// Most states of an automaton. Measured: twice as many can take 0.3 s on a text of 3,000 characters.
    /// </summary>
    const long StatesMax = 1_000;

    /// <summary>RE2's own bound for {n,m}.</summary>
    const int RepeatMax = 1_000;

    readonly StringBuilder result = new();
    readonly Stack<long> outerStates = new();
    long states;
    long statesOfAtom;
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
            CountStates(c);
            switch (c)
            {
                case '\\': TranslateEscape(); break;
                case '[': TranslateClass(); break;
                case '(' when at < pattern.Length && pattern[at] == '?': TranslateGroup(); break;
                case '$': result.Append(isMultiline ? "$" : @"\z"); break;
                case '.':
                    result.Append(@"(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|").Append(isDotAll ? @"[\s\S])" : @"[^\n])");
                    break;
                case >= '\uD800' and <= '\uDBFF' when at < pattern.Length:
                    // One code point, so that what follows (+, *, {2}) repeats the whole of it.
                    result.Append("(?:").Append(c).Append(pattern[at++]).Append(')');
                    break;
                default: result.Append(c); break;
            }
        }
    }

    /// <summary>Counts, roughly, the states the automaton will have; inside a group from zero.</summary>
    void CountStates(char c)
    {
        switch (c)
        {
            case '(':
                outerStates.Push(states);
                states = 0;
                break;
            case ')' when outerStates.TryPop(out var outer):
                statesOfAtom = states + 1;
                states = outer + statesOfAtom;
                break;
            case '{':
                CountRepeat();
                break;
            case '*' or '+' or '?' or ')':
                break;
            default:
                states += statesOfAtom = 1;
                break;
        }
    }

    /// <summary>{n} and {n,m} multiply what stands before them. The opening brace is taken.</summary>
    void CountRepeat()
    {
        var end = pattern.IndexOf('}', at);
        var bound = end < 0 ? "" : pattern[at..end].Split(',')[^1];
        if (bound.Length == 0 && end > at)
            bound = pattern[at..(end - 1)];
        if (!int.TryParse(bound, NumberStyles.None, CultureInfo.InvariantCulture, out var times))
            return; // a plain brace, or nonsense that .NET refuses
        if (times > RepeatMax)
            problem = $"more than {RepeatMax} repetitions";
        states += statesOfAtom * Math.Max(0, times - 1);
        statesOfAtom *= Math.Max(1, times);
        if (states + outerStates.Sum() > StatesMax)
            problem = $"it needs more than {StatesMax} states; repeat less";
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
            case 'x' when pattern.AsSpan(at) is [var high, var low, ..]
                && char.IsAsciiHexDigit(high) && char.IsAsciiHexDigit(low):
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
        result.Append(Regex.Escape(quoted));
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
            problem = "of (?...) only (?:...), (?P<name>...) and flags at the beginning, as in (?i), are supported";
            return;
        }
        var flags = rest[..length];
        isMultiline = flags.Contains('m');
        isDotAll = flags.Contains('s');
        result.Append("(?").Append(flags).Append(')');
        at += length + 2;
    }
}
