using PolicyHa.Engine;
using PolicyHa.Engine.Ports;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Adapters.Tests.OpenStack;

public sealed class ForceDownTests
{
    [Fact]
    public async Task One_call_disables_and_forces_down_and_says_for_what()
    {
        await using var run = await CloudRun.StartAsync();
        run.Cloud.Kill("compute-1");
        Assert.False(await run.Compute.IsForcedDownAsync(new("compute-1"), default));

        var answer = await run.Compute.ForceDownAsync(
            new("compute-1"), CloudRun.Proof("compute-1"), CloudRun.Context("inc-0123456789ab/1/force-down"), default);

        Assert.StartsWith("req-", Assert.IsType<ActionAnswer.Accepted>(answer).Reference, StringComparison.Ordinal);
        Assert.Equal(1, run.Calls.Count("PUT "));
        Assert.True(await run.Compute.IsForcedDownAsync(new("compute-1"), default));
        var done = run.Cloud.Audit().Events.Single(e => e.Kind is AuditKind.ForcedDown);
        Assert.Equal(
            ("inc-0123456789ab", "inc-0123456789ab/1/force-down", "7"),
            (done.Mark.Incident, done.Mark.Step, done.Mark.Epoch));
        Assert.Matches(
            "^req-[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", done.Mark.RequestId);
    }

    [Fact]
    public async Task Twice_is_as_once()
    {
        await using var run = await CloudRun.StartAsync();
        await run.LoseAsync("compute-1");
        await run.LoseAsync("compute-1");

        Assert.True(await run.Compute.IsForcedDownAsync(new("compute-1"), default));
    }

    [Fact]
    public async Task The_proof_of_another_hosts_death_is_none()
    {
        await using var run = await CloudRun.StartAsync();

        await Assert.ThrowsAsync<InvariantBrokenException>(() => run.Compute.ForceDownAsync(
            new("compute-1"), CloudRun.Proof("compute-2"), CloudRun.Context(), default));
    }

    [Fact]
    public async Task A_host_Nova_does_not_know_is_refused()
    {
        await using var run = await CloudRun.StartAsync();

        var answer = await run.Compute.ForceDownAsync(
            new("compute-99"), CloudRun.Proof("compute-99"), CloudRun.Context(), default);

        Assert.False(Assert.IsType<ActionAnswer.Refused>(answer).Retryable);
        Assert.False(await run.Compute.IsForcedDownAsync(new("compute-99"), default));
    }
}
