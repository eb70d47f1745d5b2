namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>Who has just woken up does not know yet what it sees.</summary>
sealed class StartEmbargoGuard : IGuard
{
    public HoldReason Reason => HoldReason.StartEmbargo;

    public string? Objection(GuardScene scene) => scene.Snapshot.SawEverything
        ? null
        : "the fleet has not been read from the cloud since the service started";
}
