using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace PolicyHa.Rules.Expressions;

/// <summary>An address and a prefix length, "192.0.2.0/24".</summary>
sealed record CelNetwork(CelAddress Address, int PrefixLength)
{
    public static bool TryParse(string text, [NotNullWhen(true)] out CelNetwork? network)
    {
        network = null;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || !CelAddress.TryParse(text[..slash], out var address))
            return false;
        var digits = text[(slash + 1)..];
        if (digits.Length is 0 or > 3
            || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            || length > address.Bytes.Length * 8 || (digits.Length > 1 && digits[0] == '0'))
            return false;
        network = new CelNetwork(address, length);
        return true;
    }

    public bool Contains(CelAddress other) =>
        other.Family == Address.Family && Masked(other.Bytes).AsSpan().SequenceEqual(Masked(Address.Bytes));

    public bool Contains(CelNetwork other) => other.PrefixLength >= PrefixLength && Contains(other.Address);

    /// <summary>The same network with the host bits cleared.</summary>
    public CelNetwork Masked() => this with { Address = new CelAddress(new IPAddress(Masked(Address.Bytes))) };

    public override string ToString() => $"{Address}/{PrefixLength.ToString(CultureInfo.InvariantCulture)}";

    byte[] Masked(byte[] bytes)
    {
        for (var bit = PrefixLength; bit < bytes.Length * 8; bit++)
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return bytes;
    }
}
