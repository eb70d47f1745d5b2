using Microsoft.Extensions.Configuration;

namespace PolicyHa.Adapters.OpenStack;

/// <summary>How a service on a living host is restarted: by an HTTP hook, by ssh, or not at all.</summary>
public sealed class ServiceRestartOptions
{
    internal static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Where to <c>POST {"service": "nova-compute"}</c>; <c>{host}</c> stands for the host's name, for example
    /// <c>http://{host}:9100/restart</c>. Null: there is no hook.
    /// </summary>
    [ConfigurationKeyName("url")]
    public string? Url { get; set; }

    /// <summary>Sent as a bearer token.</summary>
    [ConfigurationKeyName("token")]
    public string? Token { get; set; }

    /// <summary>A file that holds the token; white space around it is dropped.</summary>
    [ConfigurationKeyName("token_file")]
    public string? TokenFile { get; set; }

    /// <summary>How long the hook may take until the outcome counts as unclear.</summary>
    /// <value>Default 15 s; 1 s to 10 min.</value>
    [ConfigurationKeyName("timeout")]
    public TimeSpan Timeout { get; set; } = DefaultTimeout;

    /// <summary>By ssh instead. Null: not by ssh.</summary>
    [ConfigurationKeyName("ssh")]
    public SshRestartOptions? Ssh { get; set; }
}
