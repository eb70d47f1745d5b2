using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace PolicyHa.Adapters.OpenStack.Http;

/// <summary>
/// Connections to the cloud: pooled, no redirects followed, private authorities trusted where configured.
/// </summary>
static class Trust
{
    public static SocketsHttpHandler NewHandler(string? caFile)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            // New connections now and then, so that a change of address in DNS is seen.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(10),
        };
        if (caFile is { Length: > 0 })
            handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = Only(caFile) };
        return handler;
    }

    static X509ChainPolicy Only(string caFile)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            // Private authorities rarely serve revocation lists.
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.ImportFromPemFile(caFile);
        return policy;
    }
}
