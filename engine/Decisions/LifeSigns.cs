using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Signals;

namespace PolicyHa.Engine.Decisions;

/// <summary>
/// What a sign of life overturns. The one place that answers it: for the decision, for a person's word, and for the executor
/// before each act that rests on a proof. Pure.
/// </summary>
public static class LifeSigns
{
    /// <summary>The host lived when it was proven dead, or after that; null: nothing speaks against the proof.</summary>
    /// <param name="last">The newest sign of life of the host.</param>
    public static LifeSign? Against(ProofOfDeath proof, LifeSign? last) => After(proof.OverturnedFrom, last);

    /// <summary>The host lived at that moment or after it: what happens at once may have happened in either order; null: not that anybody saw.</summary>
    public static LifeSign? After(DateTimeOffset moment, LifeSign? last) => last?.At >= moment ? last : null;
}
