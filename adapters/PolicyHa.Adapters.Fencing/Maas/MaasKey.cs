using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace PolicyHa.Adapters.Fencing.Maas;

/// <summary>An API key of MAAS, <c>consumer:token:secret</c>. Never shown: its text is <c>(key)</c>.</summary>
sealed class MaasKey
{
    const int NonceLength = 32;

    readonly string consumer;
    readonly string token;
    readonly string secret;

    MaasKey(string consumer, string token, string secret) => (this.consumer, this.token, this.secret) = (consumer, token, secret);

    /// <returns>False: it has not three parts of letters and digits.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out MaasKey? key)
    {
        key = text.Split(':') is [var consumer, var token, var secret] && new[] { consumer, token, secret }.All(p => p.Length > 0 && p.All(char.IsAsciiLetterOrDigit))
            ? new MaasKey(consumer, token, secret)
            : null;
        return key is not null;
    }

    /// <summary>What the header <c>Authorization</c> must hold, for one call alone: OAuth 1.0 with PLAINTEXT, and no secret of the consumer (RFC 5849).</summary>
    public string Authorization(DateTimeOffset at) =>
        $"""
         OAuth oauth_version="1.0", oauth_signature_method="PLAINTEXT", oauth_consumer_key="{consumer}", oauth_token="{token}", oauth_signature="%26{secret}", oauth_nonce="{RandomNumberGenerator.GetHexString(NonceLength, lowercase: true)}", oauth_timestamp="{at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}"
         """;

    /// <summary>What must not be shown of it.</summary>
    public IEnumerable<string> Secrets => [$"{consumer}:{token}:{secret}", secret];

    public override string ToString() => "(key)";
}
