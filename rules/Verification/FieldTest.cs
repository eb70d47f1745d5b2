using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Verification;

/// <summary>A condition that admits some values of one enum field and no others: <c>h.power == 'off'</c>, <c>i.kind in ['crashed']</c>.</summary>
/// <param name="Path">Such as <c>h.power</c>.</param>
sealed record FieldTest(string Path, IReadOnlySet<string> Values)
{
    /// <summary>The name of the field.</summary>
    public string Field => Path[(Path.IndexOf('.', StringComparison.Ordinal) + 1)..];

    /// <summary>Null for any other condition.</summary>
    public static FieldTest? Of(CelConjunct conjunct)
    {
        if (conjunct.Bound.Sides is not { } sides || conjunct.Bound.Syntax is not Binary binary || sides.Left.Path is not { } path
            || sides.Left.Type is not CelEnumType type)
            return null;
        return binary.Operator switch
        {
            TokenKind.Equal when TextOf(binary.Right) is { } value => new FieldTest(path, new HashSet<string> { value }),
            TokenKind.NotEqual when TextOf(binary.Right) is { } value => new FieldTest(path, type.Values.Where(v => v != value).ToHashSet()),
            TokenKind.In when binary.Right is ListLiteral list && list.Elements.All(e => TextOf(e) is not null) =>
                new FieldTest(path, list.Elements.Select(e => TextOf(e)!).ToHashSet()),
            _ => null,
        };
    }

    static string? TextOf(Node node) => node is Literal { Value.Kind: CelValueKind.String } literal ? literal.Value.Text : null;
}
