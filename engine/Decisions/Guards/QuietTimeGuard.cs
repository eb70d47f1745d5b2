using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>A host that came back from a fence is left alone for a while: one that boots looks ill, and must not be shot again for it.</summary>
sealed class QuietTimeGuard : IGuard
{
    /// <summary>oVirt's <c>FenceQuietTimeBetweenOperationsInSec</c>. 3 min.</summary>
    static readonly TimeSpan QuietTime = TimeSpan.FromMinutes(3);

    public Gate Gate { get; } = new(
        HoldReason.QuietTime, FailMode.Open,
        "a fence of a host that was proven off less than 3 minutes ago, in an incident that is over",
        "of fences before the service was first started nothing is known");

    public string? Objection(GuardScene scene)
    {
        var host = scene.Host;
        if (!scene.WouldFence || host.LastFencedAt is not { } at || at + QuietTime <= scene.Snapshot.TakenAt || scene.Words?.Proof is not null)
            return null;
        // A proof of this very incident that was revoked proved nothing: the fence has failed, and is wanted again.
        return host.Incident?.OpenedAt <= at ? null : $"{host.Name} was proven off at {at:HH:mm:ss}, less than {Durations.Text(QuietTime)} ago";
    }
}
