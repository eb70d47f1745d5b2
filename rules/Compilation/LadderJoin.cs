using PolicyHa.Engine.Policies;

namespace PolicyHa.Rules.Compilation;

/// <summary>
/// Makes one ladder of several: at every moment it asks for what any of them asks for then, the gentlest first. What one ladder
/// has climbed past does not count any more, as in a ladder by itself; where one has a rung for when the one before it failed, so has
/// the whole.
/// </summary>
static class LadderJoin
{
    public static ActionLadder Of(IEnumerable<ActionLadder> ladders)
    {
        var all = ladders.ToList();
        var moments = all.SelectMany(l => l.Rungs).Select(r => (r.After, r.Falls)).Distinct().Order();
        return new ActionLadder([.. moments.Select(m => new LadderRung(m.After, ActionsAt(m.After, m.Falls, all)) { Falls = m.Falls })]);
    }

    /// <summary>Fence is gentler than evacuate, so it stays before it.</summary>
    static List<RecoveryAction> ActionsAt(TimeSpan time, int falls, List<ActionLadder> ladders) =>
        [.. ladders.SelectMany(l => l.RungAt(time, falls)?.Actions ?? []).Distinct().Order()];
}
