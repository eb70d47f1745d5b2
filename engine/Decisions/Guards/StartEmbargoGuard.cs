using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>
/// Who has just woken up does not know yet what it sees: the fleet must have been read, every event that was waiting in a source,
/// and each observer that must repeat itself must have done so, or its word have lapsed. Under a policy that looks at other segments,
/// what they have to say, such as that a whole rack is off, comes only with their first turns under it.
/// </summary>
sealed class StartEmbargoGuard : IGuard
{
    public Gate Gate { get; } = new(
        HoldReason.StartEmbargo, FailMode.Closed,
        "every act, until the fleet was read, waiting events were read and old words were heard again after a start",
        "what is missing is said; it is waited for without an end");

    public string? Objection(GuardScene scene) => (scene.Snapshot, scene.Host.UnheardObserver) switch
    {
        ({ SawEverything: false }, _) => "the fleet has not been read from the cloud since the service started",
        ({ Unseen: { } unseen }, _) => unseen,
        ({ Unheard: { Count: > 0 } unheard }, _) =>
            $"rules look at other segments, and {Named(unheard)} not yet told what the policy {scene.Policy.Version} finds there",
        (_, { } observer) =>
            $"{observer} has not been heard about {scene.Host.Name} since the service started, and its last word has not lapsed yet",
        _ => null,
    };

    static string Named(IReadOnlyList<SegmentName> unheard) => unheard is [var only]
        ? $"segment {only} has"
        : $"{unheard.Count} segments, the first is {unheard[0]}, have";
}
