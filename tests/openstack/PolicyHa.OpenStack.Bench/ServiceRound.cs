using System.Text.RegularExpressions;
using PolicyHa.Api.Tests.EndToEnd;
using PolicyHa.OpenStack.Tests.Lab;

namespace PolicyHa.OpenStack.Bench;

/// <summary>The service as installed, a process of its own: it fences the host, proves it, and finds the number under way by itself.</summary>
static partial class ServiceRound
{
    /// <returns>From the proof of death to the last server that runs elsewhere.</returns>
    public static async Task<TimeSpan> RunAsync(int count)
    {
        await using var lab = await LabCloud.FreshAsync();
        var servers = await LostHost.FillAsync(lab, count);
        await using var service = new ServiceProcess();
        service.Start(lab.Configuration(service));
        await service.UntilReadyAsync(TimeSpan.FromMinutes(1));
        await LabCloud.ReportAsync(service.Api, lab.Hosts, "ok");

        await LabScripts.KillAsync(LostHost.Name);
        await LabCloud.ReportAsync(service.Api, [LostHost.Name], "down");
        await LabNova.UntilAsync(
            async () => (await service.HistoryAsync("incident", "closed", LostHost.Name)).Count == 1, "over", TimeSpan.FromMinutes(10));

        var proven = (await service.HistoryAsync("proof", "proven", LostHost.Name))[0].GetProperty("at").GetDateTimeOffset();
        var took = await LostHost.AllElsewhereAtAsync(lab, servers) - proven;
        Console.WriteLine(
            $"the service: {took.TotalSeconds:0} s until the last server runs; first evacuation asked for {(FirstEvacuation(proven) - proven).TotalMilliseconds:0} ms after the proof (bar 500)");
        return took;
    }

    /// <summary>When nova-api began to answer the first one, by its own log: before the proof nothing is asked of a server.</summary>
    static DateTimeOffset FirstEvacuation(DateTimeOffset proven)
    {
        var log = Path.Combine(Environment.GetEnvironmentVariable("LAB_DIR")!, "log", "nova-api.out");
        return File.ReadLines(log).Select(l => ActionLine().Match(l)).Where(m => m.Success)
            .Select(m => DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(m.Groups[1].ValueSpan))).First(at => at >= proven);
    }

    [GeneratedRegex(@"(\d{13}) POST \S*/servers/[^/]+/action 200 ")]
    private static partial Regex ActionLine();
}
