using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace PolicyHa.Api.Tests.EndToEnd;

/// <summary>The real service as a process of its own: it can be killed, ended, and started again over the same store.</summary>
sealed class ServiceProcess : IAsyncDisposable
{
    /// <summary>Beside this program, because its project refers to the service's.</summary>
    static readonly string Program = Path.Combine(AppContext.BaseDirectory, "policyha.dll");

    /// <summary>Between two looks at whether something has happened.</summary>
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("policyha-");
    readonly ConcurrentQueue<string> output = new();
    Process? process;

    public ServiceProcess()
    {
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            Url = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        }

        Api = new HttpClient { BaseAddress = new Uri(Url), Timeout = TimeSpan.FromSeconds(10) };
    }

    public string Url { get; }

    public HttpClient Api { get; }

    public string Database => Path.Combine(folder.FullName, "policyha.db");

    /// <param name="configuration">The whole of it, as an operator would write it.</param>
    public void Start(string configuration)
    {
        var file = Path.Combine(folder.FullName, "policyha.yaml");
        File.WriteAllText(file, configuration);
        process = Process.Start(new ProcessStartInfo("dotnet", [Program, "serve", "--config", file])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException("the service could not be started");
        process.OutputDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>SIGTERM.</summary>
    /// <returns>Its exit code.</returns>
    /// <exception cref="OperationCanceledException">It still lives after that time.</exception>
    public async Task<int> TerminateAsync(TimeSpan within)
    {
        using var patience = new CancellationTokenSource(within);
        using (Process.Start("sh", ["-c", $"kill -TERM {process!.Id}"]))
            await process.WaitForExitAsync(patience.Token);
        var code = process.ExitCode;
        process.Dispose();
        process = null;
        return code;
    }

    /// <summary>Waits until something holds; answers it cannot get, because the service is still starting, count as "not yet".</summary>
    /// <exception cref="TimeoutException">It did not hold in time; with what the service said last.</exception>
    public async Task UntilAsync(Func<Task<bool>> holds, string what, TimeSpan? within = null)
    {
        var clock = Stopwatch.StartNew();
        while (!await HoldsAsync(holds))
        {
            if (process is { HasExited: true })
                throw new InvalidOperationException($"while waiting for {what} the service ended with {process.ExitCode}:\n{LastWords}");
            if (clock.Elapsed > (within ?? TimeSpan.FromSeconds(30)))
                throw new TimeoutException($"{what}: not within {clock.Elapsed.TotalSeconds:0} s. The service:\n{LastWords}");
            await Task.Delay(Look);
        }
    }

    public Task UntilAsync(Func<bool> holds, string what) => UntilAsync(() => Task.FromResult(holds()), what);

    public Task UntilReadyAsync(TimeSpan? within = null) => UntilAsync(
        async () =>
        {
            using var answer = await Api.GetAsync("/readyz");
            return answer.IsSuccessStatusCode;
        },
        "/readyz 200",
        within);

    public Task UntilHistoryAsync(string kind, string what, string host) =>
        UntilAsync(async () => (await HistoryAsync(kind, what, host)).Count > 0, $"'{kind} {what}' of {host} in the history");

    /// <summary>The lines of that kind and word, oldest first.</summary>
    public async Task<IReadOnlyList<JsonElement>> HistoryAsync(string kind, string what, string host)
    {
        var page = await Api.GetFromJsonAsync<JsonElement>($"/v1/history?kind={kind}&what={what}&host={host}&limit=1000");
        return [.. page.GetProperty("entries").EnumerateArray()];
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
            await KillAsync();
        process?.Dispose();
        Api.Dispose();
        folder.Delete(recursive: true);
    }

    string LastWords => string.Join('\n', output.TakeLast(25));

    static async Task<bool> HoldsAsync(Func<Task<bool>> holds)
    {
        try
        {
            return await holds();
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or JsonException)
        {
            return false;
        }
    }
}
