namespace PolicyHa.Rules.Expressions;

/// <summary>Why an evaluation has no answer. It travels as a value: evaluation never throws.</summary>
/// <param name="Message">What went wrong, with the values that took part.</param>
/// <param name="Offset">Where in the expression's text, in UTF-16 units.</param>
/// <param name="Length">Length of the sub-expression that failed.</param>
public sealed record CelError(string Message, int Offset, int Length);
