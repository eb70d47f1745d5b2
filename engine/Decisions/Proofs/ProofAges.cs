using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Decisions.Proofs;

/// <summary>
/// The ages of a fault at which a policy may change its mind. Between two durations that it compares with nothing changes, so just
/// before and at each of them, and long after the last, stands for every age there is.
/// </summary>
static class ProofAges
{
    /// <summary>Durations of a policy that are looked at; the later ones of more are left out, and that is said.</summary>
    public const int HorizonsMax = 8;

    static readonly TimeSpan Just = TimeSpan.FromMilliseconds(1);

    /// <summary>Ascending.</summary>
    public static IReadOnlyList<TimeSpan> Of(RecoveryPolicy policy)
    {
        var horizons = policy.Horizons.Take(HorizonsMax).ToList();
        var longAgo = policy.Horizons.DefaultIfEmpty().Max() + TimeSpan.FromDays(1);
        return [.. horizons.SelectMany(h => (TimeSpan[])[h - Just, h]).Where(a => a >= TimeSpan.Zero).Append(longAgo).Distinct().Order()];
    }
}
