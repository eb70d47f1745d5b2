using System.Globalization;
using System.Text;

namespace PolicyHa.Rules.Expressions;

/// <summary>String literals: four ways to quote, raw or with escapes.</summary>
sealed partial class Lexer
{
    bool IsStringAhead(out string prefix)
    {
        var quote = at;
        while (quote < text.Length && quote - at < 2 && text[quote] is 'r' or 'R' or 'b' or 'B')
            quote++;
        prefix = text[at..quote].ToLowerInvariant();
        return quote < text.Length && text[quote] is '\'' or '"' && prefix is "" or "r" or "b" or "rb" or "br";
    }

    void ReadString(string prefix)
    {
        var start = at;
        at += prefix.Length;
        var quote = text[at];
        var isTriple = Next == quote && at + 2 < text.Length && text[at + 2] == quote;
        var closing = new string(quote, isTriple ? 3 : 1);
        at += closing.Length;

        var isRaw = prefix.Contains('r', StringComparison.Ordinal);
        var value = new StringBuilder();
        while (!text.AsSpan(at).StartsWith(closing))
        {
            if (at >= text.Length || (!isTriple && Current is '\n' or '\r'))
            {
                Problem(start, "the string is not closed", $"end it with {closing}");
                break;
            }
            if (Current == '\\' && !isRaw)
                ReadEscape(value);
            else
                value.Append(text[at++]);
        }

        at = Math.Min(text.Length, at + closing.Length);
        if (prefix.Contains('b', StringComparison.Ordinal))
            Refuse(start, "byte strings", "write a string without the b");
        tokens.Add(new Token(TokenKind.String, start, at - start, value.ToString()));
    }

    void ReadEscape(StringBuilder value)
    {
        var start = at;
        var letter = Next;
        at = Math.Min(text.Length, at + 2);
        switch (letter)
        {
            case 'a': value.Append('\a'); break;
            case 'b': value.Append('\b'); break;
            case 'f': value.Append('\f'); break;
            case 'n': value.Append('\n'); break;
            case 'r': value.Append('\r'); break;
            case 't': value.Append('\t'); break;
            case 'v': value.Append('\v'); break;
            case '\\' or '?' or '"' or '\'' or '`': value.Append(letter); break;
            case 'x' or 'X': ReadCode(value, start, 2, isHex: true); break;
            case 'u': ReadCode(value, start, 4, isHex: true); break;
            case 'U': ReadCode(value, start, 8, isHex: true); break;
            case >= '0' and <= '3':
                at--;
                ReadCode(value, start, 3, isHex: false);
                break;
            default:
                Problem(start, $"'{text[start..at]}' is not an escape",
                    @"write \\ for a backslash, or r'...' for a raw string");
                break;
        }
    }

    void ReadCode(StringBuilder value, int start, int digits, bool isHex)
    {
        var from = at;
        while (at - from < digits && (isHex ? char.IsAsciiHexDigit(Current) : Current is >= '0' and <= '7'))
            at++;
        if (at - from < digits)
        {
            Problem(start, $"'{text[start..at]}' needs {digits} {(isHex ? "hexadecimal" : "octal")} digits");
            return;
        }
        var code = isHex
            ? uint.Parse(text.AsSpan(from, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
            : Convert.ToUInt32(text.Substring(from, digits), 8);
        if (Rune.IsValid(code))
            value.Append(new Rune(code).ToString());
        else
            Problem(start, $"'{text[start..at]}' is not a Unicode character");
    }
}
