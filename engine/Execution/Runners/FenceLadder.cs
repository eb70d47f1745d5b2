using PolicyHa.Engine.Ports;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>
/// Where a try of a fence stands among the levels of its host's topology; kept in the step's memo, so that a crash goes on where it
/// was. A level may last as long as it is given, or its share of the time that the levels before it have left: the last one as long as the try. Pure.
/// </summary>
/// <param name="topology">Has levels. It may have changed since the memo was written: then the next level there is counts.</param>
sealed class FenceLadder(FenceTopology topology, StepScene scene)
{
    const string LevelKey = "level";
    const string SinceKey = "level-since";
    const string FailedKey = "levels-failed";

    readonly int index = IndexOf(topology, scene.Step.Memo.Number(LevelKey) ?? 0);

    public FenceTopology Topology => topology;

    public FenceLevel Level => topology.Levels[index];

    public bool IsLast => index == topology.Levels.Count - 1;

    /// <summary>The levels that were tried before this one.</summary>
    public IEnumerable<FenceLevel> Earlier => topology.Levels.Take(index);

    /// <summary>This level has had its time.</summary>
    public bool IsOver => IsLast ? scene.TimedOut : scene.Now - Since > (Level.Time ?? (TimeLeftAtItsBeginning / (topology.Levels.Count - index)));

    /// <summary>Its devices are to be asked only later.</summary>
    public bool IsDelayed => scene.Now - Since < Level.Delay;

    DateTimeOffset Since => scene.Step.Memo.Time(SinceKey) ?? scene.Step.StartedAt ?? scene.Now;

    TimeSpan TimeLeftAtItsBeginning => scene.Step.Timeout - (Since - (scene.Step.StartedAt ?? Since));

    /// <summary>The level has failed: the next one begins, or the try has failed.</summary>
    public StepOutcome Failed(IReadOnlyDictionary<string, string> memo, string reason, bool retryable)
    {
        if (topology.Levels.Count == 1)
            return new StepOutcome.Failed(reason, retryable);
        var failed = memo.TryGetValue(FailedKey, out var before) ? $"{before}; level {Level.Number}: {reason}" : $"level {Level.Number}: {reason}";
        if (IsLast)
            return new StepOutcome.Failed($"no level proved it off: {failed}", true);
        var next = topology.Levels[index + 1].Number;
        return new StepOutcome.Pending(TimeSpan.Zero, memo.With(LevelKey, next).With(SinceKey, scene.Now).With(FailedKey, failed))
        {
            Line = ("level-failed", $"goes on with level {next}: level {Level.Number} has failed: {reason}"),
        };
    }

    /// <summary>A level that had failed answers after all: the try goes on with it.</summary>
    public static IReadOnlyDictionary<string, string> BackTo(FenceLevel level, IReadOnlyDictionary<string, string> memo, DateTimeOffset now) =>
        memo.With(LevelKey, level.Number).With(SinceKey, now);

    static int IndexOf(FenceTopology topology, long number)
    {
        for (var i = 0; i < topology.Levels.Count; i++)
        {
            if (topology.Levels[i].Number >= number)
                return i;
        }

        return topology.Levels.Count - 1;
    }
}
