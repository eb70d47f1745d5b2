using PolicyHa.Engine.Policies;
using PolicyHa.Engine.State;

namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>
/// Half of what was seen well has vanished at once: for some rounds the way to it is the more likely patient. After that the other
/// limits decide, for whoever stays away so long may really be gone.
/// </summary>
sealed class CliffGuard : IGuard
{
    public HoldReason Reason => HoldReason.Cliff;

    public string? Objection(GuardScene scene)
    {
        if (!scene.WouldFence)
            return null;
        foreach (var cliff in scene.Policy.Limits.All.OfType<FenceLimit.Cliff>())
        {
            if (StormWatch.CliffIn(scene.Snapshot, cliff) is { } fall && HeldUntil(fall, cliff) is var until && until > scene.Snapshot.TakenAt)
            {
                return $"{fall.Missing} of {fall.Of} hosts of {GuardScene.Named(fall.Domain)} vanished together"
                    + (fall.EndedAt is null ? "" : " and are coming back") + $"; nothing is fenced before {until:HH:mm:ss} ({cliff.At})";
            }
        }

        return null;
    }

    /// <summary>They do not all come back in one moment: when enough of them are back within their rounds, the others get one more.</summary>
    static DateTimeOffset HeldUntil(StormRecord fall, FenceLimit.Cliff cliff) =>
        fall.EndedAt is { } ended && ended < fall.BeganAt + cliff.Lasts ? ended + cliff.Round : fall.BeganAt + cliff.Lasts;
}
