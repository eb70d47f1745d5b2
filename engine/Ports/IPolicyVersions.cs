using PolicyHa.Engine.History;
using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Ports;

/// <summary>Remembers the policies that have been in force, the newest last: it is the one in force.</summary>
public interface IPolicyVersions
{
    /// <summary>
    /// Writes down that this policy is in force from now on, with a history line, and forgets all but the newest
    /// <paramref name="keep"/>. Neither the one in force nor the last that came from files is ever forgotten.
    /// </summary>
    /// <param name="keep">At least 1.</param>
    Task ActivatedAsync(StoredPolicy policy, int keep, HistoryEntry line, CancellationToken ct);

    /// <summary>Writes down what else happened to a policy: a refusal changes nothing but the history.</summary>
    Task NoteAsync(HistoryEntry line, CancellationToken ct);

    /// <summary>Newest first: the first one is in force. The same policy is there once for every time it came into force.</summary>
    Task<IReadOnlyList<StoredPolicy>> ListAsync(CancellationToken ct);
}
