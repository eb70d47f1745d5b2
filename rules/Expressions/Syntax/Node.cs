namespace PolicyHa.Rules.Expressions;

/// <summary>
/// A piece of syntax and where it stands: UTF-16 units of the expression's text. Its depth counts the nodes on the
/// longest way down, itself included.
/// </summary>
abstract record Node(int Offset, int Length, int Depth)
{
    public int End => Offset + Length;

    protected static int Deepest(IEnumerable<Node?> children) => 1 + children.Max(c => c?.Depth ?? 0);
}

sealed record Literal(CelValue Value, CelType Type, int Offset, int Length) : Node(Offset, Length, 1);

sealed record Name(string Text, int Offset, int Length) : Node(Offset, Length, 1);

/// <summary>target.field; with <paramref name="IsPresenceTest"/> it is has(target.field).</summary>
sealed record Select(Node Target, string Field, int FieldOffset, bool IsPresenceTest, int Offset, int Length)
    : Node(Offset, Length, 1 + Target.Depth);

sealed record Index(Node Target, Node Key, int Offset, int Length)
    : Node(Offset, Length, Deepest([Target, Key]));

sealed record Call(Node? Target, string Function, int NameOffset, IReadOnlyList<Node> Arguments, int Offset, int Length)
    : Node(Offset, Length, Deepest([Target, .. Arguments]));

/// <summary>
/// A chain of &amp;&amp; or of ||. Flat, because the two are associative and a long chain is not deep thinking.
/// </summary>
sealed record Logic(bool IsAnd, IReadOnlyList<Node> Terms, int Offset, int Length)
    : Node(Offset, Length, Deepest(Terms));

sealed record Unary(TokenKind Operator, Node Operand, int Offset, int Length)
    : Node(Offset, Length, 1 + Operand.Depth);

sealed record Binary(TokenKind Operator, Node Left, Node Right, int OperatorOffset, int Offset, int Length)
    : Node(Offset, Length, Deepest([Left, Right]));

sealed record Conditional(Node Condition, Node Then, Node Else, int Offset, int Length)
    : Node(Offset, Length, Deepest([Condition, Then, Else]));

sealed record ListLiteral(IReadOnlyList<Node> Elements, int Offset, int Length)
    : Node(Offset, Length, Deepest([null, .. Elements]));

sealed record MapLiteral(IReadOnlyList<(Node Key, Node Value)> Entries, int Offset, int Length)
    : Node(Offset, Length, Deepest([null, .. Entries.SelectMany(e => new[] { e.Key, e.Value })]));

/// <summary>range.all(x, ...) and its sisters, with one variable or two.</summary>
sealed record Macro(
    MacroKind Kind, Node Range, IReadOnlyList<Name> Variables, IReadOnlyList<Node> Bodies, int Offset, int Length)
    : Node(Offset, Length, Deepest([Range, .. Bodies]));

/// <summary>cel.bind(variable, value, body).</summary>
sealed record Bind(Name Variable, Node Value, Node Body, int Offset, int Length)
    : Node(Offset, Length, Deepest([Value, Body]));
