namespace PolicyHa.Rules.Expressions;

/// <summary>
/// A name expressions may use. A dotted name ("params.settle") wins over a field of a shorter one. The slot is its
/// place in every <see cref="CelActivation"/> of the same environment.
/// </summary>
public sealed record CelVariable(string Name, CelType Type, int Slot)
{
    /// <summary>Its value never changes, so that an age may be compared with it.</summary>
    public bool IsConstant { get; internal init; }

    /// <summary>What it stands for; null for a variable that is set from outside.</summary>
    internal Node? Definition { get; init; }
}
