using System.Net;
using System.Text.Json;
using PolicyHa.Adapters.Fencing;

namespace PolicyHa.Api.Configuration;

/// <summary>Finds what is wrong with the options taken together, once each key could be read.</summary>
sealed class OptionsCheck
{
    readonly List<ConfigurationMistake> mistakes = [];

    public static IReadOnlyList<ConfigurationMistake> Run(ServiceOptions options)
    {
        var check = new OptionsCheck();
        check.Storage(options.Storage);
        check.Adapter("openstack", options.Openstack.Validate());
        check.Adapter("fencing", options.Fencing.Validate());
        check.FenceLevels(options.Fencing.Levels, options.Limits.FenceTimeout);
        check.Adapter("kdump", options.Kdump?.Validate() ?? []);
        check.Adapter("kafka", InSnakeCase(options.Kafka?.Validate() ?? []));
        check.Adapter("alerts", InSnakeCase(options.Alerts.Validate()));
        check.Adapter("external", InSnakeCase(options.External.Validate()));
        check.Policy(options.Policy);
        check.Api(options.Api);
        check.Auth(options);
        return check.mistakes;
    }

    void Storage(StorageOptions options)
    {
        if (Directory.Exists(options.Sqlite))
            Add("storage.sqlite", $"{options.Sqlite} is a directory", "give the path of a file");
    }

    /// <summary>The hook is written in its own section here, not in the adapter's.</summary>
    void Adapter(string section, IReadOnlyList<(string Path, string Message)> problems)
    {
        foreach (var (path, message) in problems)
        {
            var here = $"{section}.{path}".TrimEnd('.')
                .Replace("openstack.service_restart.", "services.restart.", StringComparison.Ordinal);
            Add(here, message);
        }
    }

    /// <summary>A level whose turn comes only when the try is over would never be asked.</summary>
    void FenceLevels(List<FencingLevelOptions> levels, TimeSpan fenceTimeout)
    {
        foreach (var (index, level) in levels.Index())
        {
            var before = levels.Where(l => l.Level < level.Level && l.Hosts.SequenceEqual(level.Hosts)).Aggregate(TimeSpan.Zero, (sum, l) => sum + (l.Time ?? TimeSpan.Zero));
            if (before + level.Delay is var asked && asked >= fenceTimeout)
                Add($"fencing.levels[{index}]", $"its devices would be asked {asked} after a try has begun, which is over after {fenceTimeout}", "give time and delay less, or limits.fence_timeout more");
        }
    }

    /// <summary>These adapters name their keys as their properties; in the file all keys are alike.</summary>
    static IReadOnlyList<(string Path, string Message)> InSnakeCase(
        IReadOnlyList<(string Path, string Message)> problems) =>
    [
        .. from problem in problems
           let keys = problem.Path.Split('.').Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)
           select (string.Join('.', keys), problem.Message),
    ];

    void Policy(PolicyOptions options)
    {
        if (options.Path is { Length: > 0 } path && !File.Exists(path) && !Directory.Exists(path))
        {
            Add(
                "policy.path",
                $"there is no file or directory {path}",
                "leave it out for the policy that comes with the program");
        }
    }

    void Api(ApiOptions options)
    {
        if (options.Urls.Count == 0)
            Add("api.urls", "is empty", $"the default is {ApiOptions.DefaultUrl}");
        foreach (var (index, url) in options.Urls.Index())
        {
            if (Listening(url) is null)
                Add($"api.urls[{index}]", $"'{url}' is no http address", "write one such as http://127.0.0.1:8600");
        }
    }

    void Auth(ServiceOptions options)
    {
        var auth = options.Auth;
        switch (auth.Mode)
        {
            case AuthOptions.NoneMode when auth.Keys.Count > 0:
                Add("auth.keys", "keys are given beside mode none", "keep one of them");
                break;
            case AuthOptions.NoneMode:
                foreach (var url in options.Api.Urls.Where(u => Listening(u) is { } address && !IsLoopback(address)))
                {
                    Add(
                        "auth",
                        $"none is only allowed on loopback, and {url} is not",
                        "listen on 127.0.0.1, or give auth.keys");
                }

                break;
            case null when auth.Keys.Count == 0:
                Add(
                    "auth",
                    "is missing",
                    "write auth: none on loopback, or auth: {keys: [{name: ..., role: admin, key_file: ...}]}");
                break;
            case null or AuthOptions.KeysMode:
                Keys(auth.Keys);
                break;
            default:
                Add(
                    "auth.mode",
                    $"'{auth.Mode}' is no mode; there are none and keys",
                    "Keystone tokens come with a later version");
                break;
        }
    }

    void Keys(List<AuthKeyOptions> keys)
    {
        if (keys.Count == 0)
            Add("auth.keys", "is empty", "give at least one {name, role, key_file}");
        var seen = new Dictionary<string, string>();
        foreach (var (index, key) in keys.Index())
        {
            var path = $"auth.keys[{index}]";
            if (key.Name.Length == 0)
                Add($"{path}.name", "is missing", "it names the caller in the history");
            if (key is { Key: not null, KeyFile: not null })
                Add($"{path}.key", "is given twice, here and by key_file", "keep one");
            Key(path, key, seen);
        }

        foreach (var name in keys.Where(k => k.Name.Length > 0).GroupBy(k => k.Name).Where(g => g.Count() > 1))
            Add("auth.keys", $"the name {name.Key} is there {name.Count()} times");
    }

    void Key(string path, AuthKeyOptions options, Dictionary<string, string> seen)
    {
        try
        {
            if (options.ReadKey() is not { } key)
                Add($"{path}.key", "is missing", "give it by key_file, or from the environment");
            else if (key.Length < AuthKeyOptions.LengthMin)
                Add($"{path}.key", $"has {key.Length} characters, too few", $"use at least {AuthKeyOptions.LengthMin}");
            else if (!seen.TryAdd(key, path))
                Add($"{path}.key", $"is the key of {seen[key]} too", "each caller needs its own");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Add($"{path}.key_file", $"cannot be read: {e.Message}");
        }
    }

    static Uri? Listening(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;

    static bool IsLoopback(Uri address) =>
        address.Host == "localhost"
            || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    void Add(string path, string message, string? hint = null) => mistakes.Add(new(path, message, hint));
}
