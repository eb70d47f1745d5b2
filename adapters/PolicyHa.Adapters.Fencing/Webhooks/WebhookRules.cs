using PolicyHa.Adapters.Fencing.Configuration;
using PolicyHa.Adapters.Fencing.Devices;
using PolicyHa.Adapters.Webhooks;

namespace PolicyHa.Adapters.Fencing.Webhooks;

/// <summary>An address, a secret to sign with, and how the server is trusted. One serves all hosts: each message names its host.</summary>
sealed class WebhookRules : IDeviceRules
{
    /// <summary>As the message does.</summary>
    const string NamesHost = "{host}";

    public string Kind => DeviceKinds.Webhook;

    public IReadOnlyCollection<string> Keys { get; } = ["address", .. DeviceCheck.PasswordKeys, .. DeviceCheck.TlsKeys];

    public IEnumerable<string> Templates(FencingDeviceOptions device) =>
        device.Plugs.Count > 0 ? [device.Address, NamesHost, HostTemplate.Plug] : [device.Address, NamesHost];

    public TimeSpan CallLimit => DeviceCheck.HttpCallLimit;

    public void Check(DeviceCheck check)
    {
        check.Address("https://power.example/hosts");
        check.Password();
        if (check.Device.HasPassword && DevicePassword.Problem(check.Device) is null && !WebhookSignature.TryKey(DevicePassword.Read(check.Device), out _))
            check.Add("password", $"is no secret of Standard Webhooks: {WebhookSignature.SecretForm}");
        check.Tls();
    }
}
