using PolicyHa.Engine.Policies;
using PolicyHa.Engine.State;

namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>
/// Half of what was seen well has vanished at once: for some rounds the way to it is the more likely patient. After that the other
/// limits decide, for whoever stays away so long may really be gone.
/// </summary>
sealed class CliffGuard : IGuard
{
    public Gate Gate { get; } = new(
        HoldReason.Cliff, FailMode.Open,
        "a fence, for some rounds after most of the well hosts of a segment vanished within one",
        "a host that nobody reports on has not vanished");

    public string? Objection(GuardScene scene)
    {
        if (!scene.WouldFence)
            return null;
        foreach (var cliff in scene.Policy.Limits.Of<FenceLimit.Cliff>())
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
