using System.Text.Json;
using PolicyHa.Adapters.Fencing.Http;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Fencing.Maas;

/// <summary>One host's machine in a MAAS, by its API 2.0. Found anew for each use: machines are enlisted again and get new ids.</summary>
sealed class MaasMachines
{
    readonly HostName host;
    readonly FencingDeviceOptions device;
    readonly TimeProvider clock;
    readonly string api;
    readonly DeviceCalls calls;

    public MaasMachines(HostName host, FencingOptions options, int index, DeviceConnections connections, TimeProvider clock)
    {
        (this.host, this.clock) = (host, clock);
        device = options.Devices[index];
        var address = HostTemplate.Fill(device.Address, host, device.PlugOf(host)).TrimEnd('/');
        api = $"{address}/api/2.0";
        Name = $"maas {address}";
        calls = connections.To(index, Name, body => body, Secrets);
    }

    /// <summary>For the proof; holds no secret, because the options refuse addresses with one.</summary>
    public string Name { get; }

    /// <summary>The host's machine, by its <c>system_id</c>.</summary>
    /// <exception cref="DeviceException">It is not certain which it is.</exception>
    public async Task<string> FindAsync(CancellationToken ct)
    {
        if (device.System != FencingDeviceOptions.OnlySystem)
            return HostTemplate.FillPlain(device.System, host, device.PlugOf(host));
        var named = host.Value.Split('.')[0];
        var found = await GetAsync("find its machine", $"machines/?hostname={Uri.EscapeDataString(named)}", ct);
        var own = JsonParts.Items(found).Where(IsOwn).Select(m => JsonParts.Text(m, "system_id")).ToList();
        return own switch
        {
            [{ Length: > 0 } only] => only,
            [] => throw new DeviceException($"{Name} knows no machine {host}{Others(found)}; name it there so, or give its system_id under plugs", retryable: false),
            _ => throw new DeviceException($"{Name} knows {own.Count} machines {host}; give its system_id under plugs", retryable: false),
        };
    }

    /// <summary>What its board says now: MAAS asks it. (What MAAS remembers, <c>power_state</c>, may be of long ago.)</summary>
    /// <exception cref="DeviceException">There is no answer that could be used.</exception>
    public async Task<string> QueryPowerAsync(string machine, CancellationToken ct)
    {
        var answer = await GetAsync($"machine {machine}", $"{PathOf(machine)}?op=query_power_state", ct);
        return JsonParts.Text(answer, "state") is { Length: > 0 } state ? state : throw new DeviceException($"{Name}: machine {machine}: the answer has no state", retryable: true);
    }

    /// <param name="wanted"><see cref="PowerState.Off"/> or <see cref="PowerState.On"/>.</param>
    public Task<ActionAnswer> SwitchAsync(string machine, PowerState wanted, ActionContext context, CancellationToken ct)
    {
        var operation = wanted == PowerState.Off ? "power_off" : "power_on";
        return calls.ActAsync($"{operation} of machine {machine}", () => NewSwitch(machine, operation, context), ct);
    }

    /// <summary>Both of its names must be this host's: the server may have found it by either, and short names repeat in other domains.</summary>
    bool IsOwn(JsonElement machine) =>
        JsonParts.Text(machine, "hostname") is { Length: > 0 } name && host.IsAlso(name)
        && (JsonParts.Text(machine, "fqdn") is not { Length: > 0 } full || host.IsAlso(full));

    static string Others(JsonElement found)
    {
        var names = JsonParts.Items(found).Select(m => JsonParts.Text(m, "fqdn")).OfType<string>().Take(3).ToList();
        return names.Count > 0 ? $", only {string.Join(", ", names)}" : "";
    }

    Task<JsonElement> GetAsync(string what, string path, CancellationToken ct) => calls.ReadAsync(what, () => NewRequest(HttpMethod.Get, path), ct);

    HttpRequestMessage NewSwitch(string machine, string operation, ActionContext context)
    {
        var request = NewRequest(HttpMethod.Post, $"{PathOf(machine)}?op={operation}");
        // Graceful would wait for the very system that is in trouble.
        Dictionary<string, string> form = operation == "power_off" ? new() { ["stop_mode"] = "hard" } : [];
        form["comment"] = $"PolicyHa, {context.Step}";
        request.Content = new FormUrlEncodedContent(form);
        ActHeaders.Add(request, context);
        return request;
    }

    /// <summary>With a header of its own: the server takes no nonce twice.</summary>
    HttpRequestMessage NewRequest(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, $"{api}/{path}");
        request.Headers.TryAddWithoutValidation("Authorization", ReadKey().Authorization(clock.GetUtcNow()));
        request.Headers.Accept.ParseAdd("application/json");
        return request;
    }

    /// <summary>A file may have changed since it was checked.</summary>
    MaasKey ReadKey() => MaasKey.TryParse(DevicePassword.Read(device), out var key) ? key : throw new IOException("the password is no API key of MAAS any more");

    IEnumerable<string> Secrets() => ReadKey().Secrets;

    static string PathOf(string machine) => $"machines/{Uri.EscapeDataString(machine)}/";
}
