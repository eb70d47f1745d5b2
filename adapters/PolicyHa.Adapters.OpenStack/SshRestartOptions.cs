using Microsoft.Extensions.Configuration;

namespace PolicyHa.Adapters.OpenStack;

/// <summary>
/// Restarting a service on a living host by this machine's own <c>ssh</c>. Only what stands here counts: ssh's own files
/// (<c>/etc/ssh/ssh_config</c>, <c>~/.ssh</c>) and its agent are not asked.
/// </summary>
public sealed class SshRestartOptions
{
    /// <summary>Who logs in on the host.</summary>
    [ConfigurationKeyName("user")]
    public string User { get; set; } = "";

    /// <value>Default 22; 1 to 65535.</value>
    [ConfigurationKeyName("port")]
    public int Port { get; set; } = 22;

    /// <summary>
    /// The private key, without a passphrase, as an absolute path. Nobody but this service's user may be able to read it.
    /// </summary>
    [ConfigurationKeyName("key_file")]
    public string KeyFile { get; set; } = "";

    /// <summary>
    /// The hosts' own keys, in the form of <c>ssh_known_hosts</c>, as an absolute path. A host that is not in it, or has another
    /// key, is not spoken to. It is read anew each time, and never written.
    /// </summary>
    [ConfigurationKeyName("known_hosts_file")]
    public string KnownHostsFile { get; set; } = "";

    /// <summary>
    /// Where the host is reached: <c>{host}</c> stands for its whole name, <c>{short}</c> for that up to the first dot.
    /// </summary>
    /// <value>Default <c>{host}</c>; for example <c>{host}.example.org</c>.</value>
    [ConfigurationKeyName("host")]
    public string Host { get; set; } = "{host}";

    /// <summary>What the host's shell is asked to run; <c>{service}</c> stands for the unit. Exit code 0 means that it was done.</summary>
    /// <value>Default <c>sudo -n systemctl restart {service}</c>.</value>
    [ConfigurationKeyName("command")]
    public string Command { get; set; } = "sudo -n systemctl restart {service}";

    /// <summary>
    /// What <c>nova-compute</c> and <c>libvirtd</c> are called on the hosts, where they are called something else.
    /// </summary>
    [ConfigurationKeyName("units")]
    public Dictionary<string, string> Units { get; set; } = [];

    /// <summary>
    /// How long it may take, from the connection to the end of the command, until the outcome counts as unclear; at most
    /// half of it, and 10 s, for the connection.
    /// </summary>
    /// <value>Default 15 s; 1 s to 10 min.</value>
    [ConfigurationKeyName("timeout")]
    public TimeSpan Timeout { get; set; } = ServiceRestartOptions.DefaultTimeout;
}
