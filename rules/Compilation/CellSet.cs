namespace PolicyHa.Rules.Compilation;

/// <summary>The values one alternative of a cell admits.</summary>
abstract record CellSet
{
    /// <summary><c>*</c>: any value, unknown too.</summary>
    public sealed record Everything : CellSet;

    /// <summary><c>-</c>: any value but unknown.</summary>
    public sealed record Known : CellSet;

    /// <summary>A word: exactly this one.</summary>
    public sealed record Word(string Value) : CellSet;

    /// <summary><c>!x</c>: any known value but this one. What is unknown might be x.</summary>
    public sealed record NotWord(string Value) : CellSet;

    /// <summary>A number, range or comparison: both ends belong to it.</summary>
    public sealed record Interval(long Low, long High) : CellSet;
}
