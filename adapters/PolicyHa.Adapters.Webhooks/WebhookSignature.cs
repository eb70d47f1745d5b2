using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PolicyHa.Adapters.Webhooks;

/// <summary>Signs messages after the Standard Webhooks specification, scheme <c>v1</c> (HMAC-SHA256).</summary>
public static class WebhookSignature
{
    /// <summary>What a secret must be, for messages.</summary>
    public const string SecretForm = "whsec_ and base64 of 24 to 64 bytes";

    const string Prefix = "whsec_";

    /// <summary>The key of a secret; false when it is none.</summary>
    public static bool TryKey(string secret, [NotNullWhen(true)] out byte[]? key)
    {
        ArgumentNullException.ThrowIfNull(secret);
        key = null;
        if (!secret.StartsWith(Prefix, StringComparison.Ordinal))
            return false;
        var bytes = new byte[secret.Length];
        if (!Convert.TryFromBase64String(secret[Prefix.Length..], bytes, out var length) || length is < 24 or > 64)
            return false;
        key = bytes[..length];
        return true;
    }

    /// <summary>Puts the three headers on a message.</summary>
    /// <param name="id">Tells messages apart; without dots, which would blur what is signed.</param>
    /// <param name="at">When it is sent.</param>
    /// <param name="body">Exactly the bytes that are sent.</param>
    public static void Sign(HttpRequestMessage request, string id, DateTimeOffset at, ReadOnlySpan<byte> body, IEnumerable<byte[]> keys)
    {
        ArgumentNullException.ThrowIfNull(request);
        var seconds = at.ToUnixTimeSeconds();
        request.Headers.TryAddWithoutValidation("webhook-id", id);
        request.Headers.Add("webhook-timestamp", seconds.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", Of(id, seconds, body, keys));
    }

    /// <summary>The signatures' header: one for each key.</summary>
    /// <param name="at">Unix seconds.</param>
    /// <param name="body">Exactly the bytes that are sent.</param>
    public static string Of(string id, long at, ReadOnlySpan<byte> body, IEnumerable<byte[]> keys)
    {
        var signed = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{at}."));
        byte[] content = [.. signed, .. body];
        return string.Join(' ', keys.Select(key => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, content))}"));
    }
}
