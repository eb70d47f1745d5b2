using PolicyHa.Engine.History;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.State;

namespace PolicyHa.Engine.Ports;

/// <summary>Remembers the policies that have been in force, the newest last: it is the one in force. And the one that waits.</summary>
public interface IPolicyVersions
{
    /// <summary>
    /// Writes down that this policy is in force from now on, with a history line, and forgets all but the newest
    /// <paramref name="keep"/>. Neither the one in force nor the last that came from files is ever forgotten. Whatever waited is
    /// forgotten too: this is the newer wish. Where <see cref="LanguageGate.KeptOutBy"/> names anybody who lives at that moment
    /// (<see cref="StoredPolicy.ActivatedAt"/>), nothing is written.
    /// </summary>
    /// <param name="keep">At least 1.</param>
    /// <returns>Who keeps it out; empty: it is in force.</returns>
    Task<IReadOnlyList<Replica>> ActivateAsync(StoredPolicy policy, int keep, HistoryEntry line, CancellationToken ct);

    /// <summary>As <see cref="ActivateAsync"/>, for the policy that waits.</summary>
    /// <returns>
    /// Whether it is in force by this call: false where somebody cannot read it, another is waiting by now, or a replica was quicker.
    /// </returns>
    Task<bool> ActivateWaitingAsync(StoredPolicy policy, int keep, HistoryEntry line, CancellationToken ct);

    /// <summary>Keeps a policy until it can come into force, instead of the one that waited; null: none waits any more.</summary>
    Task KeepWaitingAsync(StoredPolicy? policy, HistoryEntry line, CancellationToken ct);

    /// <summary>The one that waits, with the time it was offered for <see cref="StoredPolicy.ActivatedAt"/>; null: none does.</summary>
    Task<StoredPolicy?> WaitingAsync(CancellationToken ct);

    /// <summary>Writes down what else happened to a policy: a refusal changes nothing but the history.</summary>
    Task NoteAsync(HistoryEntry line, CancellationToken ct);

    /// <summary>Newest first: the first one is in force. The same policy is there once for every time it came into force.</summary>
    Task<IReadOnlyList<StoredPolicy>> ListAsync(CancellationToken ct);
}
