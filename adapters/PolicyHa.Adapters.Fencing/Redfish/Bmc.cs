using System.Text.Json;
using PolicyHa.Engine.Facts;
using Polly;

namespace PolicyHa.Adapters.Fencing.Redfish;

/// <summary>
/// One host's BMC. What it says of other hosts is not believed: it must name this host, or none. <c>Bmc.Http.cs</c>
/// holds the calls.
/// </summary>
sealed partial class Bmc(
    HostName host,
    FencingDeviceOptions device,
    HttpClient client,
    (ResiliencePipeline<HttpResponseMessage> Read, ResiliencePipeline<HttpResponseMessage> Act) pipelines)
{
    readonly Uri address = new(HostTemplate.Fill(device.Address, host, device.PlugOf(host)).TrimEnd('/') + "/");

    /// <summary>For the proof; holds no secret, because the options refuse addresses with one.</summary>
    public string Name => $"redfish {address.GetLeftPart(UriPartial.Path).TrimEnd('/')}";

    /// <summary>Reads the host's system, now.</summary>
    /// <exception cref="BmcException">No usable answer, or it is another host's.</exception>
    public async Task<BmcSystem> ReadSystemAsync(CancellationToken ct)
    {
        var path = device.System == FencingDeviceOptions.OnlySystem ? await OnlySystemAsync(ct) : HostTemplate.Fill(device.System, host, device.PlugOf(host));
        var system = await GetAsync(path, ct);
        if (Text(system, "HostName") is { Length: > 0 } named && !HostIdentity.Same(host, named))
        {
            throw new BmcException(
                $"{Name} is the BMC of {named}, not of {host}; check address and system", retryable: false);
        }

        if (Text(system, "PowerState") is not { Length: > 0 } power)
            throw new BmcException($"{Name}: {path} has no PowerState", retryable: false);

        var reset = Child(Child(system, "Actions"), "#ComputerSystem.Reset");
        return new BmcSystem(
            path,
            power,
            Text(reset, "target"),
            Texts(Child(reset, "ResetType@Redfish.AllowableValues")),
            Text(reset, "@Redfish.ActionInfo"));
    }

    /// <summary>The kinds of reset the BMC takes; empty when it does not say.</summary>
    public async Task<IReadOnlyList<string>> AllowedResetsAsync(BmcSystem system, CancellationToken ct)
    {
        if (system.AllowedResets.Count > 0 || system.ResetInfo is null)
            return system.AllowedResets;
        var parameters = Items(Child(await GetAsync(system.ResetInfo, ct), "Parameters"));
        return [.. from parameter in parameters
                   where Text(parameter, "Name") == "ResetType"
                   from value in Texts(Child(parameter, "AllowableValues"))
                   select value];
    }

    async Task<string> OnlySystemAsync(CancellationToken ct)
    {
        var members = Items(Child(await GetAsync("/redfish/v1/Systems", ct), "Members"));
        var paths = members.Select(m => Text(m, "@odata.id")).OfType<string>().ToList();
        return paths switch
        {
            [var only] => only,
            [] => throw new BmcException($"{Name} lists no system; set system for {host}", retryable: false),
            _ => throw new BmcException(
                $"{Name} has {paths.Count} systems ({string.Join(", ", paths.Take(5))}); set system for {host} to one",
                retryable: false),
        };
    }

    static JsonElement? Child(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } owner && owner.TryGetProperty(name, out var value) ? value : null;

    static string? Text(JsonElement? parent, string name) =>
        Child(parent, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    static IReadOnlyList<string> Texts(JsonElement? list) =>
        [.. Items(list).Where(v => v.ValueKind is JsonValueKind.String).Select(v => v.GetString()!)];

    static JsonElement.ArrayEnumerator Items(JsonElement? list) =>
        list is { ValueKind: JsonValueKind.Array } values ? values.EnumerateArray() : default;
}
