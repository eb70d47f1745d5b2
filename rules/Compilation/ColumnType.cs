using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Compilation;

/// <summary>What a column's expression gives, and so what its cells may say.</summary>
sealed record ColumnType(CelType Type)
{
    static readonly string[] Bools = ["true", "false"];

    /// <summary>The words that cells may use; null when any text may stand there.</summary>
    public IReadOnlyList<string>? Words => Type switch
    {
        CelEnumType words => words.Values,
        { Kind: CelTypeKind.Bool } => Bools,
        _ => null,
    };

    public bool IsNumber => Type.Kind is CelTypeKind.Int or CelTypeKind.Duration;

    /// <summary>Whether a column can be made of it at all.</summary>
    public bool IsColumn => Type.Kind is CelTypeKind.Enum or CelTypeKind.Bool or CelTypeKind.String || IsNumber;

    public ColumnDomain DomainOf(IEnumerable<CellSet> cells) => Words is { } words
        ? WordDomain.Closed(words)
        : IsNumber ? new NumberDomain(cells, Type.Kind == CelTypeKind.Duration) : WordDomain.Open(cells);

    /// <summary>A number or duration as a cell writes it; durations in nanoseconds.</summary>
    public long? NumberOf(string text) => ParamLiteral.Read(text, Type) switch
    {
        { Kind: CelValueKind.Duration } value => value.Duration.Nanoseconds,
        { } value => value.Int,
        _ => null,
    };
}
