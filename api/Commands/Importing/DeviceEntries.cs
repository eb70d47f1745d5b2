namespace PolicyHa.Api.Commands.Importing;

/// <summary>Boards that are written alike become one entry, with what is different as the hosts' plugs.</summary>
static class DeviceEntries
{
    const string Plug = "{plug}";

    /// <summary>The lines of <c>devices</c>, by the first host of each entry.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<Board> boards, SecretFiles secrets)
    {
        var shared = boards.Where(b => b.Kind is BoardKind.Redfish).GroupBy(b => b.UrlWith(b.ControllerKey))
            .Where(g => g.Count() > 1).SelectMany(g => g).ToHashSet();
        var entries = from board in boards
                      let written = Write(board, secrets.PathOf(board), shared.Contains(board))
                      group (board, written.Plug) by (written.Text, Alone: written.Plug is null ? board.Host : null);
        return entries.SelectMany(e => Entry(e.Key.Text, [.. e]));
    }

    static IEnumerable<string> Entry(string text, List<(Board Board, string? Plug)> hosts)
    {
        yield return $"  - {text}";
        if (hosts is [(var alone, null)])
        {
            yield return $"    hosts: [{YamlScalar.Write(alone.Host)}]  # {YamlScalar.Comment(alone.Where)}";
            yield break;
        }

        yield return "    plugs:";
        foreach (var (board, plug) in hosts)
            yield return $"      {YamlScalar.Write(board.Host)}: {YamlScalar.Write(plug!)}  # {YamlScalar.Comment(board.Where)}";
    }

    /// <summary>All of an entry but its hosts.</summary>
    /// <returns>With what the board is called by in its entry; null: it cannot share one.</returns>
    static (string Text, string? Plug) Write(Board board, string passwordFile, bool isShared)
    {
        var (address, system, plug) = Places(board, isShared);
        (string Key, string? Value)[] keys = board.Kind switch
        {
            BoardKind.Ipmi => [("kind", "agent"), ("agent", "fence_ipmilan")],
            BoardKind.Redfish => [("kind", "redfish"), ("address", address), ("system", system)],
            _ => [("kind", "maas"), ("address", address), ("system", system)],
        };
        var lines = keys.Append(("username", board.Username)).Append(("password_file", passwordFile))
            .Append(("cacert", board.CaCert)).Append(("thumbprint", board.Thumbprint))
            .Where(k => !string.IsNullOrEmpty(k.Item2)).Select(k => $"{k.Item1}: {YamlScalar.Write(k.Item2!)}");
        if (board.InsecureTls)
            lines = lines.Append("insecure_tls: true");
        if (board.Kind is BoardKind.Ipmi)
            lines = lines.Append($"parameters: {Parameters(board)}");
        return (string.Join("\n    ", lines), plug);
    }

    /// <summary>Of boards behind one address the systems differ; else the addresses do. A plug is escaped when it is filled in, so not every text can be one.</summary>
    static (string Address, string? System, string? Plug) Places(Board board, bool isShared)
    {
        var address = board.UrlWith(Uri.CheckHostName(board.Controller) is UriHostNameType.IPv6 ? $"[{board.Controller}]" : board.Controller);
        var slash = board.System.LastIndexOf('/');
        return board.Kind switch
        {
            BoardKind.Maas => (address, Plug, board.Plug),
            BoardKind.Redfish when isShared && slash >= 0 && IsPlain(board.System[(slash + 1)..]) =>
                (address, $"{board.System[..slash]}/{Plug}", board.System[(slash + 1)..]),
            BoardKind.Redfish when isShared || !IsPlain(board.Controller) => (address, board.System, null),
            BoardKind.Redfish => (board.UrlWith(Plug), board.System, board.Controller),
            _ => ("", null, board.Controller),
        };
    }

    static bool IsPlain(string text) => text.Length > 0 && Uri.EscapeDataString(text) == text;

    static string Parameters(Board board)
    {
        (string Name, string Value)[] parameters =
        [
            ("ip", Plug), ("lanplus", "1"), ("ipport", $"{board.Port}"), ("cipher", board.Cipher), ("privlvl", board.Privilege),
        ];
        return $"{{{string.Join(", ", parameters.Where(p => p.Value.Length > 0).Select(p => $"{p.Name}: \"{p.Value}\""))}}}";
    }
}
