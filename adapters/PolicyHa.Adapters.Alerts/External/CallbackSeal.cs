using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace PolicyHa.Adapters.Alerts.External;

/// <summary>
/// The token of a call-back: the key of the call, and a seal that only who knows the service's secret can make. It is good for that
/// call only.
/// </summary>
public static class CallbackSeal
{
    const string Purpose = "policyha call-back ";

    internal static string Of(string key, byte[] secret) =>
        Encoded(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(Purpose + key)));

    internal static string TokenOf(string key, byte[] secret) => $"{Encoded(Encoding.UTF8.GetBytes(key))}.{Of(key, secret)}";

    internal static bool IsOf(string key, string seal, byte[] secret) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Of(key, secret)), Encoding.UTF8.GetBytes(seal));

    /// <summary>The key and the seal of a token; false for any other text.</summary>
    public static bool TryRead(string token, [NotNullWhen(true)] out string? key, [NotNullWhen(true)] out string? seal)
    {
        (key, seal) = (null, null);
        if (token.Split('.') is not [{ Length: > 0 } encoded, { Length: > 0 } sealedBy])
            return false;
        try
        {
            var padded = encoded.Replace('-', '+').Replace('_', '/') + new string('=', (4 - (encoded.Length % 4)) % 4);
            (key, seal) = (Encoding.UTF8.GetString(Convert.FromBase64String(padded)), sealedBy);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>Base64 that may stand in an address (RFC 4648, section 5), without padding.</summary>
    static string Encoded(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
