using Microsoft.Extensions.DependencyInjection;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;
using PolicyHa.Samples.Cloud.Faults;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Adapters.Tests.OpenStack;

public sealed class EvacuationTests
{
    static readonly Engine.Plans.ProofOfDeath Proof = CloudRun.Proof("compute-1");

    [Fact]
    public async Task An_evacuation_is_accepted_then_under_way_then_done_elsewhere()
    {
        await using var run = await CloudRun.StartAsync();
        await run.LoseAsync("compute-1");

        var answer = Assert.IsType<ActionAnswer.Accepted>(await run.EvacuateAsync("web-1"));
        Assert.StartsWith("req-", answer.Reference, StringComparison.Ordinal);
        Assert.Equal(MoveState.UnderWay, (await run.ReadMoveAsync("web-1")).State);
        var end = await run.MoveEndedAsync("web-1");

        Assert.Equal((MoveState.Done, VmState.Active), (end.State, end.Vm));
        Assert.NotEqual(new HostName("compute-1"), end.Host);
        Assert.Equal(run.Cloud.Instance("web-1").Host, end.Host?.Value);
        var mark = run.Cloud.Audit().Events.Single(e => e.Kind is AuditKind.EvacuationAccepted).Mark;
        Assert.Equal(("inc-0123456789ab", "7"), (mark.Incident, mark.Epoch));
    }

    [Fact]
    public async Task The_target_may_be_named()
    {
        await using var run = await CloudRun.StartAsync();
        await run.LoseAsync("compute-1");

        await run.Compute.EvacuateAsync(
            run.IdOf("web-1"), new("compute-4"), Proof, CloudRun.Context(), default);

        Assert.Equal(new HostName("compute-4"), (await run.MoveEndedAsync("web-1")).Host);
    }

    [Fact]
    public async Task A_host_still_in_use_is_refused_for_now()
    {
        await using var run = await CloudRun.StartAsync();

        var answer = Assert.IsType<ActionAnswer.Refused>(await run.EvacuateAsync("web-1"));

        Assert.True(answer.Retryable);
        Assert.Contains("still in use", answer.Reason, StringComparison.Ordinal);
        Assert.Contains("req-", answer.Reason, StringComparison.Ordinal);
        Assert.Equal(MoveState.None, (await run.ReadMoveAsync("web-1")).State);
    }

    [Fact]
    public async Task An_instance_Nova_does_not_know_is_refused_for_good()
    {
        await using var run = await CloudRun.StartAsync();

        var answer = await run.Compute.EvacuateAsync(
            new("00000000-0000-0000-0000-000000000000"), null, Proof, CloudRun.Context(), default);

        Assert.False(Assert.IsType<ActionAnswer.Refused>(answer).Retryable);
        var move = await run.Compute.ReadMoveAsync(
            new("00000000-0000-0000-0000-000000000000"), new("compute-1"), MoveKind.Evacuation, 0, default);
        Assert.Equal((MoveState.None, null, VmState.Deleted), (move.State, move.Host, move.Vm));
    }

    [Fact]
    public async Task Only_records_newer_than_asked_for_count()
    {
        await using var run = await CloudRun.StartAsync();
        await run.LoseAsync("compute-1");
        await run.EvacuateAsync("web-1");
        var first = (await run.MoveEndedAsync("web-1")).Migration;

        Assert.True(first > 0);
        Assert.Equal(MoveState.None, (await run.ReadMoveAsync("web-1", after: first)).State);
    }

    [Fact]
    public async Task A_second_evacuation_by_somebody_else_is_seen_by_its_number()
    {
        await using var run = await CloudRun.StartAsync(
            CloudRun.Quick with { EvacuateTime = TimeSpan.FromSeconds(30) });
        await run.LoseAsync("compute-1");
        await run.EvacuateAsync("web-1");
        var first = await run.ReadMoveAsync("web-1");

        await run.EvacuateAsync("web-1");
        var second = await run.Compute.ReadMoveAsync(
            run.IdOf("web-1"), new("compute-1"), MoveKind.Evacuation, first.Migration, default);

        Assert.True(second.Migration > first.Migration);
        Assert.Equal(MoveState.Failed, second.State);
    }

