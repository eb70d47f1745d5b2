namespace PolicyHa.Adapters.OpenStack;

/// <summary>Finds every mistake in the options at once.</summary>
sealed partial class OpenStackOptionsCheck
{
    static readonly string[] Interfaces = ["public", "internal", "admin"];
    static readonly string[] Methods = ["auto", "reserved_host", "auto_priority", "rh_priority"];

    readonly List<(string Path, string Message)> problems = [];

    public static IReadOnlyList<(string Path, string Message)> Run(OpenStackOptions options)
    {
        var check = new OpenStackOptionsCheck();
        check.Login(options);
        check.Reach(options);
        check.Limits(options);
        check.HostNames(options);
        check.Segments(options);
        check.ServiceRestart(options.ServiceRestart);
        return check.problems;
    }

    void Login(OpenStackOptions options)
    {
        if (options.AuthUrl.Length == 0)
            Add("auth_url", "is missing; give Keystone's address, for example https://keystone.example:5000/v3");
        else
            Url("auth_url", options.AuthUrl);

        var byCredential = options.ApplicationCredentialId is { Length: > 0 };
        var byPassword = options.Username is { Length: > 0 };
        if (byCredential && byPassword)
            Add("username", "is given beside application_credential_id; keep one way to log in");
        else if (byCredential)
        {
            SecretOf(
                "application_credential_secret",
                options.ApplicationCredentialSecret,
                options.ApplicationCredentialSecretFile,
                required: true);
        }
        else if (byPassword)
            Password(options);
        else
            Add("application_credential_id", "is missing, and so is username; give one of them to log in with");
    }

    void Password(OpenStackOptions options)
    {
        SecretOf("password", options.Password, options.PasswordFile, required: true);
        if (string.IsNullOrEmpty(options.ProjectName))
            Add("project_name", "is missing; a token without a project has no catalogue");
        if (options.UserDomainName.Length == 0)
            Add("user_domain_name", "is empty");
        if (options.ProjectDomainName.Length == 0)
            Add("project_domain_name", "is empty");
    }

    void Reach(OpenStackOptions options)
    {
        if (!Interfaces.Contains(options.Interface))
            Add("interface", $"'{options.Interface}' is none of public, internal, admin");
        if (options.ComputeEndpointOverride is { Length: > 0 } compute)
            Url("compute_endpoint_override", compute);
        if (options.PlacementEndpointOverride is { Length: > 0 } placement)
            Url("placement_endpoint_override", placement);
        if (options.CaCert is { Length: > 0 } file && !File.Exists(file))
            Add("cacert", $"there is no file {file}");
    }

    void Limits(OpenStackOptions options)
    {
        Duration("read_timeout", options.ReadTimeout);
        Duration("action_timeout", options.ActionTimeout);
        Range("read_retries_max", options.ReadRetriesMax, 0, 10);
        Range("page_size", options.PageSize, 1, 1000);
        Range("instance_pages_per_reading", options.InstancePagesPerReading, 1, 1000);
        Range("placement_hosts_per_reading", options.PlacementHostsPerReading, 0, 2000);
        Range("calls_at_once_max", options.CallsAtOnceMax, 1, 256);
        Range("reads_at_once_max", options.ReadsAtOnceMax, 1, 256);
        Range("calls_per_second_max", options.CallsPerSecondMax, 0, 10_000);
    }

    void HostNames(OpenStackOptions options)
    {
        foreach (var domain in options.HostDomains.Where(d => string.IsNullOrWhiteSpace(d) || d.StartsWith('.')))
            Add("host_domains", $"'{domain}' is no domain; write it without a dot in front, such as example.org");
        var owners = new Dictionary<string, string>();
        foreach (var (host, aliases) in options.HostAliases.OrderBy(a => a.Key, StringComparer.Ordinal))
        {
            foreach (var alias in aliases)
            {
                if (!owners.TryAdd(alias, host))
                    Add($"host_aliases.{host}", $"{alias} is an alias of {owners[alias]} already");
            }
        }
    }

    void Segments(OpenStackOptions options)
    {
        var owners = new Dictionary<(string Kind, string Name), string>();
        foreach (var (name, segment) in options.Segments.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            var path = $"segments.{name}";
            if (string.IsNullOrWhiteSpace(name))
                Add("segments", "a segment has no name");
            if (!Methods.Contains(segment.Method))
                Add($"{path}.method", $"'{segment.Method}' is no recovery method; use one of {string.Join(", ", Methods)}");
            else if (segment is { Method: "reserved_host", Reserved.Count: 0 })
                Add($"{path}.reserved", "is empty; name the hosts that are kept empty, or use method auto");
            if (segment is { Hosts.Count: 0, Reserved.Count: 0, Aggregate: null or "", Zone: null or "" })
                Add(path, "has no hosts; give hosts, an aggregate or a zone");

            foreach (var (kind, member) in Members(segment))
            {
                var key = (kind == "reserved" ? "hosts" : kind, member);
                if (!owners.TryAdd(key, name))
                    Add($"{path}.{kind}", $"{member} is in segment {owners[key]} already");
            }
        }
    }

    static IEnumerable<(string Kind, string Name)> Members(SegmentOptions segment)
    {
        foreach (var host in segment.Hosts)
            yield return ("hosts", host);
        foreach (var host in segment.Reserved.Except(segment.Hosts))
            yield return ("reserved", host);
        if (segment.Aggregate is { Length: > 0 } aggregate)
            yield return ("aggregate", aggregate);
        if (segment.Zone is { Length: > 0 } zone)
            yield return ("zone", zone);
    }

    void ServiceRestart(ServiceRestartOptions options)
    {
        if (options.Url is { Length: > 0 } url)
            Url("service_restart.url", url.Replace("{host}", "host", StringComparison.Ordinal));
        SecretOf("service_restart.token", options.Token, options.TokenFile, required: false);
        Duration("service_restart.timeout", options.Timeout);
        if (options.Ssh is { } ssh)
            Ssh(ssh, beside: options);
    }

    void SecretOf(string path, string? inline, string? file, bool required)
    {
        var (hasInline, hasFile) = (!string.IsNullOrEmpty(inline), !string.IsNullOrEmpty(file));
        if (hasInline && hasFile)
            Add(path, $"is given twice, here and by {path}_file; keep one");
        else if (hasFile)
            SecretFile($"{path}_file", file!);
        else if (required && !hasInline)
            Add(path, $"is missing; give it here or by {path}_file");
    }

    void SecretFile(string path, string file)
    {
        try
        {
            if (Secret.Read(null, file) is null)
                Add(path, $"{file} is empty");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Add(path, $"{file} cannot be read: {e.Message}");
        }
    }

    void Url(string path, string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            Add(path, "is no http or https address");
        else if (url.UserInfo.Length > 0)
            Add(path, "must hold no user or password");
    }

    void Duration(string path, TimeSpan value)
    {
        if (value < TimeSpan.FromSeconds(1) || value > TimeSpan.FromMinutes(10))
            Add(path, $"{value} is not between 1 second and 10 minutes");
    }

    void Range(string path, int value, int least, int most)
    {
        if (value < least || value > most)
            Add(path, $"{value} is not between {least} and {most}");
    }

    void Add(string path, string message) => problems.Add((path, message));
}
