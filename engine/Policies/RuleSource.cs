namespace PolicyHa.Engine.Policies;

/// <summary>Where a rule or row is written, so that every answer can point at it.</summary>
/// <param name="File">Path as the operator gave it, or <c>built-in</c>.</param>
/// <param name="Line">From 1; 0 for built-in rules.</param>
/// <param name="Column">From 1; 0 for built-in rules.</param>
public sealed record RuleSource(string File, int Line, int Column)
{
    /// <summary>A rule of the engine itself.</summary>
    public static readonly RuleSource BuiltIn = new("built-in", 0, 0);

    string? text;

    RuleSource(RuleSource other)
    {
        // not the text: what is changed in the copy would not be in it
        (File, Line, Column) = (other.File, other.Line, other.Column);
    }

    public override string ToString() => text ??= Line == 0 ? File : $"{File}:{Line}:{Column}";

    public bool Equals(RuleSource? other) => other is not null && (File, Line, Column) == (other.File, other.Line, other.Column);

    public override int GetHashCode() => HashCode.Combine(File, Line, Column);
}
