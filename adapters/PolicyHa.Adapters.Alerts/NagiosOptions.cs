using System.Buffers;

namespace PolicyHa.Adapters.Alerts;

/// <summary>
/// Passive checks for Nagios through NRDP. Nagios must know the hosts and services: it drops what it does not.
/// </summary>
public sealed record NagiosOptions
{
    /// <summary>
    /// Nagios' default illegal_object_name_chars and more; a semicolon would end a field of its commands.
    /// </summary>
    const string Illegal = "`~!$%^&*|'\"<>?,()=;";

    static readonly SearchValues<char> IllegalOnes = SearchValues.Create(Illegal);

    /// <value>Default <c>nagios</c>.</value>
    public string Name { get; init; } = "nagios";

    /// <summary>NRDP's address, for example <c>https://nagios/nrdp/</c>.</summary>
    public Uri? Url { get; init; }

    /// <summary>One of NRDP's authorized tokens.</summary>
    public SecretSource? Token { get; init; }

    /// <summary>The service of a host that shows what happens to the host.</summary>
    /// <value>Default <c>compute-ha</c>.</value>
    public string Service { get; init; } = "compute-ha";

    /// <summary>
    /// The service of a host that shows what happens to one of its instances; <c>{instance}</c> becomes the instance's
    /// id. Without it, instances of a host share the service and the last word counts.
    /// </summary>
    /// <value>Default <c>instance-ha</c>.</value>
    public string InstanceService { get; init; } = "instance-ha";

    /// <summary>Also set the host itself: DOWN for critical, else UP.</summary>
    /// <value>Default false: Nagios has its own host check.</value>
    public bool HostChecks { get; init; }

    /// <summary>For one attempt, 1 s to 30 s.</summary>
    /// <value>Default 10 s.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    public IReadOnlyList<(string Path, string Message)> Validate() =>
    [
        .. SinkChecks.Common(Name, Url, Timeout),
        .. SinkChecks.Secret("token", Token),
        .. new[] { ("service", Service), ("instanceService", InstanceService) }.Where(s => !IsServiceName(s.Item2))
            .Select(s => (
                s.Item1, $"'{s.Item2}' is no service description: not empty, on one line, without any of {Illegal}")),
    ];

    static bool IsServiceName(string name) =>
        !string.IsNullOrWhiteSpace(name) && !name.AsSpan().ContainsAny(IllegalOnes) && !name.Any(char.IsControl);
}
