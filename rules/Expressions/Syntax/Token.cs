namespace PolicyHa.Rules.Expressions;

/// <summary>
/// A word, number, string or sign. Its text is as written; of a string literal it is what the literal means.
/// </summary>
readonly record struct Token(TokenKind Kind, int Offset, int Length, string Text)
{
    public int End => Offset + Length;
}
