using Microsoft.Extensions.Configuration;

namespace PolicyHa.Adapters.OpenStack;

/// <summary>The HTTP hook that restarts a service on a living host.</summary>
public sealed class ServiceRestartOptions
{
    /// <summary>
    /// Where to <c>POST {"service": "nova-compute"}</c>; <c>{host}</c> stands for the host's name, for example
    /// <c>http://{host}:9100/restart</c>. Null: services are not restarted.
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
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);
}
