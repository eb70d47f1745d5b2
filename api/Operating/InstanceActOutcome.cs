using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Api.Operating;

/// <summary>What came of something that a person did to an instance. Closed: only the cases below.</summary>
abstract record InstanceActOutcome
{
    InstanceActOutcome()
    {
    }

    /// <param name="Before">As it was.</param>
    /// <param name="Changed">False: it was so already, and the cloud was asked nothing.</param>
    /// <param name="Note">What follows, for people; null: nothing that need be said.</param>
    public sealed record Done(Instance Before, bool Changed, string? Note = null) : InstanceActOutcome;

    /// <summary>It would do harm.</summary>
    public sealed record Refused(string Because) : InstanceActOutcome;

    /// <summary>The cloud does not know the instance any more.</summary>
    public sealed record Gone : InstanceActOutcome;

    /// <summary>This process may not act there at the moment.</summary>
    public sealed record NotNow(string Because) : InstanceActOutcome;

    /// <param name="Answer">A refusal, or no clear answer.</param>
    public sealed record NotDone(ActionAnswer Answer) : InstanceActOutcome;
}
