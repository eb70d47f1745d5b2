using System.Buffers;

namespace PolicyHa.Adapters.Kafka.Decoding;

/// <summary>
/// What a host may be called: <c>^[A-Za-z0-9]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?$</c> of the canonical schema.
/// </summary>
internal static class HostNames
{
    static readonly SearchValues<char> Letters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    public static bool IsValid(string name) =>
        name.Length is > 0 and <= 253 && char.IsAsciiLetterOrDigit(name[0]) && char.IsAsciiLetterOrDigit(name[^1])
        && !name.AsSpan().ContainsAnyExcept(Letters);
}
