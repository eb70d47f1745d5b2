using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace PolicyHa.Adapters.Fencing.Redfish;

/// <summary>The user and password of a BMC, in the forms in which they go out. The password is read at each use.</summary>
sealed class BmcAccount(FencingDeviceOptions device)
{
    public AuthenticationHeaderValue Basic => new("Basic", Pair(DevicePassword.Read(device)));

    /// <summary>What a session is asked for with.</summary>
    public JsonObject Credentials => new() { ["UserName"] = device.Username, ["Password"] = DevicePassword.Read(device) };

    /// <summary>What must not be shown.</summary>
    public IEnumerable<string> Secrets => DevicePassword.Read(device) is var password ? [Pair(password), password] : [];

    string Pair(string password) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{device.Username}:{password}"));
}
