using System.Collections.Frozen;

namespace PolicyHa.Engine.Policies;

/// <summary>Patience by action. What it does not speak of is as the service is configured. A plan keeps what it was made with.</summary>
public sealed record StepPolicy(IReadOnlyDictionary<RecoveryAction, StepLimit> ByAction)
{
    /// <summary>The file says nothing.</summary>
    public static readonly StepPolicy Standard = new(FrozenDictionary<RecoveryAction, StepLimit>.Empty);

    public StepLimit? Of(RecoveryAction action) => ByAction.GetValueOrDefault(action);
}
