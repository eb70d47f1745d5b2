namespace PolicyHa.Rules.Expressions;

/// <summary>
/// A name expressions may use. A dotted name ("params.settle") wins over a field of a shorter one. The slot is its
/// place in every <see cref="CelActivation"/> of the same environment.
/// </summary>
public sealed record CelVariable(string Name, CelType Type, int Slot);
