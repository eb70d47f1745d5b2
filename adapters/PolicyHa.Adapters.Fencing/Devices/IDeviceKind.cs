using PolicyHa.Engine.Facts;

namespace PolicyHa.Adapters.Fencing.Devices;

/// <summary>Makes devices of one kind from their options, which have been checked.</summary>
interface IDeviceKind
{
    /// <summary>As in <see cref="FencingDeviceOptions.Kind"/>.</summary>
    string Name { get; }

    /// <param name="index">Of the device in <see cref="FencingOptions.Devices"/>.</param>
    IPowerDevice Of(HostName host, int index);
}
