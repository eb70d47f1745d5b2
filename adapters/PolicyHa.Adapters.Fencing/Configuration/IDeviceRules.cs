namespace PolicyHa.Adapters.Fencing.Configuration;

/// <summary>What devices of one kind want written about them.</summary>
interface IDeviceRules
{
    /// <summary>As in <see cref="FencingDeviceOptions.Kind"/>.</summary>
    string Kind { get; }

    /// <summary>The keys that mean something to it beside those of every device; any other is refused.</summary>
    IReadOnlyCollection<string> Keys { get; }

    /// <summary>Where a host's name or plug may stand.</summary>
    IEnumerable<string> Templates(FencingDeviceOptions device);

    /// <summary>How long one call may take where nothing is written.</summary>
    TimeSpan CallLimit { get; }

    void Check(DeviceCheck check);
}
