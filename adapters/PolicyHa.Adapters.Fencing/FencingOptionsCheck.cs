using PolicyHa.Adapters.Fencing.Configuration;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Fencing;

/// <summary>Finds every mistake in the options at once.</summary>
sealed class FencingOptionsCheck
{
    /// <summary>As in every fencing topology since Pacemaker's.</summary>
    const int LevelMin = 1;
    const int LevelMax = 9;

    const int CheckFailuresMax = 100;

    static readonly TimeSpan LevelTimeMin = TimeSpan.FromSeconds(1);

    /// <summary>Nobody waits longer for a machine that is said to be dead.</summary>
    static readonly TimeSpan LevelTimeMax = TimeSpan.FromMinutes(10);

    const int ChecksAtOnceMax = 64;

    static readonly TimeSpan CheckEveryMin = TimeSpan.FromMinutes(1);

    static readonly TimeSpan CheckEveryMax = TimeSpan.FromDays(1);

    static readonly TimeSpan WatchdogPartMax = TimeSpan.FromHours(1);

    readonly List<(string Path, string Message)> problems = [];

    public static IReadOnlyList<(string Path, string Message)> Run(FencingOptions options)
    {
        var check = new FencingOptionsCheck();
        foreach (var (index, device) in options.Devices.Index())
            new DeviceCheck($"devices[{index}]", options, device, check.problems).Run();
        foreach (var name in options.Devices.Select(d => d.Name).Where(n => n.Length > 0).GroupBy(n => n).Where(g => g.Count() > 1))
            check.Add("devices", $"two are called '{name.Key}'; give each a name of its own");
        foreach (var (index, level) in options.Levels.Index())
            check.Level($"levels[{index}]", level, options.Devices);
        foreach (var (index, watchdog) in options.Watchdogs.Index())
            check.Watchdog($"watchdogs[{index}]", watchdog);
        if (options.CheckEvery != TimeSpan.Zero && (options.CheckEvery < CheckEveryMin || options.CheckEvery > CheckEveryMax))
            check.Add("check_every", $"{options.CheckEvery} is not 0 (never), nor between {CheckEveryMin} and {CheckEveryMax}");
        if (options.ChecksAtOnce is < 1 or > ChecksAtOnceMax)
            check.Add("checks_at_once", $"{options.ChecksAtOnce} is not between 1 and {ChecksAtOnceMax}");
        return check.problems;
    }

    void Watchdog(string path, FencingWatchdogOptions watchdog)
    {
        Hosts(path, watchdog.Hosts);
        (string Key, TimeSpan Value, TimeSpan Least)[] times =
        [
            ("check_interval", watchdog.CheckInterval, TimeSpan.FromSeconds(1)), ("check_timeout", watchdog.CheckTimeout, TimeSpan.FromSeconds(1)),
            ("peers", watchdog.Peers, FenceWatchdog.PartMin), ("margin", watchdog.Margin, FenceWatchdog.PartMin),
        ];
        foreach (var (key, value, least) in times.Where(t => t.Value < t.Least || t.Value > WatchdogPartMax))
            Add($"{path}.{key}", $"{value} is not between {least} and {WatchdogPartMax}");
        if (watchdog.CheckFailures is < 1 or > CheckFailuresMax)
            Add($"{path}.check_failures", $"{watchdog.CheckFailures} is not between 1 and {CheckFailuresMax}");
        else if (watchdog.Bound is { } bound && watchdog.ToWatchdog().BesideTimeout is var needed && bound <= needed)
            Add($"{path}.bound", $"{bound} is too short: a host may run for {needed} after it has lost contact, and its watchdog's timeout besides");
    }

    void Level(string path, FencingLevelOptions level, IReadOnlyList<FencingDeviceOptions> devices)
    {
        if (level.Level is < LevelMin or > LevelMax)
            Add($"{path}.level", $"{level.Level} is not between {LevelMin} and {LevelMax}");
        Hosts(path, level.Hosts);
        if (level.Delay < TimeSpan.Zero || level.Delay > LevelTimeMax)
            Add($"{path}.delay", $"{level.Delay} is not between 0 and {LevelTimeMax}");
        else if (level.Time is { } time && (time < LevelTimeMin || time > LevelTimeMax))
            Add($"{path}.time", $"{time} is not between {LevelTimeMin} and {LevelTimeMax}");
        else if (level.Time <= level.Delay)
            Add($"{path}.time", $"{level.Time} is over before its devices are asked, {level.Delay} after it has begun");
        if (level.Devices.Count == 0)
            Add($"{path}.devices", "is missing; name the devices that switch a host off together");
        if (level.Devices.Distinct().Count() < level.Devices.Count)
            Add($"{path}.devices", "names a device twice");
        var persons = level.Devices.Where(d => devices.Any(known => known.Name == d && known.IsPerson)).ToList();
        if (persons.Count > 0 && persons.Count < level.Devices.Count)
            Add($"{path}.devices", $"names {persons[0]}, which is a person, beside devices; give it a level of its own");
        foreach (var name in level.Devices.Where(d => d.Length == 0 || devices.All(known => known.Name != d)).Distinct())
            Add($"{path}.devices", $"there is no device called '{name}'; a device of a level needs that name under devices");
    }

    void Hosts(string path, IReadOnlyCollection<string> patterns)
    {
        if (HostPattern.Problem(patterns) is { } problem)
            Add($"{path}.hosts", problem);
    }

    void Add(string path, string message) => problems.Add((path, message));
}
