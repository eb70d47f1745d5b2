using System.Security.Cryptography;
using System.Text;
using PolicyHa.Api.Configuration;

namespace PolicyHa.Api.Security;

/// <summary>
/// Knows the callers by their keys. Keeps digests only, and looks at all of them each time: no answer is quicker than
/// another.
/// </summary>
sealed class ApiKeys(AuthOptions options)
{
    readonly (byte[] Digest, Caller Caller)[] known =
        [.. options.Keys.Select(k => (DigestOf(k.ReadKey()!), new Caller(k.Name, k.Role)))];

    /// <summary>Anybody may do anything.</summary>
    public bool IsOpen { get; } = options.IsOpen;

    /// <summary>Who has this key; null when nobody has.</summary>
    public Caller? Find(string key)
    {
        var digest = DigestOf(key);
        Caller? found = null;
        foreach (var (candidate, caller) in known)
        {
            if (CryptographicOperations.FixedTimeEquals(candidate, digest))
                found = caller;
        }

        return found;
    }

    static byte[] DigestOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
