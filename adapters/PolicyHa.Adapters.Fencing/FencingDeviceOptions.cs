using Microsoft.Extensions.Configuration;
using PolicyHa.Adapters.Fencing.Devices;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Adapters.Fencing;

/// <summary>
/// How a group of hosts is switched off. In <see cref="Address"/>, <see cref="System"/> and the values of <see cref="Parameters"/>
/// <c>{host}</c> stands for the host's name, <c>{short}</c> for its part before the first dot and <c>{plug}</c> for what <see cref="Plugs"/>
/// has for it, so that one entry serves a thousand hosts.
/// </summary>
public sealed class FencingDeviceOptions
{
    internal const string OnlySystem = "auto";
    internal const string PasswordParameter = "password";
    internal const string BasicLogin = "basic";
    internal const string SessionLogin = "session";

    /// <summary>What levels call it; unique. Only needed where there are levels.</summary>
    [ConfigurationKeyName("name")]
    public string Name { get; set; } = "";

    /// <summary>
    /// Hosts by name; <c>*</c> stands for any characters and <c>?</c> for one. Between slashes: a regular expression for the whole name. By where they are:
    /// <c>segment:NAME</c>, <c>zone:NAME</c>, <c>aggregate:NAME</c>, or <c>metadata:KEY=VALUE</c> of an aggregate.
    /// </summary>
    /// <value>Default: all hosts; with <see cref="Plugs"/> those that have one.</value>
    [ConfigurationKeyName("hosts")]
    public List<string> Hosts { get; set; } = [];

    /// <summary><c>redfish</c>, <c>agent</c>, <c>maas</c>, <c>webhook</c> or <c>manual</c>.</summary>
    /// <value>Default redfish.</value>
    [ConfigurationKeyName("kind")]
    public string Kind { get; set; } = "redfish";

    /// <summary>The BMC's, for example <c>https://{short}.bmc.example</c>; MAAS's, <c>http://maas.example:5240/MAAS</c>; the webhook's.</summary>
    [ConfigurationKeyName("address")]
    public string Address { get; set; } = "";

    /// <summary>
    /// Redfish: the path of the host's system, for example <c>/redfish/v1/Systems/1</c>; <c>auto</c> takes the only one the BMC has. MAAS: the
    /// machine's <c>system_id</c>, for example <c>{plug}</c>; <c>auto</c> takes the machine that has the host's name.
    /// </summary>
    [ConfigurationKeyName("system")]
    public string System { get; set; } = OnlySystem;

    /// <summary>What a host is to a device that serves several: an outlet of a power strip, a blade of a chassis. By the host's name.</summary>
    [ConfigurationKeyName("plugs")]
    public Dictionary<string, string> Plugs { get; set; } = [];

    /// <summary>It switches one of the host's power supplies, and reads that supply, not the host.</summary>
    /// <value>Default false.</value>
    [ConfigurationKeyName("supply")]
    public bool Supply { get; set; }

    /// <summary>It can switch nothing on.</summary>
    /// <value>Default false.</value>
    [ConfigurationKeyName("off_only")]
    public bool OffOnly { get; set; }

    /// <summary>
    /// Redfish: <c>basic</c> sends user and password with each call; <c>session</c> logs in once for many calls, logs out after a minute without one, and
    /// falls back to <c>basic</c> where the BMC has no session left.
    /// </summary>
    /// <value>Default basic: BMCs have 4 to 16 sessions, and leaked ones of others must not stand in the way of a fence.</value>
    [ConfigurationKeyName("login")]
    public string Login { get; set; } = BasicLogin;

    /// <summary>The device goes on to show for so long what it has read before, whatever it is asked. The two readings of a proof are that far apart.</summary>
    /// <value>Default 0: not known to. At most 5 min; BMCs that do so keep it for 30 to 60 s.</value>
    [ConfigurationKeyName("keeps")]
    public TimeSpan Keeps { get; set; }

