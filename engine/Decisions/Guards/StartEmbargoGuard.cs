using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>
/// Who has just woken up does not know yet what it sees. Under a policy that looks at other segments, what they have to say, such
/// as that a whole rack is off, comes only with their first turns under it.
/// </summary>
sealed class StartEmbargoGuard : IGuard
{
    public HoldReason Reason => HoldReason.StartEmbargo;

    public string? Objection(GuardScene scene) => scene.Snapshot switch
    {
        { SawEverything: false } => "the fleet has not been read from the cloud since the service started",
        { Unheard: { Count: > 0 } unheard } =>
            $"rules look at other segments, and {Named(unheard)} not yet told what the policy {scene.Policy.Version} finds there",
        _ => null,
    };

    static string Named(IReadOnlyList<SegmentName> unheard) => unheard is [var only]
        ? $"segment {only} has"
        : $"{unheard.Count} segments, the first is {unheard[0]}, have";
}
