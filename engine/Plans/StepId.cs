using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Plans;

/// <summary>
/// One act of one plan. The idempotency key for the outside world: the same act of the same plan has the same id, after a
/// crash too.
/// </summary>
public readonly record struct StepId(string Value)
{
    /// <summary>For example <c>inc-9f2c41d07a3b/1/evacuate/5d0c…</c>.</summary>
    public static StepId Of(PlanId plan, StepKind kind, InstanceId? instance) =>
        new(instance is { } id ? $"{plan}/{kind.Name()}/{id}" : $"{plan}/{kind.Name()}");

    public override string ToString() => Value;
}
