using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Adapters.Tests.OpenStack;

public sealed class InstanceActTests
{
    [Fact]
    public async Task A_live_migration_ends_on_the_named_host()
    {
        await using var run = await CloudRun.StartAsync();

        var answer = await run.Compute.LiveMigrateAsync(
            run.IdOf("web-1"), new("compute-3"), CloudRun.Context(), default);
        Assert.IsType<ActionAnswer.Accepted>(answer);
        var end = await run.MoveEndedAsync("web-1", kind: MoveKind.LiveMigration);

        Assert.Equal((MoveState.Done, VmState.Active, new HostName("compute-3")), (end.State, end.Vm, end.Host));
        Assert.Equal(MoveState.None, (await run.ReadMoveAsync("web-1", kind: MoveKind.Evacuation)).State);
    }

    [Fact]
    public async Task A_live_migration_off_a_dead_host_fails_without_a_word_and_the_record_says_so()
    {
        await using var run = await CloudRun.StartAsync();
        await run.LoseAsync("compute-1");

        await run.Compute.LiveMigrateAsync(run.IdOf("web-1"), null, CloudRun.Context(), default);
        var end = await run.MoveEndedAsync("web-1", kind: MoveKind.LiveMigration);

        Assert.Equal((MoveState.Failed, new HostName("compute-1")), (end.State, end.Host));
    }

    [Fact]
    public async Task A_cold_migration_waits_at_its_new_place_until_it_is_confirmed()
    {
        await using var run = await CloudRun.StartAsync();
        var web = run.IdOf("web-1");

        Assert.IsType<ActionAnswer.Accepted>(await run.Compute.MigrateAsync(web, new("compute-3"), CloudRun.Context(), default));
        await run.Cloud.UntilAsync(_ => run.Cloud.Instance("web-1") is { VmState: "resized", TaskState: null });
        var waits = await run.ReadMoveAsync("web-1", kind: MoveKind.Migration);
        Assert.IsType<ActionAnswer.Accepted>(await run.Compute.ConfirmMigrationAsync(web, CloudRun.Context(), default));
        var end = await run.MoveEndedAsync("web-1", kind: MoveKind.Migration);

        Assert.Equal((MoveState.ToConfirm, new HostName("compute-3")), (waits.State, waits.Host));
        Assert.Equal((MoveState.Done, VmState.Active, new HostName("compute-3")), (end.State, end.Vm, end.Host));
        Assert.Equal(MoveState.None, (await run.ReadMoveAsync("web-1", kind: MoveKind.LiveMigration)).State);
    }

    [Fact]
    public async Task A_cold_migration_off_a_dead_host_is_refused()
    {
        await using var run = await CloudRun.StartAsync();
        await run.LoseAsync("compute-1");

        Assert.IsType<ActionAnswer.Refused>(await run.Compute.MigrateAsync(run.IdOf("web-1"), null, CloudRun.Context(), default));
        Assert.Equal(MoveState.None, (await run.ReadMoveAsync("web-1", kind: MoveKind.Migration)).State);
    }

    [Fact]
    public async Task What_has_not_been_migrated_cannot_be_confirmed()
    {
        await using var run = await CloudRun.StartAsync();

        Assert.True(Assert.IsType<ActionAnswer.Refused>(
            await run.Compute.ConfirmMigrationAsync(run.IdOf("web-1"), CloudRun.Context(), default)).Retryable);
    }

    [Fact]
    public async Task Stop_and_start_may_be_repeated()
    {
        await using var run = await CloudRun.StartAsync();
        var web = run.IdOf("web-1");

        Assert.IsType<ActionAnswer.Accepted>(await run.Compute.StopAsync(web, CloudRun.Context(), default));
        await run.Cloud.UntilAsync(_ => run.Cloud.Instance("web-1") is { VmState: "stopped", TaskState: null });
        Assert.IsType<ActionAnswer.Accepted>(await run.Compute.StopAsync(web, CloudRun.Context(), default));
        Assert.IsType<ActionAnswer.Accepted>(await run.Compute.StartAsync(web, CloudRun.Context(), default));
        await run.Cloud.UntilAsync(_ => run.Cloud.Instance("web-1") is { VmState: "active", TaskState: null });
        Assert.IsType<ActionAnswer.Accepted>(await run.Compute.StartAsync(web, CloudRun.Context(), default));
    }

    [Fact]
    public async Task A_stop_that_meets_another_task_is_refused_for_now()
    {
        await using var run = await CloudRun.StartAsync(CloudRun.Quick with { EvacuateTime = TimeSpan.FromMinutes(5) });
        await run.LoseAsync("compute-1");
        await run.EvacuateAsync("web-1");

        var answer = await run.Compute.StopAsync(run.IdOf("web-1"), CloudRun.Context(), default);

        Assert.True(Assert.IsType<ActionAnswer.Refused>(answer).Retryable);
    }

    [Fact]
    public async Task The_owners_wish_is_written_beside_other_metadata()
    {
        await using var run = await CloudRun.StartAsync();

        await run.Compute.SetProtectionAsync(run.IdOf("web-1"), new ProtectionTag(false, null), default);
        var cleared = run.Cloud.Instance("web-1").Metadata;
        await run.Compute.SetProtectionAsync(run.IdOf("sandbox"), new ProtectionTag(true, "pet"), default);
        var set = run.Cloud.Instance("sandbox").Metadata;

        Assert.Equal(("False", "cattle"), (cleared["HA_Enabled"], cleared["HA_Class"]));
        Assert.Equal(("True", "pet"), (set["HA_Enabled"], set["HA_Class"]));
        Assert.True((await run.Compute.ReadInstanceAsync(run.IdOf("sandbox"), default))!.HaEnabled);
    }

    [Fact]
    public async Task Without_an_address_no_service_is_restarted()
    {
        await using var run = await CloudRun.StartAsync();

        Assert.False(run.Restart.CanRestart(new("compute-1")));
        var answer = await run.Restart.RestartAsync(new("compute-1"), "libvirtd", CloudRun.Context(), default);
        Assert.False(Assert.IsType<ActionAnswer.Refused>(answer).Retryable);
    }
}
