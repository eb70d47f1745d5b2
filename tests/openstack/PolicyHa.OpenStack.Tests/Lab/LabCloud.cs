using System.Net.Http.Json;
using PolicyHa.Adapters.Fencing;
using PolicyHa.Api.Configuration;
using PolicyHa.Api.Tests.EndToEnd;
using PolicyHa.Api.Tests.Support;
using PolicyHa.Rules;

namespace PolicyHa.OpenStack.Tests.Lab;

/// <summary>The lab, empty and with every host up, and the BMCs of its hosts. One test at a time.</summary>
sealed class LabCloud : IAsyncDisposable
{
    LabCloud(LabNova nova, LabBmcs bmcs, IReadOnlyList<string> hosts) => (Nova, Bmcs, Hosts) = (nova, bmcs, hosts);

    public LabNova Nova { get; }

    public LabBmcs Bmcs { get; }

    /// <summary>compute-1 and so on.</summary>
    public IReadOnlyList<string> Hosts { get; }

    public static async Task<LabCloud> FreshAsync()
    {
        var count = int.Parse(Environment.GetEnvironmentVariable("LAB_HOSTS") ?? "5", System.Globalization.CultureInfo.InvariantCulture);
        IReadOnlyList<string> hosts = [.. Enumerable.Range(1, count).Select(n => $"compute-{n}")];
        var nova = await LabNova.LogInAsync(OpenRc.Read());
        await nova.WipeAsync();
        foreach (var host in hosts)
            await LabScripts.StartAsync(host);
        foreach (var host in hosts)
            await WelcomeAsync(nova, host);
        return new LabCloud(nova, await LabBmcs.StartAsync(hosts), hosts);
    }

    /// <summary>The service as an operator would configure it for this cloud, quick where waiting shows nothing.</summary>
    public ServiceOptions Options()
    {
        var openrc = OpenRc.Read();
        return new ServiceOptions
        {
            Storage = { Sqlite = Path.Combine(Directory.CreateTempSubdirectory("policyha-lab-").FullName, "policyha.db") },
            Openstack =
            {
                AuthUrl = openrc.AuthUrl,
                Username = openrc.Username,
                Password = openrc.Password,
                ProjectName = openrc.ProjectName,
                HaSharedStorage = true,
            },
            Fencing = { Devices = [new FencingDeviceOptions { Address = $"{Bmcs.Url}/{{host}}", Username = "admin", Password = "password" }] },
            Policy = { Params = { ["settle"] = "100ms", ["observers"] = "1" } },
            Api = { Urls = ["http://127.0.0.1:0"] },
            Auth = { Mode = AuthOptions.NoneMode },
        };
    }

    /// <summary>The service, ready, with every host of the lab reported well.</summary>
    public async Task<ServiceUnderTest> ServeAsync(ServiceOptions? options = null)
    {
        var service = await ServiceUnderTest.StartAsync(options ?? Options());
        await LabNova.UntilAsync(async () => (await service.Http.GetAsync("readyz")).IsSuccessStatusCode, "ready");
        foreach (var host in Hosts)
            await service.ReportAsync(host, "ok");
        return service;
    }

    /// <summary>The same for a service that is a process of its own, as an operator would write it.</summary>
    public string Configuration(ServiceProcess service)
    {
        var openrc = OpenRc.Read();
        return $$"""
            storage: {{service.Database}}
            openstack:
              auth_url: {{openrc.AuthUrl}}
              username: {{openrc.Username}}
              password: {{openrc.Password}}
              project_name: {{openrc.ProjectName}}
              ha_shared_storage: true
            fencing:
              devices:
              - {kind: redfish, address: "{{Bmcs.Url}}/{host}", username: admin, password: password}
            policy:
              params: {settle: 100ms, observers: "1"}
            api:
              urls: ["{{service.Url}}"]
            auth: none
            """;
    }

