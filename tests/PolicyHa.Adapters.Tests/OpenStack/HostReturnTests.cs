using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;
using PolicyHa.Samples.Cloud;
using PolicyHa.Samples.Cloud.Fleet;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Adapters.Tests.OpenStack;

/// <summary>A fenced host comes back, and a host is taken out for work.</summary>
public sealed class HostReturnTests
{
    static readonly CloudOptions TwoZones = CloudRun.Quick with
    {
        Fleet = new FleetPlan([new HostPlan("compute-1") { Aggregates = ["ha"] }, new HostPlan("compute-2") { Zone = "az2", Aggregates = ["ssd"] }], []),
    };

    [Fact]
    public async Task A_fenced_host_counts_as_living_only_when_it_has_removed_its_old_copies()
    {
        await using var run = await CloudRun.StartAsync();
        await run.LoseAsync("compute-1");
        await run.EvacuateAsync("web-1");
        Assert.Equal(new EvacuationsLeft(1, 0), await run.Compute.ReadEvacuationsLeftAsync(new("compute-1"), default));
        await run.MoveEndedAsync("web-1");
        Assert.Equal(new EvacuationsLeft(0, 1), await run.Compute.ReadEvacuationsLeftAsync(new("compute-1"), default));

        var tooSoon = Assert.IsType<ActionAnswer.Refused>(await ClearAsync(run));
        Assert.True(tooSoon.Retryable);
        Assert.Contains("Unable to force up host", tooSoon.Reason, StringComparison.Ordinal);

        run.Cloud.Revive("compute-1");
        await UntilAsync(async () => await run.Compute.ReadEvacuationsLeftAsync(new("compute-1"), default) == new EvacuationsLeft(0, 0));
        Assert.IsType<ActionAnswer.Accepted>(await ClearAsync(run));
        await UntilAsync(async () => await run.Compute.ReadHostAsync(new("compute-1"), default) is { Up: true });
        var known = await run.Compute.ReadHostAsync(new("compute-1"), default);
        Assert.True(known is { ForcedDown: false, Disabled: true }, $"{known}");
        Assert.Equal("7", run.Cloud.Audit().Events.Single(e => e.Kind is AuditKind.ForcedDownCleared).Mark.Epoch);
    }

    [Fact]
    public async Task A_reserved_host_joins_an_aggregate_once_and_leaves_it_again()
    {
        await using var run = await CloudRun.StartAsync(TwoZones);
        var (host, other) = (new HostName("compute-1"), "ssd");
        var before = await run.Compute.ReadAggregatesOfAsync(host, default);
        Assert.Contains("ha", before);

        for (var i = 0; i < 2; i++)                         // who is in already would be answered 409, who is out 404
            Assert.IsType<ActionAnswer.Accepted>(await run.Compute.JoinAggregateAsync(host, other, CloudRun.Context(), default));
        Assert.Equal(before.Append(other).Order(), (await run.Compute.ReadAggregatesOfAsync(host, default)).Order());
        for (var i = 0; i < 2; i++)
            Assert.IsType<ActionAnswer.Accepted>(await run.Compute.LeaveAggregateAsync(host, other, CloudRun.Context(), default));
        Assert.Equal(before, await run.Compute.ReadAggregatesOfAsync(host, default));
    }

    [Fact]
    public async Task An_aggregate_of_another_zone_or_of_no_name_that_Nova_knows_is_refused_for_good()
    {
        await using var run = await CloudRun.StartAsync(TwoZones);
        var zone = Assert.IsType<ActionAnswer.Refused>(await run.Compute.JoinAggregateAsync(new("compute-1"), "az2", CloudRun.Context(), default));
        Assert.Contains("already in availability zone", zone.Reason, StringComparison.Ordinal);
        var unknown = Assert.IsType<ActionAnswer.Refused>(await run.Compute.JoinAggregateAsync(new("compute-1"), "no-such", CloudRun.Context(), default));
        Assert.Equal((false, false, "Nova has no aggregate no-such"), (zone.Retryable, unknown.Retryable, unknown.Reason));
    }

    [Fact]
    public async Task Work_disables_a_host_with_its_reason_and_enabling_forgets_it()
    {
        await using var run = await CloudRun.StartAsync();

        await run.Compute.DisableAsync(new("compute-1"), $"{ComputeHost.ForWork}new fans by bo", CloudRun.Context(), default);
        var worked = await run.Compute.ReadHostAsync(new("compute-1"), default);
        await run.Compute.EnableAsync(new("compute-1"), CloudRun.Context(), default);
        var after = await run.Compute.ReadHostAsync(new("compute-1"), default);

        Assert.Equal(new ComputeStanding(true, false, true, $"{ComputeHost.OurReason}{ComputeHost.ForWork}new fans by bo"), worked);
        Assert.Equal(new ComputeStanding(true, false, false, null), after);
        Assert.Equal(2, run.Calls.Count("PUT "));
    }

    [Fact]
    public async Task A_reason_that_is_longer_than_Nova_takes_is_cut()
    {
        await using var run = await CloudRun.StartAsync();

        var answer = await run.Compute.DisableAsync(new("compute-1"), new string('x', 1_000), CloudRun.Context(), default);

        Assert.IsType<ActionAnswer.Accepted>(answer);
        Assert.Equal(255, (await run.Compute.ReadHostAsync(new("compute-1"), default))!.DisabledReason!.Length);
    }

    [Fact]
    public async Task A_host_Nova_does_not_know_is_neither_read_nor_changed()
    {
        await using var run = await CloudRun.StartAsync();

        Assert.Null(await run.Compute.ReadHostAsync(new("compute-99"), default));
        Assert.Equal(new EvacuationsLeft(0, 0), await run.Compute.ReadEvacuationsLeftAsync(new("compute-99"), default));
        foreach (var answer in new[]
        {
            await ClearAsync(run, "compute-99"),
            await run.Compute.DisableAsync(new("compute-99"), "work", CloudRun.Context(), default),
            await run.Compute.EnableAsync(new("compute-99"), CloudRun.Context(), default),
        })
        {
            Assert.False(Assert.IsType<ActionAnswer.Refused>(answer).Retryable);
        }

        Assert.Equal(0, run.Calls.Count("PUT "));
    }

    static Task<ActionAnswer> ClearAsync(CloudRun run, string host = "compute-1") =>
        run.Compute.ClearForcedDownAsync(new(host), CloudRun.Context("inc-0123456789ab/2/clear-forced-down"), default);

    static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await holds())
            await Task.Delay(20, limit.Token);
    }
}
