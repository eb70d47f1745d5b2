using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Decisions;

/// <summary>
/// The failures larger than a host of one turn, and which of its hosts' holds they tell: a thousand hosts of a zone are one page,
/// not a thousand and one.
/// </summary>
sealed class WideOutages
{
    readonly Beliefs beliefs;
    readonly Dictionary<Fact, WideOutage> tellers = [];

    WideOutages(Beliefs beliefs, IReadOnlyList<WideOutage> all)
    {
        (this.beliefs, All) = (beliefs, all);
        foreach (var outage in all)
        {
            foreach (var fact in outage.Parts.SelectMany(p => p.Support).Where(f => f is not HostFact).Distinct())
            {
                if (!tellers.ContainsKey(fact) && beliefs.FiringsOf(fact).Count > 0)     // one that was given is common to much else
                    tellers.Add(fact, outage);
            }
        }
    }

    public IReadOnlyList<WideOutage> All { get; }

    public static WideOutages Of(Beliefs beliefs) => new(beliefs, WideOutage.AllOf(beliefs));

    /// <summary>
    /// The failure that all vetoes of such acts on the host come from: they rest on the very fact that it is told for. Null when there
    /// is none, or a veto speaks for another reason.
    /// </summary>
    public WideOutage? TellerOf(HostName host, IReadOnlySet<RecoveryAction> acts)
    {
        if (tellers.Count == 0)
            return null;
        var voices = beliefs.VetoesOf(host).Where(v => v.Reason == HoldReason.Vetoed && acts.Overlaps(v.Actions)).Select(v => TellerOf(host, v)).ToList();
        return voices.Contains(null) ? null : voices.FirstOrDefault();
    }

    /// <summary>The failure that the host is a piece of, and that keeps its hands off it.</summary>
    public WideOutage? TellerOfPart(HostName host) => tellers.Count == 0
        ? null
        : beliefs.VetoesOf(host).Select(v => TellerOf(host, v)).FirstOrDefault(o => o?.Hosts.Contains(host) == true);

    WideOutage? TellerOf(HostName host, Veto veto) =>
        beliefs.SupportOf(host, veto).Select(f => tellers.GetValueOrDefault(f)).FirstOrDefault(o => o is not null);
}
