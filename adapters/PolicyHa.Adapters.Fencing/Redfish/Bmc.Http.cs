using System.Text.Json;
using System.Text.Json.Nodes;
using PolicyHa.Adapters.Fencing.Http;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Fencing.Redfish;

sealed partial class Bmc
{
    /// <summary>
    /// Posts a reset, once, and where the BMC takes it as a task, waits for the end of it. What the BMC says is believed; whether the host is off must be
    /// read.
    /// </summary>
    /// <param name="isDone">The power is as wanted: a task is waited for no longer.</param>
    public async Task<ActionAnswer> ResetAsync(string target, string kind, Func<CancellationToken, Task<bool>> isDone, ActionContext context, CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        var (answer, monitor) = await calls.BeginAsync(kind, () => NewReset(target, kind, context), ct);
        if (monitor is null)
            return answer;
        var left = device.CallLimit - clock.GetElapsedTime(began);
        return left > TimeSpan.Zero ? await new BmcTask(kind, monitor, AskTaskAsync, calls, clock).EndAsync(isDone, left, ct) : answer;
    }

    Task<JsonElement> GetAsync(string path, CancellationToken ct) => calls.ReadAsync($"GET {path}", () => NewRequest(HttpMethod.Get, path), ct);

    Task<DeviceAnswer> AskTaskAsync(string monitor, CancellationToken ct) => calls.AskAsync($"GET {monitor}", () => NewRequest(HttpMethod.Get, monitor), ct);

    HttpRequestMessage NewReset(string target, string kind, ActionContext context)
    {
        var request = NewRequest(HttpMethod.Post, target);
        request.Content = JsonContents.Of(new JsonObject { ["ResetType"] = kind });
        ActHeaders.Add(request, context);
        return request;
    }

    HttpRequestMessage NewRequest(HttpMethod method, string path)
    {
        var request = address.NewRequest(method, path);
        if (session is null)
            request.Headers.Authorization = account.Basic;
        return request;
    }

    IEnumerable<string> Secrets() => session?.Secrets ?? account.Secrets;
}
