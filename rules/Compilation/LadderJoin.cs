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
        return new ActionLadder([.. moments.Select(m => RungAt(m.After, m.Falls, all))]);
    }

    /// <summary>Fence is gentler than evacuate, so it stays before it. Where one begins a recovery itself nothing is handed over.</summary>
    static LadderRung RungAt(TimeSpan time, int falls, List<ActionLadder> ladders)
    {
        var rungs = ladders.Select(l => l.RungAt(time, falls)).OfType<LadderRung>().ToList();
        var actions = rungs.SelectMany(r => r.Actions).Distinct().Order().ToList();
        if (actions.Contains(RecoveryAction.Fence))
            actions.Remove(RecoveryAction.Call);
        return new LadderRung(time, actions)
        {
            Falls = falls,
            Calls = actions.Contains(RecoveryAction.Call) ? [.. rungs.SelectMany(r => r.Calls).Distinct()] : [],
        };
    }
}
