namespace PolicyHa.Api.Commands.Importing;

/// <summary>What switches a host off.</summary>
enum BoardKind
{
    Ipmi,
    Redfish,
    Maas,
}

/// <summary>What a source says of how one host is switched off: texts as they stand there, empty where nothing does.</summary>
/// <param name="Where">File and line, or file and node; for messages and comments.</param>
sealed record FoundNode(string Where, string Host)
{
    /// <summary>Why it cannot be used, as far as its reader can tell; null: it may be.</summary>
    public string? Unusable { get; init; }

    public BoardKind Kind { get; init; }

    public string Address { get; init; } = "";

    public string Port { get; init; } = "";

    public string Username { get; init; } = "";

    /// <summary>Empty, or nothing but asterisks: the source does not say it.</summary>
    public string Password { get; init; } = "";

    /// <summary>Redfish: path of the system.</summary>
    public string System { get; init; } = "";

    /// <summary>MAAS: the machine's <c>system_id</c>.</summary>
    public string Plug { get; init; } = "";

    /// <summary>MAAS: what it switches the machine by, without logins. Two machines must not have the same.</summary>
    public string Power { get; init; } = "";

    /// <summary>IPMI: cipher suite.</summary>
    public string Cipher { get; init; } = "";

    /// <summary>IPMI: privilege level.</summary>
    public string Privilege { get; init; } = "";

    public string CaCert { get; init; } = "";

    public string Thumbprint { get; init; } = "";

    public string InsecureTls { get; init; } = "";
}
