using PolicyHa.Adapters.Fencing.Devices;
using PolicyHa.Adapters.Fencing.Http;
using PolicyHa.Engine.Facts;

namespace PolicyHa.Adapters.Fencing.Configuration;

/// <summary>Finds the mistakes of one device; kinds use its parts.</summary>
sealed class DeviceCheck(string path, FencingOptions options, FencingDeviceOptions device, List<(string Path, string Message)> problems)
{
    public static readonly IReadOnlyList<string> PasswordKeys = ["password", "password_file", "password_env", "password_credential"];

    public static readonly IReadOnlyList<string> TlsKeys = ["cacert", "thumbprint", "insecure_tls"];

    /// <summary>SHA-256 in hex.</summary>
    const int ThumbprintLength = 64;

    /// <summary>Stands in an address for a plug where there is none to try it with.</summary>
    const string AnyPlug = "plug";

    /// <summary>A device that is blind for longer proves nothing in a time that anybody would wait.</summary>
    static readonly TimeSpan KeepsMax = TimeSpan.FromMinutes(5);

    /// <summary>Slow BMCs answer within 10 s.</summary>
    public static readonly TimeSpan HttpCallLimit = TimeSpan.FromSeconds(15);

    public FencingOptions Options { get; } = options;

    public FencingDeviceOptions Device { get; } = device;

    public void Run()
    {
        if (HostPattern.Problem(Device.Hosts) is { } pattern)
            Add("hosts", pattern);
        if (Device.Timeout is { } limit && (limit < TimeSpan.FromSeconds(1) || limit > TimeSpan.FromMinutes(2)))
            Add("timeout", $"{limit} is not between 1 second and 2 minutes");
        if (Device.Keeps < TimeSpan.Zero || Device.Keeps > KeepsMax)
            Add("keeps", $"{Device.Keeps} is not between 0 and {KeepsMax}");
        if (!DeviceKinds.Rules.TryGetValue(Device.Kind, out var rules))
        {
            Add("kind", $"'{Device.Kind}' is not supported; use {string.Join(", ", DeviceKinds.Rules.Keys)}");
            return;
        }

        foreach (var key in Device.GivenKeys().Except(rules.Keys))
            MeansNothing(key);
        Plugs(rules.Templates(Device));
        rules.Check(this);
    }

    public void Add(string key, string message) => problems.Add(($"{path}.{key}", message));

    public void MeansNothing(string key) => Add(key, $"means nothing to a device of the kind {Device.Kind}; remove it");

    /// <summary>An http or https address without a login in it.</summary>
    /// <returns>It is one.</returns>
    public bool Address(string example)
    {
        if (Device.Address.Length == 0)
            Add("address", $"is missing; for example {example}");
        else if (UrlWith(Device.Plugs.Values.FirstOrDefault(AnyPlug)) is not { } url)
            Add("address", "is no http or https address");
        else if (Device.Plugs.FirstOrDefault(p => UrlWith(p.Value) is null).Key is { } host)
            Add("address", $"is no http or https address with the plug of {host} in it; a port belongs behind {{plug}}, and IPv6 is written out for each host");
        else if (url.UserInfo.Length > 0)
            Add("address", "must hold no user or password");
        else
            return true;
        return false;
    }

    /// <summary>It serves several hosts, and nothing in these says which of them.</summary>
    public bool IsOneForSeveral => !NamesOneHost() && DeviceKinds.Rules[Device.Kind].Templates(Device).All(HostTemplate.IsFixed);

    /// <summary>Exactly one source of it, which has one.</summary>
    public void Password()
    {
        var given = Device.GivenKeys().Intersect(PasswordKeys).ToList();
        if (given.Count > 1)
            Add("password", $"is given as {string.Join(" and ", given)}; keep one");
        else if (given.Count == 0)
            Add("password", "is missing; give password_credential, password_file, password_env or password");
        else if (DevicePassword.Problem(Device) is { } problem)
            Add("password", problem);
    }

    public void Tls()
    {
        if (Device.CaCert is { Length: > 0 } file && !File.Exists(file))
            Add("cacert", $"there is no file {file}");
        if (Device.Thumbprint is { Length: > 0 } thumbprint && !IsSha256(DeviceTrust.Plain(thumbprint)))
            Add("thumbprint", "is no SHA-256 in hex (64 digits)");
        bool[] ways = [Device.CaCert is { Length: > 0 }, Device.Thumbprint is { Length: > 0 }, Device.InsecureTls];
        if (ways.Count(w => w) > 1)
            Add("insecure_tls", "cacert, thumbprint and insecure_tls exclude each other; keep one");
    }

    void Plugs(IEnumerable<string> templates)
    {
        foreach (var host in Device.Plugs.Where(p => string.IsNullOrWhiteSpace(p.Value)).Select(p => p.Key))
            Add("plugs", $"{host} has none; write what {host} is to the device, or remove it");
        foreach (var plug in Device.Plugs.GroupBy(p => p.Value, p => p.Key).Where(g => g.Count() > 1 && !string.IsNullOrWhiteSpace(g.Key)))
            Add("plugs", $"{string.Join(" and ", plug)} share {plug.Key}: one would be switched off for another");
        var isUsed = templates.Any(t => t.Contains(HostTemplate.Plug, StringComparison.Ordinal));
        if (isUsed && Device.Plugs.Count == 0)
            Add("plugs", "is missing; {plug} stands for what it has for a host");
        else if (!isUsed && Device.Plugs.Count > 0)
            Add("plugs", "is used nowhere; put {plug} where a host's goes");
    }

    /// <summary>As it is called for a host with this plug; null: that is no address.</summary>
    Uri? UrlWith(string plug) =>
        Uri.TryCreate(HostTemplate.Fill(Device.Address, new HostName("host"), plug), UriKind.Absolute, out var url) && url.Scheme is ("http" or "https") ? url : null;

    bool NamesOneHost() => Device.Plugs.Count == 1 || (Device.Hosts is [var only] && HostPattern.IsName(only));

    static bool IsSha256(string hex) => hex.Length == ThumbprintLength && hex.All(char.IsAsciiHexDigit);
}
