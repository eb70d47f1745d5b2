using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace PolicyHa.Samples.Quickstart;

/// <summary>Plays one host failure from beginning to end, on a simulated cloud, with the real service.</summary>
sealed class Play : IDisposable
{
    /// <summary>A recovery that is not through by then never will be.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    static readonly string[] Configurations = ["Release", "Debug"];

    readonly RunFolder folder;
    readonly bool once;
    readonly CancellationTokenSource supervision = new();
    readonly Child cloud;
    readonly Child service;
    readonly HttpClient api = new() { BaseAddress = new Uri(ServiceConfiguration.ApiUrl), Timeout = Timeout.InfiniteTimeSpan };

    public Play(RunFolder folder, bool once)
    {
        (this.folder, this.once) = (folder, once);
        cloud = new Child(folder, "cloud", Built("samples/cloud", "PolicyHa.Samples.Cloud.dll"));
        service = new Child(folder, "policyha", Built("api", "policyha.dll"));
    }

    /// <returns>0 when all went as it must.</returns>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        try
        {
            return await PlayAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Console.WriteLine("\nstopping");
            return 0;
        }
        finally
        {
            await supervision.CancelAsync();            // what ends from here on was meant to
            await service.StopAsync();
            await cloud.StopAsync();
            folder.Victim = null;
            Dispose();
        }
    }

    public void Dispose()
    {
        api.Dispose();
        supervision.Dispose();
    }

    async Task<int> PlayAsync(CancellationToken stop)
    {
        var victim = await StartCloudAsync(stop);
        var addresses = CloudAddresses.Read(folder.ReadyFile);
        await StartServiceAsync(addresses, stop);
        using var registration = stop.Register(supervision.Cancel);
        var supervised = SuperviseAsync(supervision.Token);
        using var control = new HttpClient { BaseAddress = new Uri(addresses.BaseUrl) };

        var recovery = RecoverAsync(control, victim, stop);
        if (await Task.WhenAny(recovery, Task.Delay(Patience, stop)) != recovery && !stop.IsCancellationRequested)
        {
            Console.Error.WriteLine($"no recovery within {Patience.TotalSeconds} s; see {service.Log}:\n{service.LastWords()}");
            return 1;
        }

        var code = await recovery;
        if (once)
            return code;

        Console.WriteLine($"""

            The service goes on at {ServiceConfiguration.ApiUrl}. In another terminal:
              ./policyha status                      ./policyha explain {victim}
              curl -X POST {addresses.BaseUrl}/control/hosts/compute-2/cut -d '{"{"}"network":"storage"{"}"}'
            Ctrl-C ends it.
            """);
        await supervised;
        return code;
    }

    /// <returns>The host that fails.</returns>
    async Task<string> StartCloudAsync(CancellationToken ct)
    {
        var victim = folder.Victim;
        if (victim is not null && cloud.Adopt())
        {
            Console.WriteLine($"An earlier run was cut off while {victim} was being recovered; the simulated cloud still lives. Going on with it.");
            if (service.Adopt())
                await service.StopAsync();
            return victim;
        }

        if (cloud.Adopt())
            await cloud.StopAsync();
        if (service.Adopt())
            await service.StopAsync();
        folder.Empty();
        Console.WriteLine("Starting a simulated OpenStack (Keystone, Nova, Placement, BMCs over HTTP; a Kafka broker) ...");
        cloud.Start("--port", "8700", "--monitors", "--evacuate-time", "1", "--power-off-time", "0.5", "--ready-file", folder.ReadyFile);
        await UntilAsync(() => Task.FromResult(File.Exists(folder.ReadyFile)), cloud, "the simulated cloud", ct);
        return "compute-1";
    }

    async Task StartServiceAsync(CloudAddresses addresses, CancellationToken ct)
    {
        File.WriteAllText(folder.Configuration, ServiceConfiguration.For(addresses, folder.Database));
        Console.WriteLine($"Starting policyha serve --config {Path.GetRelativePath(folder.Root, folder.Configuration)} ...");
        service.Start("serve", "--config", folder.Configuration);
        await UntilAsync(IsReadyAsync, service, "policyha", ct);
    }

    async Task<int> RecoverAsync(HttpClient control, string victim, CancellationToken ct)
    {
        var resumed = folder.Victim is not null;
        if (!resumed)
        {
            await UntilAsync(() => SeesEverythingUpAsync(ct), service, "the monitors' first reports", ct);
            folder.Victim = victim;                     // from here on the failure is a fact, whoever dies first
        }

        Console.WriteLine(resumed
            ? $"\nWhat the service remembers of {victim}, and how it goes on:\n"
            : $"\n{victim} crashes: its kernel panics, power stays on. The monitors will tell, over Kafka.\n");
        (await control.PostAsync($"/control/hosts/{victim}/crash", null, ct)).Dispose();
        var clock = Stopwatch.StartNew();
        var incident = await new Story(api).FollowAsync(victim, ct);
        Console.WriteLine($"\nRecovered{(resumed ? "" : $" {clock.Elapsed.TotalSeconds:0.0} s after the crash")}. Why, in the service's own words:\n");
        Console.WriteLine(await api.GetStringAsync($"/v1/incidents/{incident}/explanation?format=text", ct));
        return await JudgeAsync(control, ct);
    }

    /// <summary>The simulated cloud knows what really happened to every guest.</summary>
    async Task<int> JudgeAsync(HttpClient control, CancellationToken ct)
    {
        var audit = await control.GetFromJsonAsync<JsonElement>("/control/audit", ct);
        var violations = audit.GetProperty("violations");
        var (lost, left) = (new List<string>(), new List<string>());
        foreach (var instance in audit.GetProperty("lost").EnumerateArray())
        {
            var known = await api.GetFromJsonAsync<JsonElement>($"/v1/instances/{instance.GetProperty("id").GetString()}", ct);
            (known.GetProperty("protected").GetBoolean() ? lost : left).Add(instance.GetProperty("name").GetString()!);
        }

        if (left.Count > 0)
            Console.WriteLine($"Left alone, because nobody tagged it HA_Enabled: {string.Join(", ", left)}.");
        var isWell = violations.GetArrayLength() == 0 && lost.Count == 0;
        Console.WriteLine(isWell
            ? "The cloud's own audit: no instance ran twice, no protected one is lost, nothing was evacuated before the power was off."
            : $"The cloud's own audit found wrong: {violations}; lost: {string.Join(", ", lost)}");
        return isWell ? 0 : 1;
    }

    /// <summary>A service that dies is started again, as systemd would.</summary>
    async Task SuperviseAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            await Task.Delay(100, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ct.IsCancellationRequested || service.ExitCode is not { } code)
                continue;
            Console.WriteLine($"            policyha ended ({code}); starting it again");
            service.Start("serve", "--config", folder.Configuration);
        }
    }

    async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await api.GetAsync("/readyz");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    async Task<bool> SeesEverythingUpAsync(CancellationToken ct)
    {
        var hosts = await api.GetFromJsonAsync<JsonElement>("/v1/hosts", ct);
        var list = hosts.ValueKind == JsonValueKind.Array ? hosts : hosts.GetProperty("hosts");
        return list.EnumerateArray().All(h => h.GetProperty("state").GetString() == "healthy");
    }

    static async Task UntilAsync(Func<Task<bool>> condition, Child child, string what, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            if (child.ExitCode is { } code)
                throw new InvalidOperationException($"waiting for {what}: it ended with {code}; {child.Log} ends:\n{child.LastWords()}");
            if (clock.Elapsed > TimeSpan.FromSeconds(60))
                throw new TimeoutException($"waiting for {what}: nothing for 60 s; {child.Log} ends:\n{child.LastWords()}");
            await Task.Delay(50, ct);
        }
    }

    string Built(string project, string dll)
    {
        var builds = Configurations.Select(c => Path.Combine(folder.Root, project, "bin", c, "net10.0", dll));
        return builds.Where(File.Exists).MaxBy(File.GetLastWriteTimeUtc)
            ?? throw new FileNotFoundException($"{project} is not built; `make run` builds it");
    }
}