    [ConfigurationKeyName("username")]
    public string Username { get; set; } = "";

    /// <summary>MAAS: the API key, <c>consumer:token:secret</c>. Webhook: the secret to sign with, <c>whsec_...</c>.</summary>
    [ConfigurationKeyName("password")]
    public string? Password { get; set; }

    /// <summary>A file that holds the password; white space around it is dropped.</summary>
    [ConfigurationKeyName("password_file")]
    public string? PasswordFile { get; set; }

    /// <summary>An environment variable that holds the password.</summary>
    [ConfigurationKeyName("password_env")]
    public string? PasswordEnv { get; set; }

    /// <summary>The name of a credential of systemd (<c>LoadCredential=</c>) that holds the password: a file in <c>$CREDENTIALS_DIRECTORY</c>.</summary>
    [ConfigurationKeyName("password_credential")]
    public string? PasswordCredential { get; set; }

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

    /// <summary>How long one call to the device may take.</summary>
    /// <value>
    /// Default 15 s, for slow BMCs answer within 10 s; of MAAS, which waits for a BMC itself, 35 s; with an agent, which waits until the host is off,
    /// 60 s. 1 s to 2 min.
    /// </value>
    [ConfigurationKeyName("timeout")]
    public TimeSpan? Timeout { get; set; }

    /// <summary>Agent: its file's name, for example <c>fence_ipmilan</c>.</summary>
    [ConfigurationKeyName("agent")]
    public string Agent { get; set; } = "";

    /// <summary>Agent: what it is told beside action, login and password, by the names it has for it.</summary>
    [ConfigurationKeyName("parameters")]
    public Dictionary<string, string> Parameters { get; set; } = [];

    /// <summary>Agent: the parameter that the password goes to, for example <c>community</c>.</summary>
    /// <value>Default password.</value>
    [ConfigurationKeyName("secret_parameter")]
    public string SecretParameter { get; set; } = PasswordParameter;

    /// <summary>How long one call may take.</summary>
    internal TimeSpan CallLimit => Timeout ?? DeviceKinds.Rules[Kind].CallLimit;

    /// <summary>It is no device.</summary>
    internal bool IsPerson => Kind == DeviceKinds.Manual;

    internal bool HasPassword => new[] { Password, PasswordFile, PasswordEnv, PasswordCredential }.Any(p => !string.IsNullOrEmpty(p));

    /// <summary>It has to do with the host.</summary>
    /// <param name="place">Where the host is; null: not known.</param>
    internal bool Serves(HostName host, ComputeHost? place) => HostPattern.Matches(Hosts, host, place) && (Plugs.Count == 0 || Plugs.ContainsKey(host.Value));

    /// <summary>What the host is to the device; empty: nothing is written.</summary>
    internal string PlugOf(HostName host) => Plugs.GetValueOrDefault(host.Value, "");

    /// <summary>The keys that are written, but for those of every kind: name, hosts, kind, plugs, supply, off_only, keeps and timeout.</summary>
    internal IEnumerable<string> GivenKeys()
    {
        (string Key, bool IsGiven)[] keys =
        [
            ("address", Address.Length > 0), ("system", System != OnlySystem), ("username", Username.Length > 0),
            ("password", !string.IsNullOrEmpty(Password)), ("password_file", !string.IsNullOrEmpty(PasswordFile)), ("password_env", !string.IsNullOrEmpty(PasswordEnv)),
            ("password_credential", !string.IsNullOrEmpty(PasswordCredential)), ("login", Login != BasicLogin),
            ("agent", Agent.Length > 0), ("parameters", Parameters.Count > 0), ("secret_parameter", SecretParameter != PasswordParameter),
            ("cacert", !string.IsNullOrEmpty(CaCert)), ("thumbprint", !string.IsNullOrEmpty(Thumbprint)), ("insecure_tls", InsecureTls),
        ];
        return keys.Where(k => k.IsGiven).Select(k => k.Key);
    }
}
