namespace PolicyHa.Rules.Expressions;

/// <summary>Names, literals, and what may follow them: .field, .method(), [index].</summary>
sealed partial class Parser
{
    Node ParseMember()
    {
        var node = ParsePrimary();
        while (!isBroken)
        {
            if (TryTake(TokenKind.Dot))
                node = ParseAfterDot(node);
            else if (TryTake(TokenKind.OpenBracket))
                node = ParseIndex(node);
            else if (Current.Kind == TokenKind.OpenBrace && QualifiedName.Of(node) is { } type)
            {
                Refuse(node.Offset, Current.End - node.Offset,
                    $"message literals such as {type}{{...}} are not supported", "write a map, {'field': value}");
            }
            else
                return node;
        }
        return node;
    }

    Node ParseAfterDot(Node target)
    {
        if (Current.Kind == TokenKind.Question)
            RefuseOptional("write has(a.b) ? a.b : default");
        var name = Current;
        if (name.Kind is TokenKind.In or TokenKind.True or TokenKind.False or TokenKind.Null)
            Break(name, $"'{name.Text}' cannot be a field name here", $"write ['{name.Text}']");
        Expect(TokenKind.Identifier, "a field or function name is missing after '.'");
        return TryTake(TokenKind.OpenParen)
            ? ParseCall(target, name)
            : Made(new Select(target, name.Text, name.Offset, false, target.Offset, name.End - target.Offset));
    }

    Index ParseIndex(Node target)
    {
        if (Current.Kind == TokenKind.Question)
            RefuseOptional("write key in map ? map[key] : default");
        var key = ParseExpression();
        var end = Current.End;
        Expect(TokenKind.CloseBracket, "']' is missing");
        return Made(new Index(target, key, target.Offset, end - target.Offset));
    }

    Node ParsePrimary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Int or TokenKind.Double or TokenKind.Minus when IsNumberAhead:
                return ParseNumber();
            case TokenKind.String:
                return new Literal(CelValue.Of(Take().Text), CelType.String, token.Offset, token.Length);
            case TokenKind.True or TokenKind.False:
                Take();
                return new Literal(CelValue.Of(token.Kind == TokenKind.True), CelType.Bool, token.Offset, token.Length);
            case TokenKind.Null:
                Take();
                return new Literal(CelValue.Null, CelType.Null, token.Offset, token.Length);
            case TokenKind.Identifier:
                return ParseName();
            case TokenKind.OpenParen:
                Take();
                var inner = ParseExpression();
                Expect(TokenKind.CloseParen, "')' is missing");
                return inner;
            case TokenKind.OpenBracket:
                return ParseList();
            case TokenKind.OpenBrace:
                return ParseMap();
            case TokenKind.Dot:
                Refuse(token.Offset, token.Length, "names with a leading dot are not supported", "leave the dot out");
                break;
            default:
                Break(token, token.Kind == TokenKind.End
                    ? "a value is missing at the end"
                    : $"a value is missing before '{token.Text}'");
                break;
        }
        return new Literal(CelValue.Null, CelType.Dyn, token.Offset, token.Length);
    }

    bool IsNumberAhead => Current.Kind != TokenKind.Minus || IsNegativeNumberAhead;

    Node ParseName()
    {
        var name = Take();
        if (Reserved.Contains(name.Text))
            Break(name, $"'{name.Text}' is a reserved word and cannot be a name");
        return TryTake(TokenKind.OpenParen)
            ? ParseCall(null, name)
            : new Name(name.Text, name.Offset, name.Length);
    }

    ListLiteral ParseList()
    {
        var start = Take();
        var elements = ParseElements(TokenKind.CloseBracket, () =>
        {
            if (Current.Kind == TokenKind.Question)
                RefuseOptional("write the element or leave it out");
            return ParseExpression();
        });
        return Made(new ListLiteral(elements, start.Offset, LengthFrom(start)));
    }

    MapLiteral ParseMap()
    {
        var start = Take();
        var entries = ParseElements(TokenKind.CloseBrace, () =>
        {
            if (Current.Kind == TokenKind.Question)
                RefuseOptional("write the entry or leave it out");
            var key = ParseExpression();
            Expect(TokenKind.Colon, "':' is missing after the key");
            return (key, ParseExpression());
        });
        return Made(new MapLiteral(entries, start.Offset, LengthFrom(start)));
    }

    List<T> ParseElements<T>(TokenKind closing, Func<T> parseElement)
    {
        var elements = new List<T>();
        while (!isBroken && Current.Kind != closing)
        {
            var token = Current;
            elements.Add(parseElement());
            if (elements.Count > CelLimits.LiteralElements)
            {
                Break(token.Offset, token.Length, CelProblemCode.Limit,
                    $"a literal may have {CelLimits.LiteralElements} elements");
            }
            if (!TryTake(TokenKind.Comma))
                break;
        }
        Expect(closing, closing switch
        {
            TokenKind.CloseBracket => "']' is missing",
            TokenKind.CloseBrace => "'}' is missing",
            _ => "')' is missing",
        });
        return elements;
    }

    int LengthFrom(Token start) => (isBroken ? text.Length : tokens[at - 1].End) - start.Offset;

    void RefuseOptional(string hint) =>
        Refuse(Current.Offset, Current.Length, "optional values (?) are not supported", hint);

    /// <summary>Refuses what could not be parsed further anyway.</summary>
    void Refuse(int offset, int length, string message, string hint) =>
        Break(offset, length, CelProblemCode.NotSupported, message, hint);
}
