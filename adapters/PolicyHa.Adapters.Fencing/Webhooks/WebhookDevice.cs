using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using PolicyHa.Adapters.Fencing.Devices;
using PolicyHa.Adapters.Fencing.Http;
using PolicyHa.Adapters.Webhooks;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Fencing.Webhooks;

/// <summary>A host behind an address of the site's own. What it says of another host, or of none, is not believed.</summary>
sealed class WebhookDevice : IPowerDevice
{
    const int IdLength = 32;

    readonly HostName host;
    readonly FencingDeviceOptions device;
    readonly TimeProvider clock;
    readonly Uri address;
    readonly DeviceCalls calls;

    public WebhookDevice(HostName host, FencingOptions options, int index, DeviceConnections connections, TimeProvider clock)
    {
        (this.host, this.clock) = (host, clock);
        device = options.Devices[index];
        address = new Uri(HostTemplate.Fill(device.Address, host, device.PlugOf(host)));
        Name = $"webhook {address.GetLeftPart(UriPartial.Path)}";
        calls = connections.To(index, Name, body => body, () => [DevicePassword.Read(device)], refusesBy503: false);
    }

    string Name { get; }

    public async Task<PowerReading> ReadAsync(CancellationToken ct)
    {
        try
        {
            var answer = await calls.ReadAsync("status", () => NewRequest(new PowerMessage("status", host.Value, Plug, null, null, null)), ct);
            if (JsonParts.Text(answer, "host") is not { } named || named != host.Value)
                return new(PowerState.Unknown, Name, $"its answer is not about {host}: it must hold \"host\": \"{host}\"");
            var power = JsonParts.Text(answer, "power");
            return new(StateOf(power), Name, $"power {power ?? "is not in its answer"}");
        }
        catch (DeviceException e)
        {
            return new(PowerState.Unknown, Name, e.Message);
        }
    }

    public Task<ActionAnswer> SwitchAsync(PowerState wanted, ActionContext context, CancellationToken ct)
    {
        var action = wanted == PowerState.Off ? "off" : "on";
        var message = new PowerMessage(action, host.Value, Plug, context.Incident.Value, context.Step.Value, context.Epoch);
        return calls.ActAsync(action, () => NewRequest(message), ct);
    }

    string? Plug => device.PlugOf(host) is { Length: > 0 } plug ? plug : null;

    /// <summary>Each has an id of its own: one that came before is replayed by somebody.</summary>
    HttpRequestMessage NewRequest(PowerMessage message)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(message, PowerJson.Default.PowerMessage);
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Accept.ParseAdd("application/json");
        WebhookSignature.Sign(request, $"power_{RandomNumberGenerator.GetHexString(IdLength, lowercase: true)}", clock.GetUtcNow(), body, [ReadKey()]);
        return request;
    }

    /// <summary>A file may have changed since it was checked.</summary>
    byte[] ReadKey() => WebhookSignature.TryKey(DevicePassword.Read(device), out var key) ? key : throw new IOException("the password is no whsec_ secret any more");

    static PowerState StateOf(string? power) => power switch
    {
        "off" => PowerState.Off,
        "on" => PowerState.On,
        _ => PowerState.Unknown,
    };
}
