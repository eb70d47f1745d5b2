using PolicyHa.Adapters.OpenStack;
using PolicyHa.Api.Configuration;
using PolicyHa.OpenStack.Tests.Lab;

namespace PolicyHa.OpenStack.Tests;

/// <summary>Masakari's four recovery methods. compute-5 is kept empty for the others, and disabled.</summary>
[Collection(LabCollection.Name)]
public class RecoveryMethodTests
{
    const string Victim = "compute-1";
    const string Reserved = "compute-5";

    [LabFact]
    public async Task Auto_leaves_the_choice_to_the_scheduler_and_the_reserved_host_alone()
    {
        await using var lab = await WithReservedAsync();
        var servers = await lab.Nova.BootAsync("web", 4, Victim);
        await using var service = await lab.ServeAsync(Options(lab, "auto"));

        await LabCloud.LoseAsync(service, Victim);
        await LabCloud.IsOverAsync(service);

        await lab.AssertEachMovedOnceAsync(servers, Victim);
        Assert.DoesNotContain(await lab.Nova.ServersAsync(), s => s.Host == Reserved);
        Assert.Equal("disabled", (string?)(await lab.Nova.ServiceAsync(Reserved))["status"]);
    }

    [LabFact]
    public async Task Reserved_host_takes_them_all_and_has_its_role_back_when_the_dead_host_is_back_in_service()
    {
        await using var lab = await WithReservedAsync();
        var servers = await lab.Nova.BootAsync("web", 4, Victim);
        await using var service = await lab.ServeAsync(Options(lab, "reserved_host"));

        await LabCloud.LoseAsync(service, Victim);
        await LabCloud.IsOverAsync(service);

        await lab.AssertEachMovedOnceAsync(servers, Victim);
        Assert.All(await lab.Nova.ServersAsync(), s => Assert.Equal(Reserved, s.Host));
        Assert.Equal("enabled", (string?)(await lab.Nova.ServiceAsync(Reserved))["status"]);

        await lab.ReturnAsync(service, Victim);
        await LabNova.UntilAsync(async () => (string?)(await lab.Nova.ServiceAsync(Victim))["status"] == "enabled", $"{Victim} back in service");
        await LabNova.UntilAsync(async () => (string?)(await lab.Nova.ServiceAsync(Reserved))["status"] == "disabled", $"{Reserved} reserved again");
        Assert.All(await lab.Nova.ServersAsync(), s => Assert.Equal(Reserved, s.Host));
    }

    [LabFact]
    public async Task Reserved_host_first_and_the_scheduler_when_it_is_gone()
    {
        await using var lab = await WithReservedAsync();
        var servers = await lab.Nova.BootAsync("web", 4, Victim);
        var options = Options(lab, "rh_priority");
        options.Policy.Params["storm_share"] = "60";            // two of five are no storm here
        await using var service = await lab.ServeAsync(options);
        await LabScripts.KillAsync(Reserved);
        await service.ReportAsync(Reserved, "down");

        await LabCloud.LoseAsync(service, Victim);
        await LabNova.UntilAsync(async () => (await lab.Nova.ServersAsync()).All(s => s is { Host: not Victim, IsSettled: true }), "all elsewhere");

        await lab.AssertEachMovedOnceAsync(servers, Victim);
        Assert.DoesNotContain(await lab.Nova.ServersAsync(), s => s.Host == Reserved);
    }

    [LabFact]
    public async Task The_scheduler_first_and_the_reserved_host_for_what_that_has_no_place_for()
    {
        await using var lab = await WithReservedAsync();
        var servers = await lab.Nova.BootAsync("web", 2, Victim);
        // Whoever is the scheduler's to choose belongs to another hard group member already: only the reserved host is free of them.
        var apart = await lab.Nova.GroupAsync("apart", "anti-affinity");
        var member = (await lab.Nova.BootAsync("db-a", 1, Victim, group: apart)).Single();
        foreach (var (name, host) in ((string, string)[])[("db-b", "compute-2"), ("db-c", "compute-3"), ("db-d", "compute-4")])
            await lab.Nova.BootAsync(name, 1, host, group: apart);
        await using var service = await lab.ServeAsync(Options(lab, "auto_priority"));

        await LabCloud.LoseAsync(service, Victim);
        await LabCloud.IsOverAsync(service);

        await lab.AssertEachMovedOnceAsync([.. servers, member], Victim);
        var after = await lab.Nova.ServersAsync();
        Assert.Equal(Reserved, after.Single(s => s.Id == member.Id).Host);
        Assert.All(after.Where(s => s.Name.StartsWith("web", StringComparison.Ordinal)), s => Assert.NotEqual(Reserved, s.Host));
    }

    static async Task<LabCloud> WithReservedAsync()
    {
        var lab = await LabCloud.FreshAsync();
        await lab.Nova.SetServiceAsync(Reserved, new { status = "disabled" });
        return lab;
    }

    static ServiceOptions Options(LabCloud lab, string method)
    {
        var options = lab.Options();
        options.Openstack.Segments["lab"] = new SegmentOptions { Method = method, Hosts = [.. lab.Hosts], Reserved = [Reserved] };
        options.Policy.Path = LabCloud.PolicyWith("re-admission: {mode: auto, healthy: 10s}");
        return options;
    }
}
