using PolicyHa.Api.Tests.EndToEnd;
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
    public async Task A_nova_api_that_restarts_in_the_middle_costs_time_and_nothing_else()
    {
        await using var lab = await LabCloud.FreshAsync();
        var servers = await lab.Nova.BootAsync("web", 12, Victim);
        await using var service = await lab.ServeAsync();
        await LabCloud.LoseAsync(service, Victim);
        await LabNova.UntilAsync(async () => (await lab.Nova.MovesOfAsync(servers)).Count >= 2, "evacuations under way");

        await LabScripts.StopServiceAsync("nova-api");
        await Task.Delay(TimeSpan.FromSeconds(3));
        await LabScripts.StartServiceAsync("nova-api");
        await LabCloud.IsOverAsync(service);

        await lab.AssertEachMovedOnceAsync(servers, Victim);
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
}
