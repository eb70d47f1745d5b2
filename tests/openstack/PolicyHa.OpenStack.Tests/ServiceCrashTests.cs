using System.Net;
using System.Net.Http.Json;
using PolicyHa.Api.Tests.EndToEnd;
using PolicyHa.Api.Tests.Support;
using PolicyHa.OpenStack.Tests.Lab;

namespace PolicyHa.OpenStack.Tests;

/// <summary>The service, or the Nova it talks to, dies in the middle of a recovery.</summary>
[Collection(LabCollection.Name)]
public class ServiceCrashTests
{
    const string Victim = "compute-1";

    [LabFact]
    public async Task A_service_killed_while_instances_are_evacuated_finishes_after_its_start_and_evacuates_none_twice()
    {
        await using var lab = await LabCloud.FreshAsync();
        var servers = await lab.Nova.BootAsync("web", 12, Victim);
        await using var service = new ServiceProcess();
        service.Start(lab.Configuration(service));
        await service.UntilReadyAsync(TimeSpan.FromMinutes(1));
        await LabCloud.ReportAsync(service.Api, lab.Hosts, "ok");
        await LabScripts.KillAsync(Victim);
        await LabCloud.ReportAsync(service.Api, [Victim], "down");
        await LabNova.UntilAsync(async () => (await lab.Nova.MovesOfAsync(servers)).Count >= 2, "evacuations under way");

        await service.KillAsync();
        service.Start(lab.Configuration(service));
        await service.UntilReadyAsync(TimeSpan.FromMinutes(1));

        await LabNova.UntilAsync(async () => (await service.HistoryAsync("incident", "closed", Victim)).Count == 1, "over");
        await lab.AssertEachMovedOnceAsync(servers, Victim);
        Assert.Equal(1, lab.Bmcs.TimesOff(Victim));
    }

    [LabFact]
    public async Task A_nova_api_that_dies_in_the_middle_costs_time_and_a_hand_for_what_it_forgot_to_pass_on()
    {
        await using var lab = await LabCloud.FreshAsync();
        var servers = await lab.Nova.BootAsync("web", 12, Victim);
        var options = lab.Options();
        options.Policy.Path = LabCloud.PolicyWith("steps: {evacuate: {timeout: 3m, tries: 1}}");
        await using var service = await lab.ServeAsync(options);
        await LabCloud.LoseAsync(service, Victim);
        await LabNova.UntilAsync(async () => (await lab.Nova.MovesOfAsync(servers)).Count >= 2, "evacuations under way");

        await LabScripts.StopServiceAsync("nova-api");
        await Task.Delay(TimeSpan.FromSeconds(3));
        await LabScripts.StartServiceAsync("nova-api");
        await LabNova.UntilAsync(async () => await HasEndedAsync(service, "closed") || await HasEndedAsync(service, "failed"), "ended", TimeSpan.FromMinutes(6));
        var forgotten = await ForgottenAsync(lab, servers);
        foreach (var server in forgotten)
            await HelpByHandAsync(lab, service, server);

        await LabNova.UntilAsync(async () => (await lab.Nova.ServersAsync()).All(s => s.IsSettled && s.Host != Victim), "all elsewhere", TimeSpan.FromMinutes(4));
        await LabCloud.IsOverAsync(service);
        await lab.AssertAllRunElsewhereAsync(servers, Victim);
        await lab.AssertEachMovedOnceAsync([.. servers.Where(s => forgotten.All(f => f.Id != s.Id))], Victim);
    }

    [LabFact]
    public async Task Without_a_scheduler_nothing_is_fenced_and_the_recovery_begins_when_there_is_one_again()
    {
        await using var lab = await LabCloud.FreshAsync();
        var servers = await lab.Nova.BootAsync("web", 3, Victim);
        await LabScripts.StopServiceAsync("nova-scheduler");
        await LabNova.UntilAsync(async () => !await lab.Nova.HasSchedulerAsync(), "Nova has noticed");
        await using var service = await lab.ServeAsync();
        try
        {
            await LabCloud.LoseAsync(service, Victim);
            await LabNova.UntilAsync(async () => (await service.GetAsync("v1/incidents?open=true")).AsArray() is [var incident] && (string?)incident!["hold"] == "no-scheduler", "held for want of a scheduler");
            Assert.Null(lab.Bmcs.OffAt(Victim));
        }
        finally
        {
            await LabScripts.StartServiceAsync("nova-scheduler");
        }

        await LabCloud.IsOverAsync(service);
        await lab.AssertEachMovedOnceAsync(servers, Victim);
    }

    static async Task<bool> HasEndedAsync(ServiceUnderTest service, string state) =>
        (await service.GetAsync($"v1/incidents?open={(state == "closed" ? "false" : "true")}")).AsArray().Any(i => (string?)i!["state"] == state);

    /// <summary>Nova believes that it is at work on these, and no conductor was ever told.</summary>
    static async Task<IReadOnlyList<LabServer>> ForgottenAsync(LabCloud lab, IReadOnlyList<LabServer> servers) =>
        [.. (await lab.Nova.ServersAsync()).Where(s => s is { Host: Victim, Task: "rebuilding" } && servers.Any(o => o.Id == s.Id))];

    /// <summary>
    /// As an operator does. The service refuses where nova-api had written its record before it died, because nobody can tell whether the move
    /// lies in a queue; whoever has seen that the queues are empty evacuates it with Nova's own client.
    /// </summary>
    static async Task HelpByHandAsync(LabCloud lab, ServiceUnderTest service, LabServer server)
    {
        var answer = await service.Http.PostAsJsonAsync($"v1/instances/{server.Id}/reset-state", new { reason = "nova-api died", by = "ann" });
        if (answer.StatusCode == HttpStatusCode.OK)
            return;
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.NotEmpty(await lab.Nova.MovesOfAsync([server]));
        await lab.Nova.ActAsync(server, "evacuate", new { });
    }
}
