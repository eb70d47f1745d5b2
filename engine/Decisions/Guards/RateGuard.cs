using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>Only so many fences within a time, however fast they are; more wait for the next round.</summary>
sealed class RateGuard : IGuard
{
    public Gate Gate { get; } = new(
        HoldReason.FencingRate, FailMode.Closed,
        "a fence, when as many as allowed were begun within the window",
        "fences under way count until their outcome is known");

    public string? Objection(GuardScene scene)
    {
        if (!scene.WouldFence || scene.Load.Holds(scene.Host.Name))
            return null;
        var full = scene.CountsOf<FenceLimit.Rate>().FirstOrDefault(c => c.Used >= c.Max);
        return full?.Limit is FenceLimit.Rate rate
            ? $"{full.Used} hosts of {full.Domain} were fenced within {Durations.Text(rate.Window)}, the limit ({rate.At}) is {full.Max}"
            : null;
    }
}
