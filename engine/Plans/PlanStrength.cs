namespace PolicyHa.Engine.Plans;

/// <summary>How far a plan goes. A stronger need pre-empts a weaker plan; never the other way round.</summary>
public enum PlanStrength
{
    /// <summary>Nothing is recovered: a host is emptied for planned work, or given back after it.</summary>
    Maintain,

    /// <summary>Nothing is recovered: a host comes back into service.</summary>
    ReAdmit,
    Notify,
    Restart,
    Migrate,
    Fence,
}
