using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Fencing;

/// <summary>A host's fence topology as configured.</summary>
sealed class HostLevels(FencingOptions options, HostPlaces places)
{
    public FenceTopology Of(HostName host) => DevicesOf(host) with
    {
        Watchdog = options.Watchdogs.Find(w => HostPattern.Matches(w.Hosts, host, places.Of(host)))?.ToWatchdog(),
    };

    /// <summary>By its name; null: there is none of that name for the host.</summary>
    public int? IndexOf(HostName host, string device)
    {
        for (var i = 0; i < options.Devices.Count; i++)
        {
            if (DeviceNames.Of(options, i) == device && options.Devices[i].Serves(host, places.Of(host)) && !options.Devices[i].IsPerson)
                return i;
        }

        return null;
    }

    FenceTopology DevicesOf(HostName host)
    {
        var levels = options.Levels.Where(l => HostPattern.Matches(l.Hosts, host, places.Of(host))).DistinctBy(l => l.Level).OrderBy(l => l.Level).ToList();
        if (levels.Count > 0)
        {
            var byPerson = levels.ToLookup(l => IsPersonOf(host, l));
            return new FenceTopology([.. byPerson[false].Select(l => Of(host, l))]) { ByPerson = byPerson[true].Any() };
        }

        var only = options.Devices.FindIndex(d => d.Serves(host, places.Of(host)));
        if (only < 0)
            return FenceTopology.None;
        return options.Devices[only].IsPerson ? new FenceTopology([]) { ByPerson = true } : new FenceTopology([new FenceLevel(1, [Device(only)], [])]);
    }

    bool IsPersonOf(HostName host, FencingLevelOptions level) => options.Devices.Any(d => d.IsPerson && d.Serves(host, places.Of(host)) && level.Devices.Contains(d.Name));

    FenceLevel Of(HostName host, FencingLevelOptions level)
    {
        var known = level.Devices.ToLookup(d => IndexOf(host, d) is not null);
        return new FenceLevel(level.Level, [.. known[true].Select(d => Device(IndexOf(host, d)!.Value))], [.. known[false]]) { Delay = level.Delay, Time = level.Time };
    }

    FenceDevice Device(int index) => new(DeviceNames.Of(options, index))
    {
        IsSupply = options.Devices[index].Supply,
        OnlyOff = options.Devices[index].OffOnly,
        Keeps = options.Devices[index].Keeps,
    };
}
