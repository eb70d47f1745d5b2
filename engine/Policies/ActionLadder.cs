namespace PolicyHa.Engine.Policies;

/// <summary>
/// One cell of a table: what to do at once, what from later on, and what when that fails. <c>notify, after 5m: fence, evacuate</c> has
/// two rungs, and so has <c>restart-service, else: live-migrate</c>.
/// </summary>
/// <param name="Rungs">In order of <see cref="LadderRung.After"/>, <see cref="LadderRung.TriesBefore"/> and <see cref="LadderRung.Falls"/>; where the first does not start at zero, nothing is done before. Empty: nothing to do.</param>
public sealed record ActionLadder(IReadOnlyList<LadderRung> Rungs)
{
    /// <summary>The cell <c>none</c>.</summary>
    public static readonly ActionLadder None = new([]);

    public bool IsNone => Rungs.Count == 0;

    /// <summary>The rung that counts when the fault is <paramref name="age"/> old; null for <c>none</c>.</summary>
    /// <param name="falls">How many rungs that count at this age have failed.</param>
    public LadderRung? RungAt(TimeSpan age, int falls = 0) => RungAt(age, [], default, falls);

    /// <summary>The same, where rungs also wait for earlier tries to have been in vain.</summary>
    /// <param name="recoveries">When the instance was recovered before.</param>
    /// <param name="falls">How many rungs that count at this age have failed.</param>
    public LadderRung? RungAt(TimeSpan age, IReadOnlyList<DateTimeOffset> recoveries, DateTimeOffset now, int falls = 0)
    {
        LadderRung? current = null;
        for (var i = 0; i < Rungs.Count; i++)
        {
            if (Rungs[i].After <= age && Rungs[i].Falls <= falls && Rungs[i].TriesBefore <= TriesOf(Rungs[i], recoveries, now))
                current = Rungs[i];
        }

        return current;
    }

    static int TriesOf(LadderRung rung, IReadOnlyList<DateTimeOffset> recoveries, DateTimeOffset now) =>
        recoveries.Count == 0 ? 0 : recoveries.Count(at => at <= now && at + rung.Within > now);

    /// <summary>As written in a rule file.</summary>
    public override string ToString() => IsNone ? "none" : string.Join(", ", Rungs);

    public bool Equals(ActionLadder? other) => other is not null && Rungs.SequenceEqual(other.Rungs);

    public override int GetHashCode() => Rungs.Count;
}
