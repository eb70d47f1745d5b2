using PolicyHa.Adapters.Fencing.Configuration;
using PolicyHa.Adapters.Fencing.Devices;

namespace PolicyHa.Adapters.Fencing.Redfish;

/// <summary>An address, a system, a login, and how the board is trusted.</summary>
sealed class RedfishRules : IDeviceRules
{
    public string Kind => DeviceKinds.Redfish;

    public IReadOnlyCollection<string> Keys { get; } =
        ["address", "system", "login", "username", .. DeviceCheck.PasswordKeys, .. DeviceCheck.TlsKeys];

    public IEnumerable<string> Templates(FencingDeviceOptions device) => [device.Address, device.System];

    public TimeSpan CallLimit => DeviceCheck.HttpCallLimit;

    public void Check(DeviceCheck check)
    {
        var device = check.Device;
        if (check.Address("https://{short}.bmc.example") && check.IsOneForSeveral)
            check.Add("address", "is one for several hosts: one would be switched off for another; put {host} in it or in system");
        if (device.System != FencingDeviceOptions.OnlySystem && !device.System.StartsWith('/'))
            check.Add("system", "must be auto or a path such as /redfish/v1/Systems/1");
        if (device.Login is not (FencingDeviceOptions.BasicLogin or FencingDeviceOptions.SessionLogin))
            check.Add("login", $"'{device.Login}' is not supported; use {FencingDeviceOptions.BasicLogin} or {FencingDeviceOptions.SessionLogin}");
        if (device.Username.Length == 0)
            check.Add("username", "is missing");
        check.Password();
        check.Tls();
    }
}
