using PolicyHa.Adapters.Alerts;
using PolicyHa.Adapters.Fencing;
using PolicyHa.Adapters.Kafka;
using PolicyHa.Adapters.OpenStack;

namespace PolicyHa.Api.Configuration;

/// <summary>The whole configuration, one section each. <c>api/policyha.example.yaml</c> shows all of it.</summary>
public sealed class ServiceOptions
{
    public StorageOptions Storage { get; set; } = new();

    /// <summary>Null: events come by HTTP only.</summary>
    public KafkaOptions? Kafka { get; set; }

    public OpenStackOptions Openstack { get; set; } = new();

    public ObserverOptions Observers { get; set; } = new();

    public FencingOptions Fencing { get; set; } = new();

    /// <summary>Null: no host tells when it dumps.</summary>
    public KdumpOptions? Kdump { get; set; }

    public AlertsOptions Alerts { get; set; } = new();

    public ExternalOptions External { get; set; } = new();

    public PolicyOptions Policy { get; set; } = new();

    public ApiOptions Api { get; set; } = new();

    public AuthOptions Auth { get; set; } = new();

    public LimitOptions Limits { get; set; } = new();

    public ServiceHookOptions Services { get; set; } = new();
}
