using System.Globalization;
using System.Net.Sockets;
using System.Net;
using System.Text.RegularExpressions;

namespace PolicyHa.Api.Commands.Importing;

/// <summary>Makes a board of what a source says, or tells everything that is wrong with it. Never repeats what may hold a password.</summary>
sealed partial class BoardCheck(FoundNode node)
{
    const int IpmiPort = 623;
    const string RedfishRoot = "/redfish/v1";

    static readonly string[] Privileges = ["callback", "user", "operator", "administrator"];

    readonly List<string> problems = [];

    public static (Board? Board, IReadOnlyList<string> Problems) Check(FoundNode node)
    {
        if (node.Unusable is { } why)
            return (null, [why]);
        var check = new BoardCheck(node);
        var board = check.Make();
        return (check.problems.Count == 0 ? board : null, check.problems);
    }

    Board Make()
    {
        if (node.Host.Length == 0)
            problems.Add("has no name");
        else if (!ComputeHosts.IsName(node.Host))
            problems.Add("its name is no host's name");
        if (node.Username.Any(char.IsControl))
            problems.Add("its user name holds a control character");
        MeaninglessKeys();
        var board = node.Kind switch
        {
            BoardKind.Ipmi => Ipmi(),
            BoardKind.Redfish => Redfish(),
            _ => Maas(),
        };
        return board with { Username = node.Username, Password = Password() };
    }

    void MeaninglessKeys()
    {
        (string Key, string Value, BoardKind[] Kinds)[] keys =
        [
            ("port", node.Port, [BoardKind.Ipmi, BoardKind.Redfish]), ("system", node.System, [BoardKind.Redfish]), ("plug", node.Plug, [BoardKind.Maas]),
            ("username", node.Username, [BoardKind.Ipmi, BoardKind.Redfish]), ("cacert", node.CaCert, [BoardKind.Redfish]),
            ("thumbprint", node.Thumbprint, [BoardKind.Redfish]), ("insecure_tls", node.InsecureTls, [BoardKind.Redfish]),
        ];
        foreach (var (key, _, _) in keys.Where(k => k.Value.Length > 0 && !k.Kinds.Contains(node.Kind)))
            problems.Add($"{key} means nothing to {node.Kind.ToString().ToLowerInvariant()}");
    }

    Board Ipmi()
    {
        if (node.Address.Length == 0)
            problems.Add("has no address");
        else if (node.Address.Contains('@'))
            problems.Add("its address holds a login; write the address alone");
        else if (node.Address[0] == '[' || Uri.CheckHostName(node.Address) is UriHostNameType.Unknown)
            problems.Add("its address is neither a name nor an IP address; a port is written by itself");
        if (node.Cipher.Length > 0 && (!int.TryParse(node.Cipher, NumberStyles.None, CultureInfo.InvariantCulture, out var suite) || suite > 17))
            problems.Add("its cipher suite is no number from 0 to 17");
        var privilege = node.Privilege.ToLowerInvariant();
        if (privilege.Length > 0 && !Privileges.Contains(privilege))
            problems.Add($"its privilege level is none of {string.Join(", ", Privileges)}");
        return new Board(node.Host, node.Where, BoardKind.Ipmi, node.Address)
        {
            Port = Port() is { } port && port != IpmiPort ? port : null,
            Cipher = node.Cipher,
            Privilege = privilege,
        };
    }

    Board Redfish()
    {
        var url = Url(RedfishRoot);
        var port = Port();
        if (url is { IsDefaultPort: false } && port is { } other && other != url.Port)
            problems.Add("has one port in its address and another by itself");
        if (node.Username.Length == 0)
            problems.Add("has no user name");
        if (node.System.Length > 0 && !SystemPath().IsMatch(node.System))
            problems.Add("its system is no path such as /redfish/v1/Systems/1");
        Trust();
        return BoardAt(url) with
        {
            Port = port is { } given && given != (url?.Scheme == "http" ? 80 : 443) ? given : url is { IsDefaultPort: false } ? url.Port : null,
            System = node.System.Length > 0 ? node.System.TrimEnd('/') : Board.OnlySystem,
            CaCert = node.CaCert,
            Thumbprint = node.Thumbprint,
            InsecureTls = node.InsecureTls.Equals("true", StringComparison.OrdinalIgnoreCase),
        };
    }

