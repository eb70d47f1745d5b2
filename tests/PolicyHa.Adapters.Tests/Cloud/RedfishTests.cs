using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Adapters.Tests.Cloud;

public sealed class RedfishTests : CloudTest
{
    [Fact]
    public async Task The_service_root_is_open_and_the_rest_wants_a_password()
    {
        Assert.Equal(200, (await Client.Get("/bmc/compute-1/redfish/v1/")).Status);
        var refused = await Client.Get("/bmc/compute-1/redfish/v1/Systems");
        Assert.Equal(401, refused.Status);
        Assert.Equal("Base.1.8.NoValidSession",
            refused.Json["error"]!["@Message.ExtendedInfo"]![0]!["MessageId"]!.ToString());

        var systems = await Client.Get("/bmc/compute-1/redfish/v1/Systems", CloudClient.Basic("admin:password"));
        var system = await Client.Get(systems.Json["Members"]![0]!["@odata.id"]!.ToString(),
            CloudClient.Basic("admin:password"));
        Assert.Equal("compute-1", system.Json["HostName"]!.ToString());
        Assert.Equal("/bmc/compute-1/redfish/v1/Systems/1/Actions/ComputerSystem.Reset",
            system.Json["Actions"]!["#ComputerSystem.Reset"]!["target"]!.ToString());
        Assert.Equal(401, (await Client.Reset("compute-1", "ForceOff", "admin:wrong")).Status);
        Assert.Equal("On", await Client.Power("compute-1"));
    }

    [Fact]
    public async Task ForceOff_takes_a_moment_and_stops_every_guest()
    {
        Assert.Equal(204, (await Client.Reset("compute-1", "ForceOff")).Status);
        Assert.Equal("On", await Client.Power("compute-1"));

        Clock.Pass(1);
        Assert.Equal("Off", await Client.Power("compute-1"));
        Assert.Empty(Cloud.Host("compute-1").RunningGuests);
        Assert.Empty(Cloud.Audit().Violations);
    }

    [Fact]
    public async Task On_boots_the_host_again_with_its_services()
    {
        await Client.Reset("compute-1", "ForceOff");
        Clock.Pass(2);
        Assert.Equal(204, (await Client.Reset("compute-1", "On")).Status);
        Clock.Pass(2);

        Assert.Equal(("on", "running"), (Cloud.Host("compute-1").Power, Cloud.Host("compute-1").NovaCompute));
        Assert.Equal("SHUTOFF", Cloud.Instance("web-1").Status);   // its guests did not come back by themselves
    }

    [Fact]
    public async Task A_second_power_off_is_told_but_not_one_to_a_host_that_went_off_by_itself()
    {
        Cloud.Kill("compute-2");
        await Client.Reset("compute-2", "ForceOff");
        Assert.Empty(Cloud.Audit().Violations);

        await Client.Reset("compute-1", "ForceOff");
        Clock.Pass(2);
        await Client.Reset("compute-1", "ForceOff");
        Assert.Equal(AuditKind.SecondPowerOff, Assert.Single(Cloud.Audit().Violations).Kind);
    }

    [Fact]
    public async Task A_lying_bmc_says_yes_and_does_nothing()
    {
        Cloud.SetBmc("compute-1", BmcFault.Lies);
        Assert.Equal(204, (await Client.Reset("compute-1", "ForceOff")).Status);
        Clock.Pass(600);

        Assert.Equal("On", await Client.Power("compute-1"));
        Assert.NotEmpty(Cloud.Host("compute-1").RunningGuests);
    }

    [Fact]
    public async Task A_hanging_bmc_never_answers()
    {
        Cloud.SetBmc("compute-1", BmcFault.Hangs);
        var call = Client.Reset("compute-1", "ForceOff");
        Assert.Equal("On", await Client.Power("compute-2"));

        Assert.False(call.IsCompleted);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(401)]
    public async Task A_failing_bmc_answers_its_status(int status)
    {
        Cloud.SetBmc("compute-1", BmcFault.Errors, status);
        Assert.Equal(status, (await Client.Reset("compute-1", "ForceOff")).Status);
        Clock.Pass(5);
        Assert.Equal("on", Cloud.Host("compute-1").Power);
    }

    [Fact]
    public async Task A_bmc_may_answer_an_error_and_still_do_it()
    {
        Cloud.SetBmc("compute-1", BmcFault.WorksButAnswersError);
        Assert.Equal(500, (await Client.Reset("compute-1", "ForceOff")).Status);
        Clock.Pass(1);
        Assert.Equal("Off", await Client.Power("compute-1"));
    }

