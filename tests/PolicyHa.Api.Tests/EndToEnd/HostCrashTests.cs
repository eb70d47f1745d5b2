namespace PolicyHa.Api.Tests.EndToEnd;

/// <summary>A host crashes; its monitors say so over Kafka.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class HostCrashTests
{
    const string Victim = "compute-1";

    /// <summary>Those of its guests that asked for protection.</summary>
    static readonly string[] Protected = ["orders-db", "mail", "web-1", "web-2"];

    [Fact]
    public async Task A_crashed_host_is_fenced_once_and_its_protected_instances_live_on_elsewhere()
    {
        await using var running = await RunningCloud.StartAsync(monitors: true);

        running.Cloud.Crash(Victim);
        await running.UntilClosedAsync(Victim);

        await running.AssertRecoveredOnceAsync(Victim, Protected);
    }

    /// <summary>All moments at the same time, each with a cloud and a service of its own: most of it is waiting.</summary>
    [Fact]
    public Task A_service_killed_at_any_moment_of_a_recovery_finishes_it_after_its_start_and_does_nothing_twice() =>
        Task.WhenAll(Enum.GetValues<Moment>().Select(KillAtAsync));

    [Fact]
    public async Task A_service_told_to_end_in_a_recovery_ends_well_and_finishes_it_after_its_next_start()
    {
        await using var running = await RunningCloud.StartAsync(monitors: true);
        running.Cloud.Crash(Victim);
        await running.UntilAsync(Moment.PowerOffSent, Victim);

        Assert.Equal(0, await running.Service.TerminateAsync(within: TimeSpan.FromSeconds(10)));
        running.StartService();
        await running.UntilClosedAsync(Victim);

        await running.AssertRecoveredOnceAsync(Victim, Protected);
    }

    static async Task KillAtAsync(Moment moment)
    {
        try
        {
            await using var running = await RunningCloud.StartAsync(monitors: true);
            running.Cloud.Crash(Victim);
            await running.UntilAsync(moment, Victim);

            await running.Service.KillAsync();
            running.StartService();
            await running.UntilClosedAsync(Victim);

            await running.AssertRecoveredOnceAsync(Victim, Protected);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"killed at {moment}: {e.Message}", e);
        }
    }
}
