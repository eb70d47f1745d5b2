namespace PolicyHa.Rules.Expressions;

/// <summary>
/// What kind of mistake a <see cref="CelProblem"/> is. The words are permanent: callers map them to their own codes.
/// </summary>
public static class CelProblemCode
{
    /// <summary>The text does not follow the grammar.</summary>
    public const string Syntax = "syntax";

    /// <summary>Valid CEL that we leave out on purpose; the hint says what to write instead.</summary>
    public const string NotSupported = "not-supported";

    /// <summary>A variable, field or function that nobody declared.</summary>
    public const string Undeclared = "undeclared";

    /// <summary>Operand types that do not fit, or a result of the wrong type.</summary>
    public const string Type = "type";

    /// <summary>A text literal that is not one of the values of the enum it meets.</summary>
    public const string EnumValue = "enum-value";

    /// <summary>A duration, timestamp, pattern or key literal that can never work.</summary>
    public const string Literal = "literal";

    /// <summary>An age that is not compared with a constant.</summary>
    public const string Age = "age";

    /// <summary>Too long, too deeply nested, or too costly in the worst case.</summary>
    public const string Limit = "limit";
}
