using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>
/// A host that said it shuts down is not ill. One that reboots is waited for; one that goes off is given the time to end its guests in
/// order, and is recovered when nothing of it is up any more. Neither for longer than the policy says, or than a person vouches that it is off.
/// </summary>
sealed class ShutdownGuard : IGuard
{
    public Gate Gate { get; } = new(
        HoldReason.ShuttingDown, FailMode.Open,
        "every act on a host that said it reboots, until it is back, or that said it goes off, while something of it is still up; no longer than the policy's `shutdown: {wait: ...}`, and not when a person vouches that it is off",
        "a host that did not say so is not waited for");

    public string? Objection(GuardScene scene)
    {
        var (notice, law) = (scene.Host.Shutdown, scene.Policy.Shutdown);
        if (!law.Believes(notice, scene.Snapshot.TakenAt) || scene.Words?.Proof is not null)
            return null;
        var said = $"{notice!.Observer} said at {notice.At:HH:mm:ss} that {notice.Host} {notice.Kind.Does()}";
        var until = $"{law.EndOf(notice):HH:mm:ss} ({law.At})";
        if (law.WaitsForItsReturn(notice.Kind))
            return $"{said}; it is waited for until {until}";
        return StillUp(scene) is { } signal ? $"{said}, and {signal} of it is still up; it has until {until}" : null;
    }

    static string? StillUp(GuardScene scene) =>
        scene.Host.Signals[Signal.Power].Status == SignalStatus.Down ? null : scene.Host.Signals.FirstUp?.Name();
}
