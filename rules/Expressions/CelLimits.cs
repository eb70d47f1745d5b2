namespace PolicyHa.Rules.Expressions;

/// <summary>Bounds on every expression. They make loading and evaluating finite whatever somebody writes.</summary>
public static class CelLimits
{
    /// <summary>Longest text, in UTF-16 units.</summary>
    public const int TextLength = 4096;

    /// <summary>
    /// Deepest nesting. CEL asks for 12 nested calls and 24 chained conditionals at least (langdef, "Limits").
    /// </summary>
    public const int Depth = 64;

    /// <summary>Most elements of a list literal or entries of a map literal.</summary>
    public const int LiteralElements = 256;

    /// <summary>
    /// Steps one evaluation may take, and steps the worst case of an expression may need. About a millisecond.
    /// </summary>
    public const int Cost = 100_000;

    /// <summary>Size assumed of a list or map without a declared maximum, when the worst case is estimated.</summary>
    public const int AssumedElements = 1_000;

    /// <summary>Longest text an expression may build, in UTF-16 units.</summary>
    public const int BuiltTextLength = 65_536;

    /// <summary>Steps for the string operands of a call when the worst case is estimated.</summary>
    internal const int AssumedTextCost = 8;
}
