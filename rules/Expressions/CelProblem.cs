namespace PolicyHa.Rules.Expressions;

/// <summary>One thing wrong with an expression, found before it ever runs.</summary>
/// <param name="Offset">First character, in UTF-16 units from the start of the expression's text.</param>
/// <param name="Length">How many characters are wrong; at least 1.</param>
/// <param name="Code">One of <see cref="CelProblemCode"/>; permanent.</param>
/// <param name="Message">What is wrong, in words that stand alone.</param>
/// <param name="Hint">What to write instead, when we can tell.</param>
public sealed record CelProblem(int Offset, int Length, string Code, string Message, string? Hint = null);
