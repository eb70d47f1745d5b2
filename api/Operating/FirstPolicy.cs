using PolicyHa.Adapters.Storage;
using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Compilation;

namespace PolicyHa.Api.Operating;

/// <summary>
/// The policy the service starts with. The one that was in force when it stopped is in force again: a restart decides
/// nothing differently. Newer files become candidates later, when the fleet is known.
/// </summary>
/// <param name="Candidate">As it was stored, or as it is to be stored now.</param>
/// <param name="IsStored">False: it came into force by this start.</param>
/// <param name="FilesAreNews">The files differ from those that were in force last.</param>
/// <param name="Older">Policies of plans that are under way.</param>
/// <param name="WhyNotStored">Why the stored one is not in force; null when it is, or there is none.</param>
sealed record FirstPolicy(
    PolicyCandidate Candidate,
    DateTimeOffset Since,
    bool IsStored,
    bool FilesAreNews,
    IReadOnlyList<RecoveryPolicy> Older,
    string? WhyNotStored)
{
    public PolicyLoad Load => Candidate.Load;

    /// <exception cref="NoPolicyException">Neither the store nor the files have a policy that compiles.</exception>
    public static async Task<FirstPolicy> ReadAsync(
        IStorage store, PolicySource source, PolicyLoad files, CallableServices services, DateTimeOffset now, CancellationToken ct)
    {
        files = files.Against(services.Names);
        var stored = await store.PolicyVersions.ListAsync(ct);
        var fromFiles = source.CandidateOf(files);
        if (stored is not [var last, ..])
            return files.IsValid ? new FirstPolicy(fromFiles, now, false, false, [], null) : throw new NoPolicyException(files);

        var back = PolicyCandidate.Back(last, last.Author, accepts: true) with { Origin = last.Origin };
        back = back with { Load = back.Load.Against(services.Names) };
        if (!back.Load.IsValid)
        {
            var why = $"the stored policy {last.Version} can no longer be compiled by this program: {back.Load.Problems[0]}";
            return files.IsValid ? new FirstPolicy(fromFiles, now, false, false, [], why) : throw new NoPolicyException(files);
        }

        var lastFiles = stored.FirstOrDefault(s => s.IsFromFiles)?.Version.Sha256;
        var filesAreNews = !files.IsValid || files.Policy.Version.Sha256 != lastFiles;
        var older = await OlderAsync(store, stored, ct);
        return new FirstPolicy(back, last.ActivatedAt, true, filesAreNews, older, null);
    }

    /// <summary>Plans under way finish under the policy that made them, also after a restart.</summary>
    static async Task<IReadOnlyList<RecoveryPolicy>> OlderAsync(
        IStorage store, IReadOnlyList<StoredPolicy> stored, CancellationToken ct)
    {
        var open = await store.State.LoadOpenAsync(ct);
        var wanted = open.Plans.Where(p => !p.IsOver).Select(p => p.Policy).ToHashSet();
        return
        [
            .. stored.Skip(1).DistinctBy(s => s.Version.Sha256).Where(s => wanted.Contains(s.Version.ToString()))
                .Take(PolicyHolder.HeldMax - 1).Select(s => PolicyCandidate.Compile(s).Policy).OfType<RecoveryPolicy>(),
        ];
    }
}