    /// <summary>The shipped policy with a few lines more.</summary>
    /// <returns>The folder that it is in.</returns>
    public static string PolicyWith(string lines)
    {
        var folder = Directory.CreateTempSubdirectory("policyha-lab-policy-").FullName;
        File.WriteAllText(Path.Combine(folder, "default.yaml"), ShippedPolicies.Default.Text);
        File.WriteAllText(Path.Combine(folder, "more.yaml"), $"language: 1\n{lines}\n");
        return folder;
    }

    /// <summary>Reports every signal of these hosts.</summary>
    public static async Task ReportAsync(HttpClient api, IEnumerable<string> hosts, string status)
    {
        foreach (var host in hosts)
        {
            var answer = await api.PostAsJsonAsync("v1/events", HealthEvents.OfAllSignals(host, status));
            Assert.Equal(System.Net.HttpStatusCode.Accepted, answer.StatusCode);
        }
    }

    /// <summary>A host that was switched off is switched on by hand, and its monitors say that it is well.</summary>
    public async Task ReturnAsync(ServiceUnderTest service, string host)
    {
        Bmcs.SwitchOn(host);
        await LabNova.UntilAsync(() => Task.FromResult(Bmcs.OffAt(host) is null), $"{host} switched on");
        await service.ReportAsync(host, "ok");
    }

    /// <summary>Each runs elsewhere, and one evacuation record of it says so, not older than the moment at which its host was off.</summary>
    public async Task AssertEachMovedOnceAsync(IReadOnlyList<LabServer> servers, string from)
    {
        await AssertAllRunElsewhereAsync(servers, from);
        var moves = (await Nova.MovesOfAsync(servers)).Where(m => m.From == from).ToList();
        Assert.Equal(servers.Count, moves.Count);
        Assert.All(moves.GroupBy(m => m.Instance), m => Assert.Single(m));
        // Nova's records have whole seconds.
        Assert.All(moves, m => Assert.True(m is { Kind: "evacuation" } && m.CreatedAt >= Bmcs.FirstOffAt(from).AddSeconds(-1), $"{m}"));
    }

    /// <summary>None is lost, and none is still where it was.</summary>
    public async Task AssertAllRunElsewhereAsync(IReadOnlyList<LabServer> servers, string than)
    {
        var now = (await Nova.ServersAsync()).Where(s => servers.Any(o => o.Id == s.Id)).ToList();
        Assert.Equal(servers.Count, now.Count);
        Assert.All(now, s => Assert.True(s.Host != than && s.IsSettled, s.ToString()));
    }

    /// <summary>A host dies: nova-compute is gone, and its monitors say so.</summary>
    public static async Task LoseAsync(ServiceUnderTest service, string host)
    {
        await LabScripts.KillAsync(host);
        await service.ReportAsync(host, "down");
    }

    /// <summary>Every incident is over.</summary>
    public static Task IsOverAsync(ServiceUnderTest service, int incidents = 1) => LabNova.UntilAsync(
        async () => (await service.GetAsync("v1/incidents?open=false")).AsArray().Count >= incidents
            && (await service.GetAsync("v1/incidents?open=true")).AsArray().Count == 0,
        "over",
        TimeSpan.FromMinutes(4));

    public async ValueTask DisposeAsync()
    {
        await Bmcs.DisposeAsync();
        Nova.Dispose();
    }

    /// <summary>
    /// Nova refuses to take back <c>forced_down</c> while evacuations from the host are not completed by its nova-compute, which does that
    /// when it starts; and only a service that is up tells Placement that it is enabled.
    /// </summary>
    static async Task WelcomeAsync(LabNova nova, string host)
    {
        await LabNova.UntilAsync(
            async () =>
            {
                var service = await nova.ServiceAsync(host);
                if ((bool?)service["forced_down"] == true)
                    await nova.TrySetServiceAsync(host, new { forced_down = false });
                return (bool?)service["forced_down"] != true && (string?)service["state"] == "up";
            },
            $"{host} up");
        if ((string?)(await nova.ServiceAsync(host))["status"] != "enabled")
            await nova.SetServiceAsync(host, new { status = "enabled" });
    }
}
