using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PolicyHa.Adapters.Alerts.Sinks;

/// <summary>Signs messages after the Standard Webhooks specification, scheme <c>v1</c> (HMAC-SHA256).</summary>
internal static class WebhookSignature
{
    const string Prefix = "whsec_";

    /// <summary>The key of a secret; false when it is none.</summary>
    public static bool TryKey(string secret, [NotNullWhen(true)] out byte[]? key)
    {
        key = null;
        if (!secret.StartsWith(Prefix, StringComparison.Ordinal))
            return false;
        var bytes = new byte[secret.Length];
        if (!Convert.TryFromBase64String(secret[Prefix.Length..], bytes, out var length) || length is < 24 or > 64)
            return false;
        key = bytes[..length];
        return true;
    }

    /// <summary>The header's value: a signature for each key.</summary>
    /// <param name="at">Unix seconds.</param>
    /// <param name="body">Exactly the bytes that are sent.</param>
    public static string Of(string id, long at, ReadOnlySpan<byte> body, IEnumerable<byte[]> keys)
    {
        var signed = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{at}."));
        byte[] content = [.. signed, .. body];
        return string.Join(' ', keys.Select(key => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, content))}"));
    }
}
