using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>What the devices of some levels said at one moment, in the order of the topology.</summary>
sealed record LevelReading(IReadOnlyList<(FenceDevice Device, PowerReading Reading)> Devices)
{
    public bool AllOff => Devices.All(d => d.Reading.State == PowerState.Off);

    public bool AllOn => Devices.All(d => d.Reading.State == PowerState.On);

    public bool AnyOn => Devices.Any(d => d.Reading.State == PowerState.On);

    /// <summary>Those that said on, each in its own words.</summary>
    public string OnSaid => string.Join(", ", Devices.Where(d => d.Reading.State == PowerState.On).Select(d => Text(d.Reading)));

    /// <summary>Of one of the levels alone.</summary>
    public LevelReading Of(FenceLevel level) => new([.. Devices.Where(d => level.Devices.Any(l => l.Name == d.Device.Name))]);

    /// <summary>Those that did not say on, each in its own words.</summary>
    public string NotOnSaid => string.Join(", ", Devices.Where(d => d.Reading.State != PowerState.On).Select(d => Text(d.Reading)));

    public IEnumerable<FenceDevice> NotOff => Devices.Where(d => d.Reading.State != PowerState.Off).Select(d => d.Device);

    /// <summary>Devices by the names they give themselves.</summary>
    public IReadOnlyList<string> Names => [.. Devices.Select(d => d.Reading.Device)];

    /// <summary>Those that did not say off, each in its own words.</summary>
    public string Said => string.Join(", ", Devices.Where(d => d.Reading.State != PowerState.Off).Select(d => Text(d.Reading)));

    /// <summary>The first that knows the power of the whole host and said on; null: none. A supply that is on need not feed anything.</summary>
    public string? HostOn => Devices.Where(d => d is { Reading.State: PowerState.On, Device.IsSupply: false }).Select(d => Text(d.Reading)).FirstOrDefault();

    /// <summary>All at once: a device that hangs keeps no other waiting.</summary>
    public static async Task<LevelReading> OfAsync(IFencing fencing, HostName host, IEnumerable<FenceLevel> levels, CancellationToken ct)
    {
        var devices = levels.SelectMany(l => l.Devices).DistinctBy(d => d.Name).ToList();
        var readings = await Task.WhenAll(devices.Select(d => fencing.ReadPowerAsync(host, d.Name, ct)));
        return new LevelReading([.. devices.Zip(readings)]);
    }

    static string Text(PowerReading reading) => $"{reading.Device} says {reading.State.ToString().ToLowerInvariant()}: {reading.Detail}";
}
