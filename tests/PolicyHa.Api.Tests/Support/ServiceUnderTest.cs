using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PolicyHa.Adapters.Fencing;
using PolicyHa.Api.Configuration;
using PolicyHa.Api.Hosting;
using PolicyHa.Api.Operating;
using PolicyHa.Engine.Execution;
using PolicyHa.Engine.History;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.State;
using PolicyHa.Samples.Cloud;

namespace PolicyHa.Api.Tests.Support;

/// <summary>
/// The real service on a free port, with its store in a folder of its own, against a simulated cloud.
/// </summary>
sealed class ServiceUnderTest : IAsyncDisposable
{
    readonly WebApplication app;

    ServiceUnderTest(WebApplication app, ServiceOptions options)
    {
        this.app = app;
        Options = options;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Http { get; }

    public ServiceOptions Options { get; }

    public string Url => app.Urls.Single();

    /// <summary>Quick: nothing is waited for that a test could not see.</summary>
    public static ServiceOptions OptionsFor(SimulatedCloud? cloud) => new()
    {
        Storage = { Sqlite = Path.Combine(Directory.CreateTempSubdirectory("policyha-api-").FullName, "policyha.db") },
        Openstack =
        {
            AuthUrl = cloud?.AuthUrl.ToString() ?? "http://127.0.0.1:1/identity/v3",
            ApplicationCredentialId = "policyha-app",
            ApplicationCredentialSecret = "policyha-secret",
            HaSharedStorage = true,
            ReadRetriesMax = 0,
        },
        Fencing =
        {
            Devices =
            [
                new FencingDeviceOptions
                {
                    Address = $"{cloud?.Addresses.BmcUrl ?? "http://127.0.0.1:1"}/{{host}}",
                    Username = "admin",
                    Password = "password",
                },
            ],
        },
        Policy = { Params = { ["settle"] = "100ms", ["observers"] = "1" } },
        Api = { Urls = ["http://127.0.0.1:0"] },
        Auth = { Mode = AuthOptions.NoneMode },
        Limits =
        {
            PowerReadGap = TimeSpan.FromMilliseconds(50),
            PowerPoll = TimeSpan.FromMilliseconds(20),
            MovePoll = TimeSpan.FromMilliseconds(50),
            RetryAfter = TimeSpan.FromMilliseconds(200),
        },
    };

    public static async Task<ServiceUnderTest> StartAsync(ServiceOptions options)
    {
        var source = new PolicySource(options.Policy);
        var app = ServiceHost.Build(options, source, source.Load());
        await app.StartAsync();
        return new ServiceUnderTest(app, options);
    }

    /// <summary>Started, and everything it needs is there.</summary>
    public static async Task<ServiceUnderTest> ReadyAsync(ServiceOptions options)
    {
        var service = await StartAsync(options);
        await service.UntilAsync(async () => (await service.Http.GetAsync("readyz")).IsSuccessStatusCode, "ready");
        return service;
    }

    public static async Task<ServiceUnderTest> ReadyAsync(SimulatedCloud cloud) => await ReadyAsync(OptionsFor(cloud));

    /// <summary>The JSON at a path; fails the test unless the answer is 2xx.</summary>
    public async Task<JsonNode> GetAsync(string path)
    {
        var response = await Http.GetAsync(path);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    /// <summary>Reports every signal of a host.</summary>
    public async Task ReportAsync(string host, string status)
    {
        var answer = await Http.PostAsJsonAsync("v1/events", HealthEvents.OfAllSignals(host, status));
        Assert.Equal(System.Net.HttpStatusCode.Accepted, answer.StatusCode);
    }

    public Task UntilAsync(Func<Task<bool>> holds, string what) => Eventually.HoldsAsync(holds, what);

    /// <summary>As another replica over the same store would.</summary>
    public async Task SwitchElsewhereAsync(Func<OperatorState, OperatorState> change)
    {
        var store = app.Services.GetRequiredService<IStateStore>();
        var stored = (await store.LoadOpenAsync(default)).Operators;
        await store.SaveOperatorsAsync(change(stored), new HistoryEntry(DateTimeOffset.UtcNow, HistoryKind.Control, "elsewhere"), default);
    }

    /// <summary>As on SIGTERM.</summary>
    /// <returns>Steps that were cut off in the middle of an act.</returns>
    public async Task<int> StopAsync()
    {
        await app.StopAsync();
        return app.Services.GetRequiredService<PlanExecutor>().Running;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
