namespace PolicyHa.Rules.Expressions;

/// <summary>ip() and cidr(), for rules about storage and tenant networks.</summary>
static class NetworkFunctions
{
    public static IEnumerable<Overload> All =>
    [
        new("ip", false, [CelType.String], CelType.Address, static (in c) =>
            CelAddress.TryParse(c.A.Text, out var address) ? CelValue.Of(address) : NotAnAddress(c, c.A)),
        new("cidr", false, [CelType.String], CelType.Network, static (in c) =>
            CelNetwork.TryParse(c.A.Text, out var network) ? CelValue.Of(network) : NotANetwork(c, c.A)),
        new("isIP", false, [CelType.String], CelType.Bool,
            static (in c) => CelValue.Of(CelAddress.TryParse(c.A.Text, out _))),
        new("isCIDR", false, [CelType.String], CelType.Bool,
            static (in c) => CelValue.Of(CelNetwork.TryParse(c.A.Text, out _))),
        new("ip.isCanonical", false, [CelType.String], CelType.Bool, static (in c) =>
            CelAddress.TryParse(c.A.Text, out var address)
                ? CelValue.Of(address.ToString() == c.A.Text)
                : NotAnAddress(c, c.A)),

        new("family", true, [CelType.Address], CelType.Int, static (in c) => CelValue.Of((long)c.A.Address.Family)),
        Test("isUnspecified", static address => address.IsUnspecified),
        Test("isLoopback", static address => address.IsLoopback),
        Test("isGlobalUnicast", static address => address.IsGlobalUnicast),
        Test("isLinkLocalMulticast", static address => address.IsLinkLocalMulticast),
        Test("isLinkLocalUnicast", static address => address.IsLinkLocalUnicast),

        OfNetwork("ip", [], CelType.Address, static (in c) => CelValue.Of(c.A.Network.Address)),
        OfNetwork("masked", [], CelType.Network, static (in c) => CelValue.Of(c.A.Network.Masked())),
        OfNetwork("prefixLength", [], CelType.Int, static (in c) => CelValue.Of((long)c.A.Network.PrefixLength)),
        OfNetwork("containsIP", [CelType.Address], CelType.Bool, static (in c) =>
            CelValue.Of(c.A.Network.Contains(c.B.Address))),
        OfNetwork("containsIP", [CelType.String], CelType.Bool, static (in c) =>
            CelAddress.TryParse(c.B.Text, out var other)
                ? CelValue.Of(c.A.Network.Contains(other))
                : NotAnAddress(c, c.B)),
        OfNetwork("containsCIDR", [CelType.Network], CelType.Bool, static (in c) =>
            CelValue.Of(c.A.Network.Contains(c.B.Network))),
        OfNetwork("containsCIDR", [CelType.String], CelType.Bool, static (in c) =>
            CelNetwork.TryParse(c.B.Text, out var other)
                ? CelValue.Of(c.A.Network.Contains(other))
                : NotANetwork(c, c.B)),
    ];

    static Overload Test(string name, Func<CelAddress, bool> test) =>
        new(name, true, [CelType.Address], CelType.Bool, (in c) => CelValue.Of(test(c.A.Address)));

    static Overload OfNetwork(string name, CelType[] arguments, CelType result, CelBody body) =>
        new(name, true, [CelType.Network, .. arguments], result, body);

    static CelValue NotAnAddress(in CelCall c, in CelValue text) =>
        c.Failed($"{text} is not an IP address; write 192.0.2.1 or 2001:db8::1, without zone and not IPv4 inside IPv6");

    static CelValue NotANetwork(in CelCall c, in CelValue text) =>
        c.Failed($"{text} is not a network such as 192.0.2.0/24");
}
