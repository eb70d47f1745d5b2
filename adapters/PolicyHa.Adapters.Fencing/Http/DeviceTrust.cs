using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PolicyHa.Adapters.Fencing.Http;

/// <summary>Connections to a group's devices, which are trusted as configured.</summary>
static class DeviceTrust
{
    public static SocketsHttpHandler NewHandler(FencingDeviceOptions device) => new()
    {
        // A redirect would carry the password elsewhere.
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        ConnectTimeout = device.CallLimit,
        SslOptions = Tls(device),
    };

    /// <summary>A thumbprint without the colons and spaces people write in it.</summary>
    public static string Plain(string thumbprint) =>
        thumbprint.Replace(":", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);

    [SuppressMessage("Security", "CA5359", Justification = "Only where the operator wrote insecure_tls: true.")]
    static SslClientAuthenticationOptions Tls(FencingDeviceOptions device)
    {
        if (device.Thumbprint is { Length: > 0 } thumbprint)
            return new() { RemoteCertificateValidationCallback = (_, seen, _, _) => Is(seen, Plain(thumbprint)) };
        if (device.CaCert is { Length: > 0 } file)
            return new() { CertificateChainPolicy = Only(file) };
        if (device.InsecureTls)
            return new() { RemoteCertificateValidationCallback = (_, _, _, _) => true };
        return new();
    }

    static bool Is(X509Certificate? seen, string thumbprint) => string.Equals(
        seen?.GetCertHashString(HashAlgorithmName.SHA256), thumbprint, StringComparison.OrdinalIgnoreCase);

    static X509ChainPolicy Only(string file)
    {
        // Private authorities rarely serve revocation lists.
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.ImportFromPemFile(file);
        return policy;
    }
}
