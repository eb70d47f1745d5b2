using System.Globalization;

namespace PolicyHa.Rules.Expressions;

/// <summary>
/// Recursive descent with precedence climbing. After the first syntax error the rest reads as "end of text", so one
/// slip is reported once; what is merely not supported is noted and parsing goes on.
/// </summary>
sealed partial class Parser
{
    static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
        "namespace", "return", "var", "void", "while",
    };

    readonly string text;
    readonly ProblemList problems;
    readonly List<Token> tokens;
    int at;
    int nesting;
    bool isBroken;

    Parser(string text, ProblemList problems)
    {
        this.text = text;
        this.problems = problems;
        tokens = Lexer.Read(text, problems);
    }

    /// <summary>The syntax tree, or null when there is none; the problems say why.</summary>
    public static Node? Parse(string text, ProblemList problems)
    {
        var parser = new Parser(text, problems);
        if (parser.Current.Kind == TokenKind.End && problems.IsEmpty)
        {
            problems.Add(0, text.Length, CelProblemCode.Syntax, "the expression is empty");
            return null;
        }
        var root = parser.ParseExpression();
        if (!parser.isBroken && parser.Current.Kind != TokenKind.End)
            parser.Break(parser.Current, $"'{parser.Current.Text}' is not expected here");
        return parser.isBroken ? null : root;
    }

    Token Current => tokens[at];

    Node ParseExpression()
    {
        if (++nesting > CelLimits.Depth)
            BreakTooDeep(Current.Offset, Current.Length);
        var condition = ParseBinary(Precedence.Or);
        if (TryTake(TokenKind.Question))
        {
            var then = ParseExpression();
            Expect(TokenKind.Colon, "':' and the other case are missing after '?'");
            var other = ParseExpression();
            condition = Made(new Conditional(condition, then, other, condition.Offset, other.End - condition.Offset));
        }
        nesting--;
        return condition;
    }

    Node ParseBinary(Precedence lowest)
    {
        var left = ParseUnary();
        while (PrecedenceOf(Current.Kind) is var precedence && precedence >= lowest && !isBroken)
        {
            var sign = Take();
            var right = ParseBinary(precedence + 1);
            var length = right.End - left.Offset;
            left = Made<Node>(precedence is Precedence.Or or Precedence.And
                ? new Logic(precedence == Precedence.And, Chain(left, right, precedence), left.Offset, length)
                : new Binary(sign.Kind, left, right, sign.Offset, left.Offset, length));
        }
        return left;

        // a || b || c is one chain; (a || b) || c is too, and means the same.
        static IReadOnlyList<Node> Chain(Node left, Node right, Precedence precedence) =>
            left is Logic chain && chain.IsAnd == (precedence == Precedence.And)
                ? [.. chain.Terms, right]
                : [left, right];
    }

    Node ParseUnary()
    {
        var signs = new Stack<Token>();
        while (Current.Kind is TokenKind.Not or TokenKind.Minus && !IsNegativeNumberAhead)
            signs.Push(Take());
        var operand = ParseMember();
        foreach (var sign in signs)
            operand = Made(new Unary(sign.Kind, operand, sign.Offset, operand.End - sign.Offset));
        return operand;
    }

    /// <summary>"-9223372036854775808" is a literal, and there is no such positive one to negate.</summary>
    bool IsNegativeNumberAhead =>
        Current.Kind == TokenKind.Minus && tokens[at + 1].Kind is TokenKind.Int or TokenKind.Double;

    enum Precedence
    {
        None,
        Or,
        And,
        Relation,
        Sum,
        Product,
        Unary,
    }

    static Precedence PrecedenceOf(TokenKind kind) => kind switch
    {
        TokenKind.Or => Precedence.Or,
        TokenKind.And => Precedence.And,
        TokenKind.Equal or TokenKind.NotEqual or TokenKind.Less or TokenKind.LessOrEqual or TokenKind.Greater
            or TokenKind.GreaterOrEqual or TokenKind.In => Precedence.Relation,
        TokenKind.Plus or TokenKind.Minus => Precedence.Sum,
        TokenKind.Star or TokenKind.Slash or TokenKind.Percent => Precedence.Product,
        _ => Precedence.None,
    };

    Literal ParseNumber()
    {
        var start = Current.Offset;
        var sign = TryTake(TokenKind.Minus) ? "-" : "";
        var token = Take();
        var length = token.End - start;
        if (token.Kind == TokenKind.Double)
        {
            var isNumber = CelNumbers.TryParseDouble(sign + token.Text, out var number);
            if (!isNumber)
                problems.Add(start, length, CelProblemCode.Literal, $"'{sign}{token.Text}' is too large for a number");
            return new Literal(CelValue.Of(number), CelType.Double, start, length);
        }

        var isHex = token.Text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        var isInt = isHex
            ? TryParseHex(sign, token.Text[2..], out var value)
            : CelNumbers.TryParseInt(sign + token.Text, out value);
        if (!isInt)
        {
            problems.Add(start, length, CelProblemCode.Literal, $"'{sign}{token.Text}' is not a 64-bit number",
                "integers reach from -9223372036854775808 to 9223372036854775807");
        }
        return new Literal(CelValue.Of(value), CelType.Int, start, length);
    }

    static bool TryParseHex(string sign, string digits, out long value)
    {
        var isHex = ulong.TryParse(
            digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var magnitude);
        value = sign == "-" ? unchecked((long)(0 - magnitude)) : unchecked((long)magnitude);
        return isHex && magnitude <= (sign == "-" ? 1UL << 63 : long.MaxValue);
    }

    Token Take() => isBroken ? Current : tokens[at++];

    bool TryTake(TokenKind kind)
    {
        if (Current.Kind != kind)
            return false;
        at++;
        return true;
    }

    void Expect(TokenKind kind, string message)
    {
        if (!TryTake(kind))
            Break(Current, Current.Kind == TokenKind.End ? message : $"{message}; found '{Current.Text}'");
    }

    T Made<T>(T node)
        where T : Node
    {
        if (node.Depth > CelLimits.Depth)
            BreakTooDeep(node.Offset, node.Length);
        return node;
    }

    void BreakTooDeep(int offset, int length) => Break(offset, length, CelProblemCode.Limit,
        $"the expression is nested more than {CelLimits.Depth} deep", "split it into variables");

    void Break(Token token, string message, string? hint = null) =>
        Break(token.Offset, token.Length, CelProblemCode.Syntax, message, hint);

    void Break(int offset, int length, string code, string message, string? hint = null)
    {
        if (isBroken)
            return;
        isBroken = true;
        problems.Add(offset, length, code, message, hint);
        at = tokens.Count - 1;
    }
}
