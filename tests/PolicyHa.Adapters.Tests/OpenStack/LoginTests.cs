using Microsoft.Extensions.DependencyInjection;
using PolicyHa.Engine.Ports;
using PolicyHa.Samples.Cloud.Faults;

namespace PolicyHa.Adapters.Tests.OpenStack;

public sealed class LoginTests
{
    [Fact]
    public async Task A_password_logs_in_as_well_as_an_application_credential()
    {
        await using var run = await CloudRun.StartAsync(options: o =>
        {
            o.ApplicationCredentialId = o.ApplicationCredentialSecret = null;
            (o.Username, o.Password, o.ProjectName) = ("policyha", "policyha", "service");
        });

        Assert.Equal(5, (await run.Topology.ReadAsync(default)).HostCount);
    }

    [Fact]
    public async Task A_secret_may_come_from_a_file()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "policyha-secret\n");
        await using var run = await CloudRun.StartAsync(options: o =>
        {
            o.ApplicationCredentialSecret = null;
            o.ApplicationCredentialSecretFile = file;
        });

        Assert.Equal(5, (await run.Topology.ReadAsync(default)).HostCount);
        File.Delete(file);
    }

    [Fact]
    public async Task Many_callers_log_in_once()
    {
        await using var run = await CloudRun.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => run.Topology.ReadAsync(default)));

        Assert.Equal(1, run.Cloud.TokensIssued);
    }

    [Fact]
    public async Task A_revoked_token_is_replaced_without_anybody_noticing()
    {
        await using var run = await CloudRun.StartAsync();
        await run.Topology.ReadAsync(default);
        run.Cloud.RevokeTokens();

        Assert.Equal(5, (await run.Topology.ReadAsync(default)).HostCount);
        Assert.Equal(2, run.Cloud.TokensIssued);
    }

    [Fact]
    public async Task An_act_goes_out_again_after_its_token_was_not_taken()
    {
        await using var run = await CloudRun.StartAsync();
        await run.LoseAsync("compute-1");
        run.Cloud.RevokeTokens();

        Assert.IsType<ActionAnswer.Accepted>(await run.EvacuateAsync("web-1"));
        Assert.Equal(1, run.Cloud.Audit().Count(Samples.Cloud.World.AuditKind.EvacuationAccepted));
    }

    [Fact]
    public async Task A_token_is_renewed_ahead_and_serves_until_the_new_one_is_there()
    {
        var clock = new ManualClock();
        await using var run = await CloudRun.StartAsync(
            CloudRun.Quick with { Clock = clock }, services: s => s.AddSingleton<TimeProvider>(clock));
        await run.Topology.ReadAsync(default);
        clock.Advance(TimeSpan.FromMinutes(47));
        await run.Topology.ReadAsync(default);
        Assert.Equal(1, run.Cloud.TokensIssued);

        // 49 of 60 minutes: past four fifths. Keystone is away, and the old token goes on serving.
        clock.Advance(TimeSpan.FromMinutes(2));
        run.Cloud.Inject(new ApiFault(ApiArea.Identity, ApiFaultKind.Down));
        Assert.Equal(5, (await run.Topology.ReadAsync(default)).HostCount);
        Assert.Equal(1, run.Cloud.TokensIssued);

        run.Cloud.Heal();
        await UntilAsync(async () =>
        {
            clock.Advance(TimeSpan.FromSeconds(6));
            await run.Topology.ReadAsync(default);
            return run.Cloud.TokensIssued == 2;
        });
    }

    [Fact]
    public async Task Without_Keystone_a_read_is_unavailable_and_an_act_was_not_sent()
    {
        await using var run = await CloudRun.StartAsync(options: o => o.ReadRetriesMax = 0);
        run.Cloud.Inject(new ApiFault(ApiArea.Identity, ApiFaultKind.Error));

        await Assert.ThrowsAsync<OutsideUnavailableException>(() => run.Topology.ReadAsync(default));
        var answer = Assert.IsType<ActionAnswer.Refused>(await run.EvacuateAsync("web-1"));
        Assert.True(answer.Retryable);
        Assert.Contains("was not sent", answer.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_region_that_the_catalogue_lacks_is_named()
    {
        await using var run = await CloudRun.StartAsync(options: o => o.RegionName = "Nowhere");

        var error = await Assert.ThrowsAsync<OutsideUnavailableException>(() => run.Topology.ReadAsync(default));

        Assert.Contains("Nowhere", error.Message, StringComparison.Ordinal);
        Assert.Contains("region_name", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_configured_endpoint_wins_over_the_catalogue()
    {
        await using var run = await CloudRun.StartAsync(options: o =>
        {
            o.RegionName = "Nowhere";
            o.ComputeEndpointOverride = o.AuthUrl.Replace("/identity/v3", "/compute", StringComparison.Ordinal);
        });

        Assert.Equal(5, (await run.Topology.ReadAsync(default)).HostCount);
    }

    static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await holds())
            await Task.Delay(20, limit.Token);
    }
}
