using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Api.Operating;

/// <summary>Finds policies that have been in force.</summary>
sealed class PolicyArchive(IPolicyVersions versions)
{
    /// <summary>Newest first; the first one is in force.</summary>
    public Task<IReadOnlyList<StoredPolicy>> ListAsync(CancellationToken ct) => versions.ListAsync(ct);

    /// <summary>The newest with this digest.</summary>
    public async Task<StoredPolicy?> FindAsync(string sha256, CancellationToken ct) =>
        (await versions.ListAsync(ct)).FirstOrDefault(p => p.Version.Sha256 == sha256);

    /// <summary>The one that was in force before; null when there was none, or it is no longer kept.</summary>
    public async Task<StoredPolicy?> BeforeAsync(CancellationToken ct)
    {
        var all = await versions.ListAsync(ct);
        return all.FirstOrDefault(p => p.Version.Sha256 != all[0].Version.Sha256);
    }
}
