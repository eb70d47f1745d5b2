namespace PolicyHa.Rules.Expressions;

/// <summary>A constant that an age is compared with.</summary>
/// <param name="Run">Gives it; reads constants only.</param>
/// <param name="IsPassed">The answer changes just after it, not at it: the comparison is &gt; or &lt;=.</param>
sealed record CelAgeBound(Evaluator Run, bool IsPassed)
{
    /// <summary>The age from which on the answer may be another one; null when there is no such time.</summary>
    public TimeSpan? In(CelActivation constants)
    {
        constants.Begin(0, CelLimits.Cost);
        return Run(constants) is { Kind: CelValueKind.Duration } value
            ? value.Duration.ToTimeSpan() + (IsPassed ? TimeSpan.FromTicks(1) : TimeSpan.Zero)
            : null;
    }
}