    [Fact]
    public async Task A_stale_bmc_shows_the_old_power_state_for_a_while()
    {
        Cloud.SetBmc("compute-1", BmcFault.None, staleFor: TimeSpan.FromSeconds(30));
        await Client.Reset("compute-1", "ForceOff");
        Clock.Pass(10);
        Assert.Equal(("off", "On"), (Cloud.Host("compute-1").Power, await Client.Power("compute-1")));

        Clock.Pass(25);
        Assert.Equal("Off", await Client.Power("compute-1"));
    }

    [Fact]
    public async Task A_slow_bmc_answers_in_its_time()
    {
        Cloud.SetBmc("compute-1", new BmcManner { AnswerTime = TimeSpan.FromSeconds(0.3) });
        var began = Environment.TickCount64;
        Assert.Equal("On", await Client.Power("compute-1"));
        Assert.InRange(Environment.TickCount64 - began, 250, 20_000);
    }

    [Fact]
    public async Task A_bmc_of_another_host_shows_and_switches_that_one()
    {
        Assert.Equal(200, (await Client.Post("/control/bmc/compute-1", """{"wiredTo":"compute-2"}""")).Status);
        Assert.Equal(404, (await Client.Post("/control/bmc/compute-1", """{"wiredTo":"nohost"}""")).Status);
        var system = await Client.Get("/bmc/compute-1/redfish/v1/Systems/1", CloudClient.Basic("admin:password"));
        Assert.Equal("compute-2", system.Json["HostName"]!.ToString());

        await Client.Reset("compute-1", "ForceOff");
        Clock.Pass(1);
        Assert.Equal(("on", "off"), (Cloud.Host("compute-1").Power, Cloud.Host("compute-2").Power));
        Assert.Equal("Off", await Client.Power("compute-1"));
    }

    [Fact]
    public async Task Power_may_go_late_and_come_back_by_itself()
    {
        await Client.Post("/control/bmc/compute-1", """{"powerOffSeconds":5,"powerReturnsAfterSeconds":10}""");
        await Client.Reset("compute-1", "ForceOff");
        Clock.Pass(4);
        Assert.Equal("On", await Client.Power("compute-1"));
        Clock.Pass(1);
        Assert.Equal("Off", await Client.Power("compute-1"));
        Clock.Pass(10);
        Assert.Equal("On", await Client.Power("compute-1"));
    }

    [Theory]
    [InlineData("""{"taskSeconds":5}""", 204, "Off")]
    [InlineData("""{"taskSeconds":5,"fault":"task-fails"}""", 500, "On")]
    public async Task A_reset_may_be_a_task_whose_monitor_tells_the_end(string manner, int end, string power)
    {
        await Client.Post("/control/bmc/compute-1", manner);
        var taken = await Client.Reset("compute-1", "ForceOff");
        Assert.Equal((202, "Running"), (taken.Status, taken.Json["TaskState"]!.ToString()));
        Assert.Equal(202, (await Client.Get(taken.Header("Location"), CloudClient.Basic("admin:password"))).Status);

        Clock.Pass(5);
        Assert.Equal(end, (await Client.Get(taken.Header("Location"), CloudClient.Basic("admin:password"))).Status);
        Assert.Equal(power, await Client.Power("compute-1"));
    }

    [Fact]
    public async Task Some_bmcs_refuse_ForceOff_while_off()
    {
        Cloud.SetBmc("compute-1", BmcFault.RefusesWhenOff);
        Cloud.Kill("compute-1");
        Assert.Equal(409, (await Client.Reset("compute-1", "ForceOff")).Status);
    }

    [Fact]
    public async Task A_crashed_host_has_power_and_does_not_listen_to_a_graceful_shutdown()
    {
        Cloud.Crash("compute-1");
        Assert.Equal("On", await Client.Power("compute-1"));
        Assert.Equal(204, (await Client.Reset("compute-1", "GracefulShutdown")).Status);
        Clock.Pass(600);
        Assert.Equal("On", await Client.Power("compute-1"));
    }

    [Fact]
    public async Task Unknown_reset_types_and_hosts_are_refused()
    {
        Assert.Equal(400, (await Client.Reset("compute-1", "Explode")).Status);
        Assert.Equal(404, (await Client.Reset("nohost", "ForceOff")).Status);
        Assert.Equal(404, (await Client.Get("/bmc/compute-1/redfish/v1/Chassis",
            CloudClient.Basic("admin:password"))).Status);
    }
}
