using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>Only so many fences of a domain at a time; more wait their turn, the oldest fault first.</summary>
sealed class SlotsGuard : IGuard
{
    public Gate Gate { get; } = new(
        HoldReason.FencingLimit, FailMode.Closed,
        "a fence, while as many recoveries by fencing as allowed are under way",
        "a recovery whose outcome is not known keeps its slot");

    public string? Objection(GuardScene scene)
    {
        if (!scene.WouldFence || scene.Load.Holds(scene.Host.Name))
            return null;
        var full = scene.CountsOf<FenceLimit.Slots>().FirstOrDefault(c => c.Used >= c.Max);
        return full is null
            ? null
            : $"{full.Used} of {full.Max} fencing slots{GuardScene.Where(full)} ({full.Limit.At}) are taken" + (full.Used > 0 ? $" by {full.HolderNames}" : "");
    }
}
