using PolicyHa.Engine.Alerts;

namespace PolicyHa.Engine.Decisions;

/// <summary>How loudly a hold is told.</summary>
static class HoldSeverity
{
    public static AlertSeverity Of(HoldReason reason) => reason switch
    {
        // Planned, or nobody's loss: recorded, not told.
        HoldReason.HostInMaintenance or HoldReason.NothingProtected or HoldReason.ShuttingDown => AlertSeverity.Ok,

        // Nothing is being lost right now, but somebody has work to do.
        HoldReason.NoLongerAsked or HoldReason.OperatorNotified or HoldReason.AwaitingRepair or HoldReason.SignalUnknown
                or HoldReason.StartEmbargo or HoldReason.AwaitingReAdmission or HoldReason.NotDrained or HoldReason.Registering
            => AlertSeverity.Warning,

        // Instances are down, or will be, and the service does nothing about it.
        _ => AlertSeverity.Critical,
    };
}
