using PolicyHa.Samples.Cloud;

namespace PolicyHa.Api.Tests.EndToEnd;

/// <summary>A whole configuration for a service that looks after a simulated cloud.</summary>
static class ServiceConfiguration
{
    /// <param name="parameters">Of the shipped policy, as a YAML mapping.</param>
    /// <param name="limits">As a YAML mapping.</param>
    /// <param name="kafka">Whether events come over Kafka, or by HTTP only.</param>
    public static string For(
        SimulatedCloud cloud,
        ServiceProcess service,
        string parameters = "{settle: 1s}",
        string limits = "{move_poll: 250ms, power_poll: 250ms, power_read_gap: 500ms}",
        bool kafka = true) => $$"""
        storage: {{service.Database}}
        {{(kafka ? $"kafka: {{brokers: [{cloud.KafkaBootstrap}]}}" : "")}}
        openstack:
          auth_url: {{cloud.Addresses.AuthUrl}}
          application_credential_id: policyha-app
          application_credential_secret: policyha-secret
          ha_shared_storage: true
        fencing:
          devices:
          - kind: redfish
            address: {{cloud.Addresses.BmcUrl}}/{host}
            username: admin
            password: password
        policy:
          params: {{parameters}}
        api:
          urls: ["{{service.Url}}"]
        auth: none
        limits: {{limits}}
        """;
}
