namespace PolicyHa.Rules.Expressions;

/// <summary>
/// Cuts the text into tokens. A mistake is noted and the cutting goes on, so that one run finds all of them.
/// </summary>
sealed partial class Lexer(string text, ProblemList problems)
{
    readonly List<Token> tokens = [];
    int at;

    public static List<Token> Read(string text, ProblemList problems)
    {
        var lexer = new Lexer(text, problems);
        while (lexer.SkipBlanks())
            lexer.ReadToken();
        lexer.tokens.Add(new Token(TokenKind.End, text.Length, 0, ""));
        return lexer.tokens;
    }

    char Current => at < text.Length ? text[at] : '\0';

    char Next => at + 1 < text.Length ? text[at + 1] : '\0';

    bool SkipBlanks()
    {
        while (at < text.Length)
        {
            if (Current == '/' && Next == '/')
                at = text.IndexOf('\n', at) is var end and >= 0 ? end : text.Length;
            else if (Current is ' ' or '\t' or '\n' or '\r' or '\f')
                at++;
            else
                return true;
        }
        return false;
    }

    void ReadToken()
    {
        if (IsStringAhead(out var prefix))
            ReadString(prefix);
        else if (IsLetter(Current))
            ReadWord();
        else if (char.IsAsciiDigit(Current) || (Current == '.' && char.IsAsciiDigit(Next)))
            ReadNumber();
        else if (Current == '`')
            RefuseQuotedName();
        else
            ReadSign();
    }

    void ReadWord()
    {
        var start = at;
        while (IsLetter(Current) || char.IsAsciiDigit(Current))
            at++;
        var word = text[start..at];
        Add(start, word switch
        {
            "true" => TokenKind.True,
            "false" => TokenKind.False,
            "null" => TokenKind.Null,
            "in" => TokenKind.In,
            _ => TokenKind.Identifier,
        });
    }

    void ReadNumber()
    {
        var start = at;
        var kind = TokenKind.Int;
        if (Current == '0' && Next is 'x' or 'X')
        {
            at += 2;
            while (char.IsAsciiHexDigit(Current))
                at++;
        }
        else
        {
            SkipDigits();
            if (Current == '.' && char.IsAsciiDigit(Next))
            {
                kind = TokenKind.Double;
                at++;
                SkipDigits();
            }
            if (IsExponentAhead())
            {
                kind = TokenKind.Double;
                at += 2;
                SkipDigits();
            }
        }

        var end = at;
        if (kind == TokenKind.Int && Current is 'u' or 'U' && !IsLetter(Next))
        {
            at++;
            Refuse(start, "unsigned numbers", $"write {text[start..end]}");
        }
        else if (IsLetter(Current))
        {
            while (IsLetter(Current) || char.IsAsciiDigit(Current))
                at++;
            Problem(start, $"'{text[start..at]}' is not a number");
        }
        tokens.Add(new Token(kind, start, at - start, text[start..end]));
    }

    void SkipDigits()
    {
        while (char.IsAsciiDigit(Current))
            at++;
    }

    bool IsExponentAhead() =>
        Current is 'e' or 'E'
        && (char.IsAsciiDigit(Next) || (Next is '+' or '-' && at + 2 < text.Length && char.IsAsciiDigit(text[at + 2])));

    void RefuseQuotedName()
    {
        var start = at;
        var end = text.IndexOf('`', at + 1);
        at = end < 0 ? text.Length : end + 1;
        var name = text[(start + 1)..(end < 0 ? at : end)];
        Refuse(start, "quoted field names", $"write ['{name}'] instead of .`{name}`");
        Add(start, TokenKind.Identifier);
    }

    void ReadSign()
    {
        var start = at;
        var (kind, length) = (Current, Next) switch
        {
            ('&', '&') => (TokenKind.And, 2),
            ('|', '|') => (TokenKind.Or, 2),
            ('=', '=') => (TokenKind.Equal, 2),
            ('!', '=') => (TokenKind.NotEqual, 2),
            ('<', '=') => (TokenKind.LessOrEqual, 2),
            ('>', '=') => (TokenKind.GreaterOrEqual, 2),
            ('<', _) => (TokenKind.Less, 1),
            ('>', _) => (TokenKind.Greater, 1),
            ('!', _) => (TokenKind.Not, 1),
            ('-', _) => (TokenKind.Minus, 1),
            ('+', _) => (TokenKind.Plus, 1),
            ('*', _) => (TokenKind.Star, 1),
            ('/', _) => (TokenKind.Slash, 1),
            ('%', _) => (TokenKind.Percent, 1),
            ('?', _) => (TokenKind.Question, 1),
            (':', _) => (TokenKind.Colon, 1),
            (',', _) => (TokenKind.Comma, 1),
            ('.', _) => (TokenKind.Dot, 1),
            ('(', _) => (TokenKind.OpenParen, 1),
            (')', _) => (TokenKind.CloseParen, 1),
            ('[', _) => (TokenKind.OpenBracket, 1),
            (']', _) => (TokenKind.CloseBracket, 1),
            ('{', _) => (TokenKind.OpenBrace, 1),
            ('}', _) => (TokenKind.CloseBrace, 1),
            _ => (TokenKind.End, 0),
        };
        if (length > 0)
        {
            at += length;
            Add(start, kind);
            return;
        }

        var sign = CodePoints.At(text, at);
        at += sign.Length;
        Problem(start, $"'{sign}' has no meaning here", sign switch
        {
            "=" => "write == to compare",
            "&" => "write && for 'and'",
            "|" => "write || for 'or'",
            _ => null,
        });
    }

    void Add(int start, TokenKind kind) => tokens.Add(new Token(kind, start, at - start, text[start..at]));

    void Problem(int start, string message, string? hint = null) =>
        problems.Add(start, at - start, CelProblemCode.Syntax, message, hint);

    void Refuse(int start, string what, string hint) =>
        problems.Add(start, at - start, CelProblemCode.NotSupported, $"{what} are not supported", hint);

    static bool IsLetter(char c) => char.IsAsciiLetter(c) || c == '_';
}
