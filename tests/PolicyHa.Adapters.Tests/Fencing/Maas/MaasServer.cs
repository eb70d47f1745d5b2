using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using PolicyHa.Adapters.Fencing;

namespace PolicyHa.Adapters.Tests.Fencing.Maas;

/// <summary>As much of MAAS's API 2.0 as switches machines. It is strict about OAuth, and says what it was sent when it refuses.</summary>
sealed partial class MaasServer : PowerServer
{
    public const string Key = "ConsumerKey18chars:TokenKey18charsabcd:TokenSecret32charsabcdefghijklmno";

    /// <summary>Seconds; a clock that is further off is refused.</summary>
    const int SkewMax = 300;

    readonly ConcurrentDictionary<string, bool> nonces = new();

    public override FencingDeviceOptions Options => new() { Kind = "maas", Hosts = ["compute-*"], Address = $"{Url}/MAAS", Password = Key };

    /// <summary>By <c>system_id</c>: hostname, domain.</summary>
    public Dictionary<string, (string Name, string Domain)> Machines { get; } = new()
    {
        ["4y3h7n"] = ("compute-1", "maas"),
        ["4y3h7p"] = ("compute-2", "maas"),
    };

    protected override async Task AnswerAsync(HttpContext http, byte[] body)
    {
        var request = http.Request;
        if (WhyNotAllowed(request) is { } why)
            await Results.Text($"Authorization Error: {why} in {request.Headers.Authorization}", statusCode: 401).ExecuteAsync(http);
        else if (request.Path == "/MAAS/api/2.0/machines/")
            await Results.Json(Machines.Where(m => m.Value.Name == request.Query["hostname"]).Select(m => Describe(m.Key))).ExecuteAsync(http);
        else if (MachinePath().Match(request.Path) is { Success: true } path && Machines.ContainsKey(path.Groups[1].Value))
            await MachineAsync(http, path.Groups[1].Value, QueryHelpers.ParseQuery(System.Text.Encoding.UTF8.GetString(body)));
        else
            await Results.Text("Not Found", statusCode: 404).ExecuteAsync(http);
    }

    async Task MachineAsync(HttpContext http, string id, Dictionary<string, Microsoft.Extensions.Primitives.StringValues> form)
    {
        var host = Machines[id].Name;
        if (await MisbehavedAsync(http, host))
            return;
        var (status, answer) = (http.Request.Method, http.Request.Query["op"].ToString()) switch
        {
            ("GET", "query_power_state") => (200, (object)new { state = PowerOf(host) }),
            ("POST", "power_off") when form.GetValueOrDefault("stop_mode") == "hard" => (200, Switched(id, false)),
            ("POST", "power_on") => (200, Switched(id, true)),
            _ => (400, "Unrecognised signature"),
        };
        await Results.Json(answer, statusCode: status).ExecuteAsync(http);
    }

    object Switched(string id, bool on)
    {
        Switch(Machines[id].Name, on);
        return Describe(id);
    }

    /// <summary>What MAAS remembers of a machine's power is always wrong here.</summary>
    object Describe(string id)
    {
        var (name, domain) = Machines[id];
        return new { system_id = id, hostname = name, fqdn = $"{name}.{domain}", power_state = Has(name) && IsOn(name) ? "off" : "on", status_name = "Deployed" };
    }

    string? WhyNotAllowed(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith("OAuth ", StringComparison.Ordinal))
            return "no OAuth";
        var parts = HeaderPart().Matches(header).ToDictionary(m => m.Groups[1].Value, m => Uri.UnescapeDataString(m.Groups[2].Value));
        var key = Key.Split(':');
        if (parts.GetValueOrDefault("oauth_version") != "1.0" || parts.GetValueOrDefault("oauth_signature_method") != "PLAINTEXT")
            return "version or method";
        if (parts.GetValueOrDefault("oauth_consumer_key") != key[0] || parts.GetValueOrDefault("oauth_token") != key[1])
            return "unknown consumer or token";
        if (parts.GetValueOrDefault("oauth_signature") != $"&{key[2]}")
            return "bad signature";
        if (!long.TryParse(parts.GetValueOrDefault("oauth_timestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            || Math.Abs(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - at) > SkewMax)
            return "Expired timestamp";
        return parts.GetValueOrDefault("oauth_nonce") is { Length: >= 8 } nonce && nonces.TryAdd(nonce, true) ? null : "nonce used before";
    }

    [GeneratedRegex("^/MAAS/api/2.0/machines/([a-z0-9]+)/$")]
    private static partial Regex MachinePath();

    [GeneratedRegex("(oauth_[a-z_]+)=\"([^\"]*)\"(?:, |$)")]
    private static partial Regex HeaderPart();
}
