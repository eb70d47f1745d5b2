namespace PolicyHa.Engine.Policies;

/// <summary>Actions that count once a fault has lasted <paramref name="After"/>.</summary>
/// <param name="After">Zero for the first rung.</param>
/// <param name="Actions">In order: each is done when the one before it is through.</param>
public sealed record LadderRung(TimeSpan After, IReadOnlyList<RecoveryAction> Actions)
{
    /// <summary>It counts only once the instance has been recovered so often <see cref="Within"/> the last time.</summary>
    /// <value>0: from the start.</value>
    public int TriesBefore { get; init; }

    /// <summary>How far back recoveries count for <see cref="TriesBefore"/>.</summary>
    public TimeSpan Within { get; init; }

    /// <summary>It counts once so many rungs of the same <see cref="After"/> have failed: <c>else</c> in a rule file.</summary>
    /// <value>0: from the start.</value>
    public int Falls { get; init; }

    /// <summary>The services that <see cref="RecoveryAction.Call"/> hands over to, in order; empty without it.</summary>
    public IReadOnlyList<string> Calls { get; init; } = [];

    LadderRung(LadderRung other)
    {
        // not the text: what is changed in the copy would not be in it
        (After, Actions, TriesBefore, Within, Falls, Calls) = (other.After, other.Actions, other.TriesBefore, other.Within, other.Falls, other.Calls);
    }

    public bool Wants(RecoveryAction action) => Actions.Contains(action);

    string? text;

    /// <summary>As written in a rule file.</summary>
    public override string ToString() => text ??= Written();

    string Written()
    {
        var actions = string.Join(", ", Actions.SelectMany(a => a == RecoveryAction.Call ? Calls.Select(c => $"{a.Name()} {c}") : [a.Name()]));
        if (TriesBefore > 0)
            return $"after {TriesBefore} tries in {Durations.Text(Within)}: {actions}";
        if (Falls > 0)
            return $"else: {actions}";
        return After == TimeSpan.Zero ? actions : $"after {Durations.Text(After)}: {actions}";
    }

    public bool Equals(LadderRung? other) =>
        other is not null && (After, TriesBefore, Within, Falls) == (other.After, other.TriesBefore, other.Within, other.Falls) && Actions.SequenceEqual(other.Actions)
        && Calls.SequenceEqual(other.Calls);

    public override int GetHashCode() => HashCode.Combine(After, Actions.Count);
}
