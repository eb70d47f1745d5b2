using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Inference.Known;

/// <summary>Given: something is wrong inside one instance.</summary>
public sealed record InstanceFault : HostFact
{
    /// <summary>How far back recoveries are counted.</summary>
    public static readonly TimeSpan RecoveriesWindow = TimeSpan.FromHours(1);

    readonly TurnClock clock;

    /// <param name="clock">The turn's; ages are read off it.</param>
    /// <param name="recoveries">When we last recovered this instance from a fault of its own, oldest first.</param>
    public InstanceFault(
        TurnClock clock, ComputeHost compute, Instance instance, FaultEntry entry, IReadOnlyList<DateTimeOffset> recoveries)
        : base(KnownKinds.InstanceFault, compute)
    {
        this.clock = clock;
        (Instance, Entry, Recoveries) = (instance, entry, recoveries);
    }

    public Instance Instance { get; }

    /// <summary>What the board has: kind, since when, and the event that told.</summary>
    public FaultEntry Entry { get; }

    public IReadOnlyList<DateTimeOffset> Recoveries { get; }

    public InstanceFaultKind Fault => Entry.Kind;

    /// <summary>Since the board accepted it.</summary>
    public TimeSpan Age => clock.Since(Entry.Since);

    /// <summary>How often we recovered it within the last hour.</summary>
    public int RecentRecoveries => Recoveries.Count(at => at + RecoveriesWindow > clock.Now);

    public override string Text => $"InstanceFault({Instance.Name}, {Entry.Kind.Name()} on {Host})";

    public bool Equals(InstanceFault? other) =>
        other is not null && ReferenceEquals(Instance, other.Instance) && Entry.Equals(other.Entry)
        && Recoveries.SequenceEqual(other.Recoveries) && Compute.Equals(other.Compute);

    public override int GetHashCode() => Instance.Id.GetHashCode();
}
