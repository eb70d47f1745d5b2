namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>Who has never been up has not gone down: a host that has just joined is being set up, or will never work.</summary>
sealed class RegisteringGuard : IGuard
{
    public Gate Gate { get; } = new(
        HoldReason.Registering, FailMode.Closed,
        "a fence of a host that has joined the fleet and that neither Nova nor any observer ever saw up; unless the policy says `fencing: {pending-timeout: ...}`, for so long, or a person vouches that it is off",
        "who was seen up once, by whomever, has registered; that is kept in the store");

    public string? Objection(GuardScene scene)
    {
        var (host, law) = (scene.Host, scene.Policy.Fencing);
        if (!scene.WouldFence || !host.IsRegistering || scene.Words?.Proof is not null)
            return null;
        var never = $"nobody has ever seen {host.Name} up since it joined";
        if (law.PendingTimeout is not { } patience)
            return $"{never}; it is not fenced before it was";
        var until = SinceOf(host, scene.Snapshot.TakenAt) + patience;
        return until > scene.Snapshot.TakenAt ? $"{never}; it is not fenced before {until:HH:mm:ss} ({law.At})" : null;
    }

    /// <summary>Since when it has been in trouble.</summary>
    static DateTimeOffset SinceOf(Topology.HostView host, DateTimeOffset now) => host.Incident?.FaultSince ?? host.Signals.ChangedAt ?? now;
}
