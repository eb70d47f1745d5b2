using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;

namespace PolicyHa.Engine.Running;

/// <summary>Something the service does when its time has come.</summary>
public abstract record WorkItem
{
    WorkItem()
    {
    }

    /// <summary>Look at a segment and decide.</summary>
    public sealed record Turn(SegmentName Segment) : WorkItem;

    /// <summary>Carry a plan on.</summary>
    public sealed record Advance(PlanId Plan) : WorkItem;

    /// <summary>Let words of silent observers lapse.</summary>
    public sealed record Lapse : WorkItem;

    /// <summary>Renew the leases.</summary>
    public sealed record Renew : WorkItem;

    /// <summary>Read the fleet from the cloud.</summary>
    public sealed record Refresh : WorkItem;
}
