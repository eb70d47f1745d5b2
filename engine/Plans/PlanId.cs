using PolicyHa.Engine.Incidents;

namespace PolicyHa.Engine.Plans;

/// <summary>The n-th plan of an incident.</summary>
public readonly record struct PlanId(string Value)
{
    /// <param name="number">From 1.</param>
    public static PlanId Of(IncidentId incident, int number) => new($"{incident}/{number}");

    public override string ToString() => Value;
}
