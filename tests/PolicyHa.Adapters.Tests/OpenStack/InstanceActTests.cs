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
    public async Task A_live_migration_that_is_aborted_leaves_the_instance_where_it_was()
    {
        await using var run = await CloudRun.StartAsync(CloudRun.Quick with { MigrateTime = TimeSpan.FromMinutes(5) });
        var web = run.IdOf("web-1");
        await run.Compute.LiveMigrateAsync(web, null, CloudRun.Context(), default);
        var under = await run.ReadMoveAsync("web-1", kind: MoveKind.LiveMigration);

        var answer = Assert.IsType<ActionAnswer.Accepted>(await run.Compute.AbortLiveMigrationAsync(web, under.Migration, CloudRun.Context(), default));
        var end = await run.MoveEndedAsync("web-1", kind: MoveKind.LiveMigration);
        var again = Assert.IsType<ActionAnswer.Refused>(await run.Compute.AbortLiveMigrationAsync(web, under.Migration, CloudRun.Context(), default));

        Assert.StartsWith("req-", answer.Reference, StringComparison.Ordinal);
        Assert.Equal(MoveState.UnderWay, under.State);
        Assert.Equal((MoveState.Failed, VmState.Active, new HostName("compute-1"), null), (end.State, end.Vm, end.Host, end.TaskState));
        Assert.Equal(["compute-1"], run.Cloud.Instance("web-1").RunningOn);
        Assert.True(again.Retryable);
    }

    [Fact]
    public async Task Only_the_live_migration_that_is_named_is_aborted()
    {
        await using var run = await CloudRun.StartAsync(CloudRun.Quick with { MigrateTime = TimeSpan.FromMinutes(5) });
        var web = run.IdOf("web-1");
        await run.Compute.LiveMigrateAsync(web, null, CloudRun.Context(), default);

        Assert.IsType<ActionAnswer.Refused>(await run.Compute.AbortLiveMigrationAsync(web, 99, CloudRun.Context(), default));
        Assert.Equal(MoveState.UnderWay, (await run.ReadMoveAsync("web-1", kind: MoveKind.LiveMigration)).State);
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
    public async Task A_reboot_is_on_record_as_soon_as_it_is_accepted_and_each_has_an_id_of_its_own()
    {
        await using var run = await CloudRun.StartAsync();
        var web = run.IdOf("web-1");
        await run.Compute.StopAsync(run.IdOf("web-2"), CloudRun.Context(), default);

        Assert.Null(await run.Compute.ReadNewestRebootAsync(web, default));
        var first = Assert.IsType<ActionAnswer.Accepted>(await run.Compute.RebootAsync(web, CloudRun.Context(), default));
        Assert.Equal(first.Reference, await run.Compute.ReadNewestRebootAsync(web, default));
        await run.Cloud.UntilAsync(_ => run.Cloud.Instance("web-1") is { VmState: "active", TaskState: null });
        var second = Assert.IsType<ActionAnswer.Accepted>(await run.Compute.RebootAsync(web, CloudRun.Context(), default));

        Assert.NotEqual(first.Reference, second.Reference);
        Assert.Equal(second.Reference, await run.Compute.ReadNewestRebootAsync(web, default));
        Assert.Null(await run.Compute.ReadNewestRebootAsync(run.IdOf("web-2"), default));
    }

    [Fact]
    public async Task A_reboot_that_meets_another_task_is_refused_for_now()
    {
        await using var run = await CloudRun.StartAsync();
        run.Cloud.SetState("web-1", task: "image_snapshot");

        Assert.True(Assert.IsType<ActionAnswer.Refused>(await run.Compute.RebootAsync(run.IdOf("web-1"), CloudRun.Context(), default)).Retryable);
    }

    [Fact]
    public async Task While_it_reboots_its_task_says_so()
    {
        await using var run = await CloudRun.StartAsync(CloudRun.Quick with { GuestActionTime = TimeSpan.FromMinutes(5) });
        var web = run.IdOf("web-1");

        Assert.IsType<ActionAnswer.Accepted>(await run.Compute.RebootAsync(web, CloudRun.Context(), default));
        Assert.Equal("rebooting_hard", (await run.Compute.ReadInstanceAsync(web, default))!.TaskState);
    }

    [Fact]
    public async Task Of_an_instance_that_is_gone_no_reboot_is_on_record()
    {
        await using var run = await CloudRun.StartAsync();
        Assert.Null(await run.Compute.ReadNewestRebootAsync(new InstanceId("00000000-0000-0000-0000-000000000000"), default));
    }

    [Fact]
    public async Task A_reset_state_empties_the_task_and_may_be_repeated()
    {
        await using var run = await CloudRun.StartAsync();
        var web = run.IdOf("web-1");
        await run.LoseAsync("compute-1");
        run.Cloud.SetState("web-1", task: "rebuilding");

        for (var time = 0; time < 2; time++)
        {
            Assert.IsType<ActionAnswer.Accepted>(await run.Compute.ResetStateAsync(web, default));
            var now = (await run.Compute.ReadInstanceAsync(web, default))!;
            Assert.Equal((VmState.Error, null), (now.State, now.TaskState));
        }

        await run.EvacuateAsync("web-1");
        Assert.Equal(MoveState.Done, (await run.MoveEndedAsync("web-1")).State);
        Assert.Empty(run.Cloud.Audit().Violations);
    }

    [Fact]
    public async Task Moves_that_have_not_ended_are_told_wherever_they_began()
    {
        await using var run = await CloudRun.StartAsync(CloudRun.Quick with { EvacuateTime = TimeSpan.FromMinutes(5) });
        var (web, mover) = (run.IdOf("web-1"), run.IdOf("web-2"));
        Assert.Empty(await run.Compute.ReadMovesUnderWayAsync(mover, default));
        await run.Compute.MigrateAsync(mover, new("compute-3"), CloudRun.Context(), default);
        await run.Cloud.UntilAsync(_ => run.Cloud.Instance("web-2") is { VmState: "resized", TaskState: null });
        Assert.Contains("finished to compute-3 away from ", Assert.Single(await run.Compute.ReadMovesUnderWayAsync(mover, default)), StringComparison.Ordinal);

        await run.LoseAsync("compute-1");
        await run.EvacuateAsync("web-1");
        Assert.EndsWith("away from compute-1", Assert.Single(await run.Compute.ReadMovesUnderWayAsync(web, default)), StringComparison.Ordinal);
        Assert.Equal(1, run.Calls.Count($"os-migrations?instance_uuid={web}&"));
    }

    [Fact]
    public async Task A_lock_carries_our_mark_and_its_reason_and_can_be_taken_away()
    {
        await using var run = await CloudRun.StartAsync();
        var web = run.IdOf("web-1");

        Assert.IsType<ActionAnswer.Accepted>(await run.Compute.LockAsync(web, $"ann: {new string('x', 300)}", default));
        var locked = (await run.Compute.ReadInstanceAsync(web, default))!;
        Assert.True(locked.IsLockedByUs);
        Assert.StartsWith("policyha ann: xxx", locked.LockedReason, StringComparison.Ordinal);
        Assert.Equal(255, locked.LockedReason!.Length);

        Assert.IsType<ActionAnswer.Accepted>(await run.Compute.UnlockAsync(web, default));
        var free = (await run.Compute.ReadInstanceAsync(web, default))!;
        Assert.Equal((false, null, false), (free.Locked, free.LockedReason, free.IsLockedByUs));
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
    public async Task The_owners_wish_is_taken_out_and_other_metadata_stays()
    {
        await using var run = await CloudRun.StartAsync();
        var web = run.IdOf("web-1");
        await run.Compute.SetProtectionAsync(web, new ProtectionTag(false, null), default);

        Assert.IsType<ActionAnswer.Accepted>(await run.Compute.ClearProtectionAsync(web, default));
        Assert.IsType<ActionAnswer.Accepted>(await run.Compute.ClearProtectionAsync(web, default));
        var left = run.Cloud.Instance("web-1").Metadata;
        Assert.IsType<ActionAnswer.Refused>(await run.Compute.ClearProtectionAsync(new("00000000-0000-0000-0000-000000000000"), default));

        Assert.DoesNotContain("HA_Enabled", left.Keys);
        Assert.Equal("cattle", left["HA_Class"]);
        Assert.Equal(HaSource.None, (await run.Compute.ReadInstanceAsync(web, default))!.HaSource);
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
