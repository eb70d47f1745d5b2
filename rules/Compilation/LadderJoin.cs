using PolicyHa.Engine.Policies;

namespace PolicyHa.Rules.Compilation;

/// <summary>
/// Makes one ladder of several: at every moment it asks for what any of them asks for then, the gentlest first. What one ladder
/// has climbed past does not count any more, as in a ladder by itself.
/// </summary>
static class LadderJoin
{
    public static ActionLadder Of(IEnumerable<ActionLadder> ladders)
    {
        var all = ladders.ToList();
        var times = all.SelectMany(l => l.Rungs).Select(r => r.After).Distinct().Order();
        return new ActionLadder([.. times.Select(time => new LadderRung(time, ActionsAt(time, all)))]);
    }

    /// <summary>Fence is gentler than evacuate, so it stays before it.</summary>
    static List<RecoveryAction> ActionsAt(TimeSpan time, List<ActionLadder> ladders) =>
        [.. ladders.SelectMany(l => l.RungAt(time)?.Actions ?? []).Distinct().Order()];
}
