using Microsoft.Extensions.Configuration;

namespace PolicyHa.Adapters.Fencing;

/// <summary>
/// How a group of hosts is switched off. In <see cref="Address"/> and <see cref="System"/> <c>{host}</c> stands for the
/// host's name and <c>{short}</c> for its part before the first dot, so that one entry serves a thousand hosts.
/// </summary>
public sealed class FencingDeviceOptions
{
    /// <summary>What levels call it; unique. Only needed where there are levels.</summary>
    [ConfigurationKeyName("name")]
    public string Name { get; set; } = "";

    /// <summary>Hosts by name; <c>*</c> stands for any characters and <c>?</c> for one.</summary>
    /// <value>Default: all hosts.</value>
    [ConfigurationKeyName("hosts")]
    public List<string> Hosts { get; set; } = [];

    /// <summary>At present only <c>redfish</c>.</summary>
    [ConfigurationKeyName("kind")]
    public string Kind { get; set; } = "redfish";

    /// <summary>The BMC's address, for example <c>https://{short}.bmc.example</c>.</summary>
    [ConfigurationKeyName("address")]
    public string Address { get; set; } = "";

    /// <summary>
    /// The path of the host's system, for example <c>/redfish/v1/Systems/1</c>; <c>auto</c> takes the only one the BMC
    /// has.
    /// </summary>
    [ConfigurationKeyName("system")]
    public string System { get; set; } = "auto";

    [ConfigurationKeyName("username")]
    public string Username { get; set; } = "";

    [ConfigurationKeyName("password")]
    public string? Password { get; set; }

    /// <summary>A file that holds the password; white space around it is dropped.</summary>
    [ConfigurationKeyName("password_file")]
    public string? PasswordFile { get; set; }

    /// <summary>An environment variable that holds the password.</summary>
    [ConfigurationKeyName("password_env")]
    public string? PasswordEnv { get; set; }

    /// <summary>PEM file of the authorities to trust instead of the system's.</summary>
    [ConfigurationKeyName("cacert")]
    public string? CaCert { get; set; }

    /// <summary>
    /// SHA-256 of the BMC's certificate, in hex; colons are allowed. Only a BMC with this certificate is spoken to.
    /// </summary>
    [ConfigurationKeyName("thumbprint")]
    public string? Thumbprint { get; set; }

    /// <summary>Speaks to whoever answers, which gives the password to anyone in between.</summary>
    /// <value>Default false.</value>
    [ConfigurationKeyName("insecure_tls")]
    public bool InsecureTls { get; set; }

    /// <summary>How long one call to the BMC may take. Slow BMCs answer within 10 s.</summary>
    /// <value>Default 15 s; 1 s to 2 min.</value>
    [ConfigurationKeyName("timeout")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);
}
