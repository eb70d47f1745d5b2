using Microsoft.Extensions.Configuration;

namespace PolicyHa.Adapters.OpenStack;

/// <summary>
/// How to reach the cloud. Keys are named as in <c>clouds.yaml</c> where that file has a word for it. Log in either by
/// an application credential or by a password; a secret comes inline (from the environment) or from a file, not both.
/// </summary>
public sealed class OpenStackOptions
{
    /// <summary>Keystone's address, with or without <c>/v3</c>.</summary>
    [ConfigurationKeyName("auth_url")]
    public string AuthUrl { get; set; } = "";

    [ConfigurationKeyName("application_credential_id")]
    public string? ApplicationCredentialId { get; set; }

    [ConfigurationKeyName("application_credential_secret")]
    public string? ApplicationCredentialSecret { get; set; }

    /// <summary>A file that holds the secret; white space around it is dropped.</summary>
    [ConfigurationKeyName("application_credential_secret_file")]
    public string? ApplicationCredentialSecretFile { get; set; }

    [ConfigurationKeyName("username")]
    public string? Username { get; set; }

    [ConfigurationKeyName("password")]
    public string? Password { get; set; }

    /// <summary>A file that holds the password; white space around it is dropped.</summary>
    [ConfigurationKeyName("password_file")]
    public string? PasswordFile { get; set; }

    /// <value>Default <c>Default</c>.</value>
    [ConfigurationKeyName("user_domain_name")]
    public string UserDomainName { get; set; } = "Default";

    /// <summary>
    /// The project the token is for; a token without a project has no catalogue. Nova's rules want an administrator of
    /// a project.
    /// </summary>
    [ConfigurationKeyName("project_name")]
    public string? ProjectName { get; set; }

    /// <value>Default <c>Default</c>.</value>
    [ConfigurationKeyName("project_domain_name")]
    public string ProjectDomainName { get; set; } = "Default";

    /// <summary>Which region's endpoints to use. May be left out when the catalogue has one region.</summary>
    [ConfigurationKeyName("region_name")]
    public string? RegionName { get; set; }

    /// <summary><c>public</c>, <c>internal</c> or <c>admin</c>.</summary>
    /// <value>Default <c>public</c>.</value>
    [ConfigurationKeyName("interface")]
    public string Interface { get; set; } = "public";

    /// <summary>PEM file of the authorities to trust instead of the system's.</summary>
    [ConfigurationKeyName("cacert")]
    public string? CaCert { get; set; }

    /// <summary>Nova's address; wins over the catalogue.</summary>
    [ConfigurationKeyName("compute_endpoint_override")]
    public string? ComputeEndpointOverride { get; set; }

    /// <summary>Placement's address; wins over the catalogue.</summary>
    [ConfigurationKeyName("placement_endpoint_override")]
    public string? PlacementEndpointOverride { get; set; }

    /// <summary>
    /// About so many hosts Placement is asked with each reading of the fleet, in one or two calls each: those that have changed, and those not
    /// asked about for the longest. What it said more than 10 minutes ago does not count, so all hosts should have had their turn by then.
    /// </summary>
    /// <value>Default 100, enough for 2,000 hosts that are read every 30 s; 0 to 2000, 0: Placement is not asked, and no room is known.</value>
    [ConfigurationKeyName("placement_hosts_per_reading")]
    public int PlacementHostsPerReading { get; set; } = 100;

    /// <summary>How long one attempt of a read may take.</summary>
    /// <value>Default 30 s; 1 s to 10 min.</value>
    [ConfigurationKeyName("read_timeout")]
    public TimeSpan ReadTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an act may take until its outcome counts as unclear.</summary>
    /// <value>
    /// Default 90 s; 1 s to 10 min. Above 60 s, Nova's default <c>rpc_response_timeout</c>, so that Nova's own answer
    /// comes first.
    /// </value>
    [ConfigurationKeyName("action_timeout")]
    public TimeSpan ActionTimeout { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>How often a failed read is tried again.</summary>
    /// <value>Default 3; 0 to 10.</value>
    [ConfigurationKeyName("read_retries_max")]
    public int ReadRetriesMax { get; set; } = 3;

    /// <summary>Entries a page.</summary>
    /// <value>Default 500; 1 to 1000, Nova's default <c>[api] max_limit</c>.</value>
    [ConfigurationKeyName("page_size")]
    public int PageSize { get; set; } = 500;

    /// <summary>
    /// A cloud of up to so many pages of instances is read whole each time. Of a larger one is read what Nova says has changed, and so many pages of a round through
    /// all. Nova calls metadata no change, so a new <c>HA_Enabled</c> that was not set through this service counts only when the round has come to it.
    /// </summary>
    /// <value>Default 10: 5,000 instances with pages of 500; a round through 50,000, read every 30 s, takes 5 min. 1 to 1000.</value>
    [ConfigurationKeyName("instance_pages_per_reading")]
    public int InstancePagesPerReading { get; set; } = 10;

    /// <summary>How many calls to Nova may be under way at once.</summary>
    /// <value>Default 32; 1 to 256.</value>
    [ConfigurationKeyName("calls_at_once_max")]
    public int CallsAtOnceMax { get; set; } = 32;

    /// <summary>
    /// How many of these may be reads. Many reads at once only make one another late, and with them the first evacuation; acts do not wait for them.
    /// </summary>
    /// <value>Default 4; 1 to 256.</value>
    [ConfigurationKeyName("reads_at_once_max")]
    public int ReadsAtOnceMax { get; set; } = 4;

    /// <summary>
    /// How many calls to Nova may begin in a second, where something before Nova counts them and answers 429. Reads that wait keep no act waiting for more than a few of them.
    /// </summary>
    /// <value>Default 0: no limit; 0 to 10,000.</value>
    [ConfigurationKeyName("calls_per_second_max")]
    public int CallsPerSecondMax { get; set; }

    /// <summary>
    /// Whether hosts share the storage of image-booted instances, where a segment does not say. Wrongly true loses
    /// data: an evacuation without shared storage builds the disk anew from its image.
    /// </summary>
    /// <value>Default false.</value>
    [ConfigurationKeyName("ha_shared_storage")]
    public bool HaSharedStorage { get; set; }

    /// <summary>
    /// Failover segments by name. A host in none of them belongs to the implicit segment of its zone.
    /// </summary>
    [ConfigurationKeyName("segments")]
    public Dictionary<string, SegmentOptions> Segments { get; set; } = [];

    /// <summary>
    /// Domains of hosts: a monitor that says <c>cmp01.example.org</c> means Nova's <c>cmp01</c> where <c>example.org</c> is listed, and the other way round. Never
    /// list a domain of another cloud's hosts.
    /// </summary>
    [ConfigurationKeyName("host_domains")]
    public List<string> HostDomains { get; set; } = [];

    /// <summary>Other names of hosts that events may use, by the name that Nova uses: <c>cmp01: [cmp01-ipmi]</c>.</summary>
    [ConfigurationKeyName("host_aliases")]
    public Dictionary<string, List<string>> HostAliases { get; set; } = [];

    /// <summary>How services on a living host are restarted.</summary>
    [ConfigurationKeyName("service_restart")]
    public ServiceRestartOptions ServiceRestart { get; set; } = new();

    /// <summary>All that is wrong with the options, each with the path of its key. Empty when nothing is.</summary>
    public IReadOnlyList<(string Path, string Message)> Validate() => OpenStackOptionsCheck.Run(this);
}
