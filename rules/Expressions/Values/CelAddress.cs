using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace PolicyHa.Rules.Expressions;

/// <summary>
/// An IPv4 or IPv6 address, for comparing storage and tenant networks. Strict: no zones, no short IPv4 forms.
/// </summary>
sealed record CelAddress
{
    readonly IPAddress address;

    public CelAddress(IPAddress address)
    {
        // ::ffff:c0a8:1 is the same machine as 192.168.0.1, and CEL says they are equal.
        this.address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
    }

    public int Family => address.AddressFamily == AddressFamily.InterNetwork ? 4 : 6;

    public bool IsUnspecified => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    public bool IsLoopback => IPAddress.IsLoopback(address);

    public bool IsLinkLocalUnicast => Family == 4 ? Bytes is [169, 254, ..] : address.IsIPv6LinkLocal;

    public bool IsLinkLocalMulticast =>
        Family == 4 ? Bytes is [224, 0, 0, _] : Bytes is [0xff, var scope, ..] && (scope & 0x0f) == 2;

    public bool IsGlobalUnicast =>
        !IsUnspecified && !IsLoopback && !IsLinkLocalUnicast && !IsMulticast && !address.Equals(IPAddress.Broadcast);

    public byte[] Bytes => address.GetAddressBytes();

    bool IsMulticast => Family == 4 ? (Bytes[0] & 0xf0) == 0xe0 : address.IsIPv6Multicast;

    public static bool TryParse(string text, [NotNullWhen(true)] out CelAddress? address)
    {
        address = null;
        var isIPv6 = text.Contains(':', StringComparison.Ordinal);
        // IPAddress also reads "10.1", octal and "fe80::1%eth0"; a rule file should say what it means.
        var isPlain = isIPv6
            ? !text.AsSpan().ContainsAny("%[]/.")
            : text.Split('.') is { Length: 4 } parts && parts.All(IsDecimalByte);
        if (!isPlain || !IPAddress.TryParse(text, out var parsed))
            return false;
        address = new CelAddress(parsed);
        return true;
    }

    public override string ToString() => address.ToString();

    static bool IsDecimalByte(string part) =>
        part.Length is > 0 and <= 3 && part.All(char.IsAsciiDigit) && (part.Length == 1 || part[0] != '0');
}