    Board Maas()
    {
        if (!SystemId().IsMatch(node.Plug))
            problems.Add("has no system_id, which MAAS calls it by (plug in a table)");
        var url = Url("");
        return BoardAt(url) with { Port = url is { IsDefaultPort: false } ? url.Port : null, Plug = node.Plug, Power = node.Power };
    }

    Board BoardAt(Uri? url) => new(node.Host, node.Where, node.Kind, url?.DnsSafeHost ?? "")
    {
        Url = (url?.Scheme ?? "", PathOf(url)),
    };

    /// <summary>Of an address that may lack its https.</summary>
    Uri? Url(string notNeeded)
    {
        var text = node.Address;
        if (text.Length == 0)
        {
            problems.Add("has no address");
            return null;
        }

        if (text.Contains('@'))
        {
            problems.Add("its address holds a login; write the address alone");
            return null;
        }

        if (!text.Contains("://", StringComparison.Ordinal))
            text = IPAddress.TryParse(text, out var ip) && ip.AddressFamily is AddressFamily.InterNetworkV6 ? $"https://[{text}]" : $"https://{text}";
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            && url.Query.Length == 0 && url.Fragment.Length == 0 && UrlPath().IsMatch(url.AbsolutePath))
        {
            return url.AbsolutePath.TrimEnd('/') == notNeeded ? new Uri(url, "/") : url;
        }

        problems.Add("its address is no http or https address");
        return null;
    }

    static string PathOf(Uri? url) => url?.AbsolutePath.TrimEnd('/') ?? "";

    int? Port()
    {
        if (node.Port.Length == 0)
            return null;
        if (int.TryParse(node.Port, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= ushort.MaxValue)
            return port;
        problems.Add("its port is no number from 1 to 65535");
        return null;
    }

    void Trust()
    {
        if (node.InsecureTls.Length > 0 && !bool.TryParse(node.InsecureTls, out _))
            problems.Add("its insecure_tls is neither true nor false");
        if (node.CaCert.Length > 0 && (node.CaCert[0] != '/' || node.CaCert.Any(char.IsControl)))
            problems.Add("its cacert is no path of a file");
        if (node.Thumbprint.Length > 0 && !Sha256().IsMatch(node.Thumbprint.Replace(":", "", StringComparison.Ordinal)))
            problems.Add("its thumbprint is no SHA-256 in hex (64 digits)");
        bool[] ways = [node.CaCert.Length > 0, node.Thumbprint.Length > 0, node.InsecureTls.Equals("true", StringComparison.OrdinalIgnoreCase)];
        if (ways.Count(w => w) > 1)
            problems.Add("cacert, thumbprint and insecure_tls exclude each other");
    }

    /// <summary>A file keeps no white space around it, and an agent is told one line.</summary>
    string? Password()
    {
        var password = node.Password;
        if (password.All(c => c == '*'))
            return null;                                        // masked, or none
        if (password.Trim() != password || password.Any(char.IsControl))
            problems.Add("its password begins or ends with white space or holds a line break, which cannot be passed on; change it on the board");
        else if (node.Kind is BoardKind.Ipmi && password[0] == '"' && password[^1] == '"')
            problems.Add("its password stands in quotation marks, which no fence agent can be told; change it on the board");
        return password;
    }

    [GeneratedRegex(@"\A/[A-Za-z0-9._~%:/-]+\z")]
    private static partial Regex SystemPath();

    [GeneratedRegex(@"\A[A-Za-z0-9._~/-]*\z")]
    private static partial Regex UrlPath();

    [GeneratedRegex(@"\A[A-Za-z0-9_-]+\z")]
    private static partial Regex SystemId();

    [GeneratedRegex(@"\A[0-9A-Fa-f]{64}\z")]
    private static partial Regex Sha256();
}
