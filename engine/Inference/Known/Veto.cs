using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Inference.Known;

/// <summary>Derived: some acts on this host must not be begun now.</summary>
public sealed record Veto(ComputeHost Compute, HoldReason Reason, string Because) : HostFact(KnownKinds.Veto, Compute)
{
    /// <summary>Which acts; empty: all of them. A plan with one of these in it is held as a whole.</summary>
    public IReadOnlyList<RecoveryAction> Actions { get; init; } = [];

    /// <summary>The host is given no instances while the veto stands.</summary>
    public bool AsTarget { get; init; }

    public override string Text => $"Veto({Host}, {(Actions.Count == 0 ? "" : string.Join("+", Actions.Select(a => a.Name())) + ", ")}{Because})";

    public bool Equals(Veto? other) =>
        other is not null && (Host, Reason, Because, AsTarget) == (other.Host, other.Reason, other.Because, other.AsTarget)
        && Actions.SequenceEqual(other.Actions);

    public override int GetHashCode() => HashCode.Combine(Host, Reason, Because);
}
