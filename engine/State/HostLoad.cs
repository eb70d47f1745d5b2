using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.State;

/// <summary>What one host adds to the counts of limits.</summary>
/// <param name="IsDown">A signal is agreed down, settled or not, or a rule asks for a fence.</param>
/// <param name="IsFenced">We fenced it, and it is not back.</param>
/// <param name="InFlight">Its recovery by fencing is under way.</param>
/// <param name="IsBeingFenced">The same, and it is not proven off yet.</param>
/// <param name="FencedAt">When it was last proven off, within <see cref="Policies.PolicyLimits.MemoryMax"/>; null: it was not.</param>
public sealed record HostLoad(
    ComputeHost Compute, bool IsDown, bool IsFenced, bool InFlight, bool IsBeingFenced, DateTimeOffset? FencedAt)
{
    public HostName Name => Compute.Name;

    /// <summary>Down, fenced or in flight.</summary>
    public bool IsOut => IsDown || IsFenced || InFlight;

    public bool WasFencedWithin(TimeSpan memory, DateTimeOffset now) => FencedAt is { } at && at + memory > now;

    /// <summary>The same with a fence admitted just now.</summary>
    public HostLoad Admitted() => this with { InFlight = true, IsBeingFenced = true };

    internal void AppendTo(DigestText text)
    {
        text.Add(Name.Value);
        text.Add((IsDown ? 1L : 0) + (IsFenced ? 2 : 0) + (InFlight ? 4 : 0) + (IsBeingFenced ? 8 : 0) + (Compute.CarriesControlPlane ? 16 : 0));
        text.Add(FencedAt?.UtcTicks ?? 0);
    }
}
