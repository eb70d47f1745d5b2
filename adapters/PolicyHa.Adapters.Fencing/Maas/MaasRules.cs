using PolicyHa.Adapters.Fencing.Configuration;
using PolicyHa.Adapters.Fencing.Devices;

namespace PolicyHa.Adapters.Fencing.Maas;

/// <summary>An address, an API key, and how the server is trusted. One server serves all hosts: it finds them by their names.</summary>
sealed class MaasRules : IDeviceRules
{
    public string Kind => DeviceKinds.Maas;

    public IReadOnlyCollection<string> Keys { get; } = ["address", "system", .. DeviceCheck.PasswordKeys, .. DeviceCheck.TlsKeys];

    public IEnumerable<string> Templates(FencingDeviceOptions device) => [device.Address, device.System];

    /// <summary>MAAS itself waits for a board for up to 30 s.</summary>
    public TimeSpan CallLimit { get; } = TimeSpan.FromSeconds(35);

    public void Check(DeviceCheck check)
    {
        var device = check.Device;
        if (check.Address("http://maas.example:5240/MAAS") && device.Address.Contains("/api/", StringComparison.Ordinal))
            check.Add("address", "must end before /api/, which is added");
        if (device.System != FencingDeviceOptions.OnlySystem && check.IsOneForSeveral)
            check.Add("system", "is one machine for several hosts: one would be switched off for another; leave it out, or put {plug} in it");
        check.Password();
        if (device.HasPassword && DevicePassword.Problem(device) is null && !MaasKey.TryParse(DevicePassword.Read(device), out _))
            check.Add("password", "is no API key of MAAS, which has three parts: consumer:token:secret");
        check.Tls();
    }
}
