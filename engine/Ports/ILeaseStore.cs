using PolicyHa.Engine.Facts;
using PolicyHa.Engine.State;

namespace PolicyHa.Engine.Ports;

/// <summary>Keeps who lives, and who owns which segment.</summary>
public interface ILeaseStore
{
    /// <summary>
    /// Takes or renews leases. A free, expired, or own lease is granted until <paramref name="now"/> + <paramref name="ttl"/>; a
    /// new owner, or the same one after a restart (<paramref name="owner"/> differs by process), gets a higher epoch. In the same
    /// transaction the caller is written down as alive for as long, unless <see cref="LanguageGate.Admits"/> says no: then nothing
    /// is granted, and nothing written.
    /// </summary>
    /// <param name="language">The newest rule language the caller reads.</param>
    /// <returns>The leases granted, who lives at <paramref name="now"/>, and which policies and switches they are to agree about.</returns>
    Task<LeaseRenewal> AcquireAsync(
        IReadOnlyCollection<SegmentName> segments, string owner, int language, DateTimeOffset now, TimeSpan ttl, CancellationToken ct);

    /// <summary>
    /// Who lives, by name: those seen until after <paramref name="now"/>. A process that holds a lease and has not said what it reads
    /// is there with <see cref="Replica.FirstLanguage"/>.
    /// </summary>
    Task<IReadOnlyList<Replica>> LiveAsync(DateTimeOffset now, CancellationToken ct);
}
