using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Inference.Known;

/// <summary>Derived: some acts on this host must not be begun now.</summary>
public sealed record Veto(ComputeHost Compute, HoldReason Reason, string Because) : HostFact(KnownKinds.Veto, Compute)
{
    /// <summary>Every act.</summary>
    public static readonly IReadOnlyList<RecoveryAction> All = Enum.GetValues<RecoveryAction>();

    /// <summary>Which acts; all unless told. A plan with one of these in it is held as a whole.</summary>
    public IReadOnlyList<RecoveryAction> Actions { get; init; } = All;

    /// <summary>The host is given no instances while the veto stands.</summary>
    public bool AsTarget { get; init; }

    public override string Text => $"Veto({Host}, {What}{Because})";

    string What => Actions.Count == All.Count ? ""
        : string.Join("+", Actions.Select(a => a.Name()).Concat(AsTarget ? ["target"] : [])) + ", ";

    public bool Equals(Veto? other) =>
        other is not null && (Host, Reason, Because, AsTarget) == (other.Host, other.Reason, other.Because, other.AsTarget)
        && Actions.SequenceEqual(other.Actions);

    public override int GetHashCode() => HashCode.Combine(Host, Reason, Because);
}
