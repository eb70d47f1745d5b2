using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Fencing;

/// <summary>Finds every mistake in the options at once.</summary>
sealed class FencingOptionsCheck
{
    /// <summary>SHA-256 in hex.</summary>
    const int ThumbprintLength = 64;

    /// <summary>As in every fencing topology since Pacemaker's.</summary>
    const int LevelMin = 1;
    const int LevelMax = 9;

    const int CheckFailuresMax = 100;

    static readonly TimeSpan WatchdogPartMax = TimeSpan.FromHours(1);

    readonly List<(string Path, string Message)> problems = [];

    public static IReadOnlyList<(string Path, string Message)> Run(FencingOptions options)
    {
        var check = new FencingOptionsCheck();
        foreach (var (index, device) in options.Devices.Index())
            check.Device($"devices[{index}]", device);
        foreach (var name in options.Devices.Select(d => d.Name).Where(n => n.Length > 0).GroupBy(n => n).Where(g => g.Count() > 1))
            check.Add("devices", $"two are called '{name.Key}'; give each a name of its own");
        foreach (var (index, level) in options.Levels.Index())
            check.Level($"levels[{index}]", level, [.. options.Devices.Select(d => d.Name)]);
        foreach (var (index, watchdog) in options.Watchdogs.Index())
            check.Watchdog($"watchdogs[{index}]", watchdog);
        return check.problems;
    }

    void Watchdog(string path, FencingWatchdogOptions watchdog)
    {
        if (watchdog.Hosts.Exists(string.IsNullOrWhiteSpace))
            Add($"{path}.hosts", "holds an empty name");
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

    void Level(string path, FencingLevelOptions level, IReadOnlyList<string> devices)
    {
        if (level.Level is < LevelMin or > LevelMax)
            Add($"{path}.level", $"{level.Level} is not between {LevelMin} and {LevelMax}");
        if (level.Hosts.Exists(string.IsNullOrWhiteSpace))
            Add($"{path}.hosts", "holds an empty name");
        if (level.Devices.Count == 0)
            Add($"{path}.devices", "is missing; name the devices that switch a host off together");
        if (level.Devices.Distinct().Count() < level.Devices.Count)
            Add($"{path}.devices", "names a device twice");
        foreach (var name in level.Devices.Where(d => d.Length == 0 || !devices.Contains(d)).Distinct())
            Add($"{path}.devices", $"there is no device called '{name}'; a device of a level needs that name under devices");
    }

    void Device(string path, FencingDeviceOptions device)
    {
        if (device.Kind != "redfish")
            Add($"{path}.kind", $"'{device.Kind}' is not supported; use redfish");
        if (device.Hosts.Exists(string.IsNullOrWhiteSpace))
            Add($"{path}.hosts", "holds an empty name");
        Address($"{path}.address", device);
        if (device.System != "auto" && !device.System.StartsWith('/'))
            Add($"{path}.system", "must be auto or a path such as /redfish/v1/Systems/1");
        if (device.Username.Length == 0)
            Add($"{path}.username", "is missing");
        Password($"{path}.password", device);
        Tls(path, device);
        if (device.Timeout < TimeSpan.FromSeconds(1) || device.Timeout > TimeSpan.FromMinutes(2))
            Add($"{path}.timeout", $"{device.Timeout} is not between 1 second and 2 minutes");
    }

    void Address(string path, FencingDeviceOptions device)
    {
        var example = HostTemplate.Fill(device.Address, new("host"));
        if (device.Address.Length == 0)
            Add(path, "is missing; for example https://{short}.bmc.example");
        else if (!Uri.TryCreate(example, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            Add(path, "is no http or https address");
        else if (url.UserInfo.Length > 0)
            Add(path, "must hold no user or password");
        else if (!NamesOneHost(device) && HostTemplate.IsFixed(device.Address) && HostTemplate.IsFixed(device.System))
            Add(path, "is one for several hosts: one would be switched off for another; put {host} in it or in system");
    }

    static bool NamesOneHost(FencingDeviceOptions device) =>
        device.Hosts is [var only] && only.AsSpan().IndexOfAny('*', '?') < 0;

    void Password(string path, FencingDeviceOptions device)
    {
        (string Key, string? Value)[] sources =
            [("password", device.Password), ("password_file", device.PasswordFile), ("password_env", device.PasswordEnv)];
        var given = sources.Where(s => !string.IsNullOrEmpty(s.Value)).Select(s => s.Key).ToList();
        if (given.Count > 1)
            Add(path, $"is given as {string.Join(" and ", given)}; keep one");
        else if (given.Count == 0)
            Add(path, "is missing; give password, password_file or password_env");
        else if (DevicePassword.Problem(device) is { } problem)
            Add(path, problem);
    }

    void Tls(string path, FencingDeviceOptions device)
    {
        if (device.CaCert is { Length: > 0 } file && !File.Exists(file))
            Add($"{path}.cacert", $"there is no file {file}");
        if (device.Thumbprint is { Length: > 0 } thumbprint && !IsSha256(BmcTrust.Plain(thumbprint)))
            Add($"{path}.thumbprint", "is no SHA-256 in hex (64 digits)");
        bool[] ways = [device.CaCert is { Length: > 0 }, device.Thumbprint is { Length: > 0 }, device.InsecureTls];
        if (ways.Count(w => w) > 1)
            Add($"{path}.insecure_tls", "cacert, thumbprint and insecure_tls exclude each other; keep one");
    }

    static bool IsSha256(string hex) => hex.Length == ThumbprintLength && hex.All(char.IsAsciiHexDigit);

    void Add(string path, string message) => problems.Add((path, message));
}
