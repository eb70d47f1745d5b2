namespace PolicyHa.Engine.Plans;

/// <summary>How far a plan goes. A stronger need pre-empts a weaker plan; never the other way round.</summary>
public enum PlanStrength
{
    Notify,
    Restart,
    Migrate,
    Fence,
}
