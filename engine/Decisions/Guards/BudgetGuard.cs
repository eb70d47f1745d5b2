using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>
/// A failure domain, such as a rack or an aggregate, may lose only so many hosts before it is the domain that has failed. Of several
/// domains of a host the most restrictive counts; 0 means: never fence there.
/// </summary>
sealed class BudgetGuard : IGuard
{
    public Gate Gate { get; } = new(
        HoldReason.DomainBudget, FailMode.Closed,
        "a fence, when more hosts of a zone, rack or aggregate would be out than its budget; 0 holds every fence there",
        "a budget that is no number counts as 0; a domain without a budget has none");

    public string? Objection(GuardScene scene)
    {
        if (!scene.WouldFence)
            return null;
        var spent = scene.CountsOf<FenceLimit.Budget>().Where(c => UsedWith(scene, c) > c.Max).MinBy(c => c.Max);
        return spent is null
            ? null
            : $"{UsedWith(scene, spent)} hosts of {GuardScene.Named(spent.Domain)} are down or fenced, "
                + $"its budget ({spent.Limit.At}) is {spent.Max}";
    }

    static int UsedWith(GuardScene scene, LimitCount count) =>
        count.Holders.Contains(scene.Host.Name) ? count.Used : count.Used + 1;
}
