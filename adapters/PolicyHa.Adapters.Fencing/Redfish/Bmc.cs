using PolicyHa.Adapters.Fencing.Http;
using PolicyHa.Engine.Facts;

namespace PolicyHa.Adapters.Fencing.Redfish;

/// <summary>
/// One host's BMC. What it says of other hosts is not believed: it must name this host, or none. <c>Bmc.Http.cs</c>
/// holds the calls.
/// </summary>
sealed partial class Bmc
{
    readonly HostName host;
    readonly FencingDeviceOptions device;
    readonly BmcAddress address;
    readonly BmcAccount account;
    readonly BmcSession? session;
    readonly DeviceCalls calls;
    readonly TimeProvider clock;

    public Bmc(HostName host, FencingOptions options, int index, DeviceConnections connections, BmcSessions sessions, TimeProvider clock)
    {
        (this.host, this.clock) = (host, clock);
        device = options.Devices[index];
        address = new BmcAddress(HostTemplate.Fill(device.Address, host, device.PlugOf(host)));
        account = new BmcAccount(device);
        session = sessions.Of(index, address);
        calls = connections.To(index, Name, BmcWords.Of, Secrets, login: session);
    }

    /// <summary>For the proof; holds no secret, because the options refuse addresses with one.</summary>
    public string Name => address.Name;

    /// <summary>Why calls go by Basic although a session is asked for; null: they do not, or none is.</summary>
    public string? WhyBasic => session?.WhyBasic;

    /// <summary>Reads the host's system, now.</summary>
    /// <exception cref="DeviceException">No usable answer, or it is another host's.</exception>
    public async Task<BmcSystem> ReadSystemAsync(CancellationToken ct)
    {
        var path = device.System == FencingDeviceOptions.OnlySystem ? await OnlySystemAsync(ct) : HostTemplate.Fill(device.System, host, device.PlugOf(host));
        var system = await GetAsync(path, ct);
        if (JsonParts.Text(system, "HostName") is { Length: > 0 } named && !host.IsAlso(named))
        {
            throw new DeviceException(
                $"{Name} is the BMC of {named}, not of {host}; check address and system", retryable: false);
        }

        if (JsonParts.Text(system, "PowerState") is not { Length: > 0 } power)
            throw new DeviceException($"{Name}: {path} has no PowerState", retryable: false);

        var reset = JsonParts.Child(JsonParts.Child(system, "Actions"), "#ComputerSystem.Reset");
        return new BmcSystem(
            path,
            power,
            JsonParts.Text(reset, "target"),
            JsonParts.Texts(JsonParts.Child(reset, "ResetType@Redfish.AllowableValues")),
            JsonParts.Text(reset, "@Redfish.ActionInfo"));
    }

    /// <summary>The kinds of reset the BMC takes; empty when it does not say.</summary>
    public async Task<IReadOnlyList<string>> AllowedResetsAsync(BmcSystem system, CancellationToken ct)
    {
        if (system.AllowedResets.Count > 0 || system.ResetInfo is null)
            return system.AllowedResets;
        var parameters = JsonParts.Items(JsonParts.Child(await GetAsync(system.ResetInfo, ct), "Parameters"));
        return [.. from parameter in parameters
                   where JsonParts.Text(parameter, "Name") == "ResetType"
                   from value in JsonParts.Texts(JsonParts.Child(parameter, "AllowableValues"))
                   select value];
    }

    async Task<string> OnlySystemAsync(CancellationToken ct)
    {
        var members = JsonParts.Items(JsonParts.Child(await GetAsync("/redfish/v1/Systems", ct), "Members"));
        var paths = members.Select(m => JsonParts.Text(m, "@odata.id")).OfType<string>().ToList();
        return paths switch
        {
            [var only] => only,
            [] => throw new DeviceException($"{Name} lists no system; set system for {host}", retryable: false),
            _ => throw new DeviceException(
                $"{Name} has {paths.Count} systems ({string.Join(", ", paths.Take(5))}); set system for {host} to one",
                retryable: false),
        };
    }
}
