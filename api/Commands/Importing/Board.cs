using System.Net;

namespace PolicyHa.Api.Commands.Importing;

/// <summary>What switches one host off, checked.</summary>
/// <param name="Host">As it is written in the section.</param>
/// <param name="Where">Where it comes from.</param>
/// <param name="Controller">Name or IP address of what is spoken to; IPv6 without brackets.</param>
sealed record Board(string Host, string Where, BoardKind Kind, string Controller)
{
    public const string OnlySystem = "auto";

    /// <summary>Null: the usual one.</summary>
    public int? Port { get; init; }

    /// <summary>Redfish, MAAS: what stands around the controller's name and port in the address.</summary>
    public (string Scheme, string Path) Url { get; init; } = ("", "");

    /// <summary>Redfish: path of the system, or <see cref="OnlySystem"/>.</summary>
    public string System { get; init; } = OnlySystem;

    /// <summary>MAAS: the machine's id.</summary>
    public string Plug { get; init; } = "";

    /// <summary>MAAS: what it switches the machine by; empty: not known.</summary>
    public string Power { get; init; } = "";

    public string Username { get; init; } = "";

    /// <summary>Null: the source does not say it.</summary>
    public string? Password { get; init; }

    public string Cipher { get; init; } = "";

    public string Privilege { get; init; } = "";

    public string CaCert { get; init; } = "";

    public string Thumbprint { get; init; } = "";

    public bool InsecureTls { get; init; }

    /// <summary>The same for all spellings of one address.</summary>
    public string ControllerKey =>
        IPAddress.TryParse(Controller, out var ip) ? ip.ToString() : Controller.TrimEnd('.').ToLowerInvariant();

    /// <summary>The whole address with something in the place of the controller.</summary>
    public string UrlWith(string controller) => $"{Url.Scheme}://{controller}{(Port is { } port ? $":{port}" : "")}{Url.Path}";

    /// <summary>Switching one host off by its board may switch the other off; asked of boards with one controller.</summary>
    public bool Overlaps(Board other)
    {
        if (Kind != other.Kind)
            return true;
        if (Kind is BoardKind.Maas)
            return Plug == other.Plug || (Power.Length > 0 && Power == other.Power);
        if (Port != other.Port || Url.Path != other.Url.Path)
            return false;
        return Kind is BoardKind.Ipmi || System == OnlySystem || other.System == OnlySystem || System == other.System;
    }
}
