using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PolicyHa.Adapters.Fencing;
using PolicyHa.Adapters.Tests.Fencing.Contract;

namespace PolicyHa.Adapters.Tests.Fencing;

/// <summary>A server on loopback that switches hosts, takes its time to do it, and can be made to misbehave.</summary>
abstract class PowerServer : IDeviceBench
{
    /// <summary>From a command to its effect.</summary>
    static readonly TimeSpan Lag = TimeSpan.FromMilliseconds(100);

    readonly ConcurrentDictionary<string, bool> isOn = new() { ["compute-1"] = true, ["compute-2"] = true };
    readonly ConcurrentDictionary<string, string> manners = new();
    readonly WebApplication app;

    protected PowerServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            Requests.Enqueue((http.Request.Method, http.Request.Path + http.Request.QueryString, Encoding.UTF8.GetString(body.ToArray())));
            if (Odd?.Invoke(http) is { } odd)
                await odd.ExecuteAsync(http);
            else
                await AnswerAsync(http, body.ToArray());
        });
    }

    public abstract FencingDeviceOptions Options { get; }

    /// <summary>Everything that came.</summary>
    public ConcurrentQueue<(string Method, string Path, string Body)> Requests { get; } = [];

    /// <summary>Answers before anything else is looked at; null: as ever.</summary>
    public Func<HttpContext, IResult?>? Odd { get; set; }

    protected string Url => app.Urls.Single();

    public static async Task<T> StartAsync<T>()
        where T : PowerServer, new()
    {
        var server = new T();
        await server.app.StartAsync();
        return server;
    }

    public bool IsOn(string host) => isOn[host];

    public void LosePower(string host) => isOn[host] = false;

    public void Lies(string host) => manners[host] = "lies";

    public void Hangs(string host) => manners[host] = "hangs";

    public void Fails(string host) => manners[host] = "fails";

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    protected abstract Task AnswerAsync(HttpContext http, byte[] body);

    /// <summary>It knows the host.</summary>
    protected bool Has(string host) => isOn.ContainsKey(host);

    /// <summary>Its manner, if it has one that answers nothing of use.</summary>
    /// <returns>It has been answered.</returns>
    protected async Task<bool> MisbehavedAsync(HttpContext http, string host)
    {
        var manner = manners.GetValueOrDefault(host);
        if (manner == "hangs")
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        if (manner == "fails")
            await Results.Text("the board is on fire", statusCode: 500).ExecuteAsync(http);
        return manner is "hangs" or "fails";
    }

    protected string PowerOf(string host) => isOn[host] ? "on" : "off";

    /// <summary>In a while.</summary>
    protected void Switch(string host, bool on)
    {
        if (manners.GetValueOrDefault(host) != "lies")
            _ = Task.Delay(Lag).ContinueWith(_ => isOn[host] = on, TaskScheduler.Default);
    }
}
