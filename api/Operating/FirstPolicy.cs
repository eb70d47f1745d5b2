using PolicyHa.Adapters.Storage;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.State;
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

    /// <exception cref="NoPolicyException">
    /// Neither the store nor the files have a policy that compiles, or not one that this program and all replicas that live can read.
    /// </exception>
    public static async Task<FirstPolicy> ReadAsync(
        IStorage store, PolicySource source, PolicyLoad files, CallableServices services, DateTimeOffset now, CancellationToken ct)
    {
        files = files.Against(services.Names);
        var stored = await store.PolicyVersions.ListAsync(ct);
        RequireOneForAll(files, stored.Count > 0 ? stored[0] : null, await store.Leases.LiveAsync(now, ct));
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

    /// <summary>
    /// While others live, what is in force for them is in force here: a program that does not read it may not fall back to its files.
    /// </summary>
    static void RequireOneForAll(PolicyLoad files, StoredPolicy? last, IReadOnlyList<Replica> live)
    {
        if (live.Count == 0)
            return;
        if (last is not null && last.Language > PolicyCompiler.NewestLanguage)
            throw new NoPolicyException(
                files, $"policy {last.Version} is in force, which {live[0].Owner} acts by; it is written in rule language {last.Language}, "
                    + $"and this program reads {PolicyCompiler.NewestLanguage}: start the newer program");
        if (last is null && files.Policy is { } first && LanguageGate.KeptOutBy(live, first.Language) is [var other, ..])
            throw new NoPolicyException(
                files, $"policy {first.Version} would be the first in force, and {other}; start with a policy in language {other.Language}, "
                    + "or upgrade that replica first");
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
