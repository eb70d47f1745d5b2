namespace PolicyHa.Samples.Cloud.Kafka;

/// <summary>One observer's word on one signal of a host or instance, in the words of the canonical schema.</summary>
/// <param name="Host">Also the CloudEvents subject and the record key.</param>
/// <param name="Signal">network, storage, libvirt, nova-compute, host, instance or service.</param>
/// <param name="Component">Which network, process, ... ; null when the signal says it all.</param>
/// <param name="Status">ok, degraded, down or unknown.</param>
/// <param name="Observer">Who saw it.</param>
/// <param name="ObservedAt">When the observer saw it.</param>
public sealed record HealthEvent(
    string Host, string Signal, string? Component, string Status, string Observer, DateTimeOffset ObservedAt)
{
    /// <summary>Unique with the source; null makes one.</summary>
    public string? Id { get; init; }

    /// <summary>Since when the status holds.</summary>
    public DateTimeOffset? Since { get; init; }

    public long? Sequence { get; init; }

    /// <summary>How long the word holds.</summary>
    public int? TtlSeconds { get; init; }

    /// <summary>The instance it is about, when the signal is <c>instance</c>.</summary>
    public Guid? Instance { get; init; }

    public string? Reason { get; init; }

    /// <summary>
    /// An event by the short name of its signal: admin, tenant, storage, nova-compute, libvirt, power or cluster, with
    /// the status up, down, degraded, unknown or ok.
    /// </summary>
    public static HealthEvent Of(string host, string signal, string status, string observer, DateTimeOffset observedAt)
    {
        var (name, component) = signal switch
        {
            "admin" or "tenant" or "storage" => ("network", signal),
            "power" or "cluster" => ("host", signal),
            "nova-compute" or "libvirt" => (signal, (string?)null),
            _ => throw new ArgumentException(
                $"No signal '{signal}': admin, tenant, storage, nova-compute, libvirt, power, cluster.",
                nameof(signal)),
        };
        return new HealthEvent(host, name, component, status is "up" ? "ok" : status, observer, observedAt);
    }
}
