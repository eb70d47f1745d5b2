namespace PolicyHa.Samples.Quickstart;

/// <summary>The configuration of the service for this run: a whole one, as an operator would write it.</summary>
static class ServiceConfiguration
{
    public const string ApiUrl = "http://127.0.0.1:8600";

    public static string For(CloudAddresses cloud, string database) => $$"""
        # Written by `make run`. The service of the quick start runs with exactly this.
        storage: {{database}}
        kafka:
          brokers: [{{cloud.KafkaBootstrap}}]
        openstack:
          auth_url: {{cloud.AuthUrl}}
          application_credential_id: policyha-app
          application_credential_secret: policyha-secret
          ha_shared_storage: true
        fencing:
          devices:
          - kind: redfish
            address: {{cloud.BmcUrl}}/{host}
            username: admin
            password: password
        services:
          restart:
            url: {{cloud.AgentUrl}}/{host}/restart
        alerts:
          nagios:
          - url: {{cloud.BaseUrl}}/nrdp/
            token: {value: nrdp-secret}
          sensu:
          - url: {{cloud.BaseUrl}}/sensu/
        policy:
          params: {settle: 1s}        # ten times as hasty as the shipped policy, so that you need not wait
        auth: none                    # loopback only
        limits: {move_poll: 250ms, power_poll: 250ms, power_read_gap: 1s}
        """;
}
