namespace PolicyHa.Rules.Expressions;

/// <summary>A checked and compiled piece of an expression.</summary>
/// <param name="Syntax">Where it came from; errors point there.</param>
/// <param name="Type">What the checker knows of the result.</param>
/// <param name="Run">The compiled code.</param>
/// <param name="Estimate">Steps in the worst case that declared sizes allow.</param>
/// <param name="Path">The variable or declared field it reads, for <see cref="CelProgram.FieldsUsed"/>.</param>
sealed record Bound(Node Syntax, CelType Type, Evaluator Run, long Estimate, string? Path = null)
{
    /// <summary>Far above every limit, and far from overflowing when multiplied by a <see cref="Size"/>.</summary>
    const int Countless = 1_000_000_000;

    public long Estimate { get; } = Math.Min(Estimate, Countless);

    /// <summary>The most elements the result has when it is a list or map.</summary>
    public long Size { get; init => field = Math.Min(value, Countless); } = Type switch
    {
        CelListType list => list.Maximum,
        CelMapType map => map.Maximum,
        _ => CelLimits.AssumedElements,
    };

    /// <summary>The value of a field that grows with the clock.</summary>
    public bool IsAge { get; init; }

    /// <summary>The operands of a comparison.</summary>
    public (Bound Left, Bound Right)? Sides { get; init; }

    /// <summary>Ways to its result that make no value.</summary>
    public Shortcuts Short { get; init; }

    public CelValue Failed(string message) => Syntax.Failed(message);
}
