using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Signals;

namespace PolicyHa.Engine.Decisions.Proofs;

/// <summary>How the signals of the made-up host stand.</summary>
/// <param name="statuses">One for each signal, in the order of <see cref="SignalNames.All"/>.</param>
sealed class ProofStatuses(SignalStatus[] statuses)
{
    static readonly SignalStatus[] Every = [SignalStatus.Up, SignalStatus.Degraded, SignalStatus.Down, SignalStatus.Unknown];
    static readonly SignalStatus[] HintsAsked = [SignalStatus.Unknown, SignalStatus.Down, SignalStatus.Up];
    static readonly SignalStatus[] HintsUnasked = [SignalStatus.Unknown];
    static readonly EventId Cause = new("policyha/proof", "made-up");

    /// <summary>Every combination: four statuses of each table signal, and the hints that the policy asks for.</summary>
    public static IReadOnlyList<ProofStatuses> All(ProofHints hints) =>
    [
        .. from admin in Every
           from tenant in Every
           from storage in Every
           from novaCompute in Every
           from libvirt in Every
           from power in hints.Power ? HintsAsked : HintsUnasked
           from cluster in hints.Cluster ? HintsAsked : HintsUnasked
           select new ProofStatuses([admin, tenant, storage, novaCompute, libvirt, power, cluster]),
    ];

    /// <summary>How many signals are not as on a host that is well.</summary>
    public int Troubles { get; } = SignalNames.All.Count(s => statuses[(int)s] != Usual(s));

    public SignalStatus this[Signal signal] => statuses[(int)signal];

    /// <summary>The signals that tables are made of stand alike.</summary>
    public bool HasTableOf(ProofStatuses other) =>
        SignalNames.All.All(s => s is Signal.Power or Signal.Cluster || this[s] == other[s]);

    /// <summary>They have stood so since then.</summary>
    public HostSignals Since(DateTimeOffset since) =>
        new([.. statuses.Select(s => new SignalReading(s, since, since, Cause, 2, 2))], 1);

    /// <summary>For people: <c>admin down, storage unknown, the others up</c>.</summary>
    public override string ToString()
    {
        var odd = SignalNames.All.Where(s => this[s] != Usual(s)).Select(s => $"{s.Name()} {this[s].Name()}").ToList();
        return odd.Count == 0 ? "all signals up" : $"{string.Join(", ", odd)}, the others up";
    }

    /// <summary>Nobody speaks of power and cluster while all is well.</summary>
    static SignalStatus Usual(Signal signal) => signal is Signal.Power or Signal.Cluster ? SignalStatus.Unknown : SignalStatus.Up;
}