    [Fact]
    public async Task No_valid_host_is_a_failed_move_with_Novas_words()
    {
        await using var run = await CloudRun.StartAsync();
        foreach (var host in (string[])["compute-1", "compute-2", "compute-3", "compute-4"])
            await run.LoseAsync(host);
        await run.EvacuateAsync("web-1");

        var end = await run.MoveEndedAsync("web-1");

        Assert.Equal((MoveState.Failed, VmState.Error, new HostName("compute-1")), (end.State, end.Vm, end.Host));
        Assert.Contains("No valid host", end.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_answer_is_unclear_and_the_record_tells_that_it_happened()
    {
        await using var run = await CloudRun.StartAsync(options: o => o.ActionTimeout = TimeSpan.FromSeconds(1));
        await run.LoseAsync("compute-1");
        run.Cloud.Inject(new ApiFault(ApiArea.Compute, ApiFaultKind.Slow) { PathContains = "action" });

        Assert.IsType<ActionAnswer.Unclear>(await run.EvacuateAsync("web-1"));

        Assert.NotEqual(MoveState.None, (await run.ReadMoveAsync("web-1")).State);
        Assert.Equal(1, run.Calls.Count("POST "));
    }

    [Theory]
    [InlineData(ApiFaultKind.Error)]
    [InlineData(ApiFaultKind.ErrorAfterEffect)]
    [InlineData(ApiFaultKind.Down)]
    public async Task A_proxy_that_answers_instead_or_a_cut_line_is_unclear_and_nothing_is_repeated(ApiFaultKind fault)
    {
        await using var run = await CloudRun.StartAsync();
        await run.LoseAsync("compute-1");
        run.Cloud.Inject(new ApiFault(ApiArea.Compute, fault) { PathContains = "action" });

        var answer = Assert.IsType<ActionAnswer.Unclear>(await run.EvacuateAsync("web-1"));

        Assert.DoesNotContain("<html>", answer.Reason, StringComparison.Ordinal);
        Assert.Equal(1, run.Calls.Count("POST "));
    }

    [Fact]
    public async Task A_Nova_that_cannot_be_reached_at_all_was_not_asked()
    {
        await using var run = await CloudRun.StartAsync(options: o => o.ReadRetriesMax = 0);
        await run.LoseAsync("compute-1");
        var instance = run.IdOf("web-1");
        await run.Cloud.DisposeAsync();

        var answer = await run.Compute.EvacuateAsync(instance, null, Proof, CloudRun.Context(), default);

        Assert.True(Assert.IsType<ActionAnswer.Refused>(answer).Retryable);
    }

    [Fact]
    public async Task Watching_many_evacuations_takes_few_lists()
    {
        await using var run = await CloudRun.StartAsync(CloudRun.Quick with
        {
            Fleet = Samples.Cloud.Fleet.FleetGenerator.Create(3, 60, seed: 4),
            EvacuateTime = TimeSpan.FromMinutes(5),
        });
        await run.LoseAsync("compute-1");
        var instances = await run.Compute.InstancesOnAsync(new("compute-1"), default);
        foreach (var instance in instances)
            await run.Compute.EvacuateAsync(instance.Id, null, Proof, CloudRun.Context(), default);

        var states = await Task.WhenAll(instances.Select(async i =>
            (await run.Compute.ReadMoveAsync(i.Id, new("compute-1"), MoveKind.Evacuation, 0, default)).State));

        Assert.Equal(60, states.Count(s => s is MoveState.UnderWay));
        Assert.InRange(run.Calls.Count("os-migrations"), 1, 3);
    }

    [Fact]
    public async Task That_it_is_done_a_list_at_hand_may_say_and_where_the_instance_is_is_read_anew()
    {
        var clock = new ManualClock();
        await using var run = await CloudRun.StartAsync(services: s => s.AddSingleton<TimeProvider>(clock));
        await run.LoseAsync("compute-1");
        await run.EvacuateAsync("web-1");
        await run.Cloud.UntilAsync(_ => run.Cloud.Instance("web-1") is { Host: not "compute-1", TaskState: null });
        clock.Advance(TimeSpan.FromSeconds(1));                 // lists from before are too old now, and the next one stays at hand
        Assert.Equal(MoveState.Done, (await run.ReadMoveAsync("web-1")).State);
        var (lists, looks) = (run.Calls.Count("os-migrations"), run.Calls.Count($"servers/{run.IdOf("web-1")}"));

        Assert.Equal(MoveState.Done, (await run.ReadMoveAsync("web-1")).State);

        Assert.Equal(lists, run.Calls.Count("os-migrations"));
        Assert.Equal(looks + 1, run.Calls.Count($"servers/{run.IdOf("web-1")}"));
    }

    [Fact]
    public async Task Never_accepted_is_not_answered_from_a_list_read_before_the_question()
    {
        await using var run = await CloudRun.StartAsync();
        await run.LoseAsync("compute-1");
        // A list without any record is now at hand, fresh enough to be shared.
        Assert.Equal(MoveState.None, (await run.ReadMoveAsync("web-1")).State);

        await run.EvacuateAsync("web-1");

        Assert.NotEqual(MoveState.None, (await run.ReadMoveAsync("web-1")).State);
    }
}
