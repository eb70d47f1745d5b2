using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PolicyHa.Adapters.Tests.Alerts;

/// <summary>An endpoint that answers what a test wants and remembers what came.</summary>
internal sealed class EndpointRun : IAsyncDisposable
{
    readonly WebApplication app;

    EndpointRun(WebApplication app) => this.app = app;

    public ConcurrentQueue<(string Path, Dictionary<string, string> Headers, string Body)> Requests { get; } = [];

    public Uri Url => new(app.Urls.Single());

    public static async Task<EndpointRun> StartAsync(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var run = new EndpointRun(builder.Build());
        run.app.Run(async http =>
        {
            using var reader = new StreamReader(http.Request.Body);
            var headers = http.Request.Headers.ToDictionary(
                h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            run.Requests.Enqueue((http.Request.Path, headers, await reader.ReadToEndAsync()));
            await answer(http);
        });
        await run.app.StartAsync();
        return run;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
