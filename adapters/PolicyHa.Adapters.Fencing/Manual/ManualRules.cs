using PolicyHa.Adapters.Fencing.Configuration;
using PolicyHa.Adapters.Fencing.Devices;

namespace PolicyHa.Adapters.Fencing.Manual;

/// <summary>No device but a person, of whom nothing needs to be known.</summary>
sealed class ManualRules : IDeviceRules
{
    public string Kind => DeviceKinds.Manual;

    public IReadOnlyCollection<string> Keys { get; } = [];

    public IEnumerable<string> Templates(FencingDeviceOptions device) => [];

    /// <summary>Nothing is called; but there is no call without a limit.</summary>
    public TimeSpan CallLimit => DeviceCheck.HttpCallLimit;

    public void Check(DeviceCheck check)
    {
        var device = check.Device;
        (string Key, bool IsGiven)[] keys = [("supply", device.Supply), ("off_only", device.OffOnly), ("keeps", device.Keeps != TimeSpan.Zero), ("timeout", device.Timeout is not null)];
        foreach (var (key, _) in keys.Where(k => k.IsGiven))
            check.MeansNothing(key);
    }
}
