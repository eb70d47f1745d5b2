namespace PolicyHa.Engine.Policies;

/// <summary>Actions that count once a fault has lasted <paramref name="After"/>.</summary>
/// <param name="After">Zero for the first rung.</param>
/// <param name="Actions">In order: each is done when the one before it is through.</param>
public sealed record LadderRung(TimeSpan After, IReadOnlyList<RecoveryAction> Actions)
{
    public bool Wants(RecoveryAction action) => Actions.Contains(action);

    string? text;

    /// <summary>As written in a rule file.</summary>
    public override string ToString() => text ??= Written();

    string Written()
    {
        var actions = string.Join(", ", Actions.Select(a => a.Name()));
        return After == TimeSpan.Zero ? actions : $"after {Durations.Text(After)}: {actions}";
    }

    public bool Equals(LadderRung? other) =>
        other is not null && After == other.After && Actions.SequenceEqual(other.Actions);

    public override int GetHashCode() => HashCode.Combine(After, Actions.Count);
}
