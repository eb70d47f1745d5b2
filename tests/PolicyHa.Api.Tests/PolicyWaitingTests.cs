using Microsoft.Data.Sqlite;
using PolicyHa.Api.Configuration;
using PolicyHa.Api.Tests.Support;
using PolicyHa.Samples.Cloud;

namespace PolicyHa.Api.Tests;

/// <summary>
/// A second service cannot open the embedded store; a row says here that one lives, whose program is older than the first rule language.
/// </summary>
public sealed class PolicyWaitingTests : IAsyncLifetime
{
    const string Because = "replica policyha-2/42/7 reads language 0 only";

    SimulatedCloud cloud = null!;
    ServiceOptions options = null!;
    ServiceUnderTest service = null!;

    public async Task InitializeAsync()
    {
        cloud = await Clouds.StartAsync();
        options = ServiceUnderTest.OptionsFor(cloud);
        service = await ServiceUnderTest.ReadyAsync(options);
    }

    public async Task DisposeAsync()
    {
        await service.DisposeAsync();
        await cloud.DisposeAsync();
    }

    [Fact]
    public async Task A_policy_that_another_replica_cannot_read_waits_and_comes_into_force_by_itself()
    {
        Meddle("INSERT INTO replica VALUES ('policyha-2/42/7', 0, '2999-01-01T00:00:00.0000000Z')");

        var (status, put) = await service.PutPolicyAsync(PolicyTexts.Revision("2"), "?accept-new-actions=true");

        Assert.Equal((202, false), (status, (bool)put["activated"]!));
        Assert.Null(put["refused"]);
        Assert.Equal(Because, (string?)put["waiting"]!["because"]);
        var policy = await service.GetAsync("v1/policy");
        Assert.Equal("1", (string?)policy["revision"]);
        Assert.Equal(((string?)put["version"], 1), ((string?)policy["waiting"]!["version"], (int)policy["waiting"]!["language"]!));
        Assert.Equal(["1 shipped"], await service.PolicyVersionsAsync());
        Assert.Contains($"waits: {Because}", await StatusAsync(), StringComparison.Ordinal);
        Assert.Contains("policyha_policy_waiting 1", await service.Http.GetStringAsync("metrics"), StringComparison.Ordinal);

        Meddle("UPDATE replica SET seen_until = '2020-01-01T00:00:00.0000000Z' WHERE owner = 'policyha-2/42/7'");
        await service.UntilAsync(async () => await service.PolicyRevisionAsync() == "2", "in force");

        Assert.Null((await service.GetAsync("v1/policy"))["waiting"]);
        Assert.Equal(["2 api", "1 shipped"], await service.PolicyVersionsAsync());
        Assert.Equal(["policy-waiting", "policy"], await ToldAsync("policy-waiting", "policy"));
    }

    [Fact]
    public async Task What_waits_survives_a_restart_and_ends_when_nobody_is_left_who_cannot_read_it()
    {
        Meddle("INSERT INTO replica VALUES ('policyha-2/42/7', 0, '2999-01-01T00:00:00.0000000Z')");
        await service.PutPolicyAsync(PolicyTexts.Revision("2"), "?accept-new-actions=true");
        await service.DisposeAsync();

        service = await ServiceUnderTest.ReadyAsync(options);        // whoever opens the embedded store is alone

        await service.UntilAsync(async () => await service.PolicyRevisionAsync() == "2", "in force");
        Assert.Equal(["2 api", "1 shipped"], await service.PolicyVersionsAsync());
    }

    [Fact]
    public async Task Whoever_sends_the_policy_in_force_again_withdraws_what_waits()
    {
        Meddle("INSERT INTO replica VALUES ('policyha-2/42/7', 0, '2999-01-01T00:00:00.0000000Z')");
        var inForce = (string?)(await service.GetAsync("v1/policy"))["files"]![0]!["text"];
        await service.PutPolicyAsync(PolicyTexts.Revision("2"), "?accept-new-actions=true");

        var (status, put) = await service.PutPolicyAsync(inForce!);

        Assert.Equal((200, false), (status, (bool)put["activated"]!));
        Assert.Null(put["waiting"]);
        Assert.Null((await service.GetAsync("v1/policy"))["waiting"]);
        Assert.Equal(["policy-waiting", "policy-withdrawn"], await ToldAsync("policy-waiting", "policy-withdrawn"));
    }

    void Meddle(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={options.Storage.Sqlite};Pooling=False;Default Timeout=10");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Of these words the last ones, in order.</summary>
    async Task<IEnumerable<string?>> ToldAsync(params string[] words) =>
        (await service.GetAsync("v1/history?kind=control&limit=1000"))["entries"]!.AsArray().OrderBy(e => (string?)e!["at"], StringComparer.Ordinal)
            .Select(e => (string?)e!["what"]).Where(words.Contains).TakeLast(words.Length);

    async Task<string> StatusAsync() => (await Terminal.RunAsync("status", "--url", service.Url)).Output;
}
