using PolicyHa.Adapters.Storage;
using PolicyHa.Api.Operating;
using PolicyHa.Api.Tests.Support;
using PolicyHa.Engine.History;
using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Compilation;

namespace PolicyHa.Api.Tests;

public class FirstPolicyTests
{
    [Fact]
    public async Task A_stored_policy_that_no_longer_compiles_falls_back_to_the_files_and_says_so()
    {
        var options = ServiceUnderTest.OptionsFor(cloud: null);
        await StoreAsync(options.Storage.Sqlite, PolicyTexts.Broken);

        await using var service = await ServiceUnderTest.StartAsync(options);

        Assert.Equal("1", await service.PolicyRevisionAsync());
        await service.UntilAsync(
            async () => (await service.GetAsync("v1/history?kind=control&what=policy"))["entries"]!.AsArray()
                .Any(e => ((string)e!["text"]!).Contains("can no longer be compiled by this program", StringComparison.Ordinal)),
            "told in the history");
        Assert.Equal(["1 shipped", "old api"], await service.PolicyVersionsAsync());
    }

    [Fact]
    public async Task Without_a_policy_that_compiles_nothing_is_started()
    {
        var options = ServiceUnderTest.OptionsFor(cloud: null);
        await StoreAsync(options.Storage.Sqlite, PolicyTexts.Broken);
        options.Policy.Path = await PolicyTexts.FileAsync(PolicyTexts.Broken);
        var source = new PolicySource(options.Policy);

        var refused = Assert.Throws<NoPolicyException>(
            () => Hosting.ServiceHost.Build(options, source, source.Load()));

        Assert.Equal("HA203", refused.Files.Problems.Single().Code);
    }

    [Fact]
    public async Task Bad_files_do_not_keep_a_stored_policy_from_starting()
    {
        var options = ServiceUnderTest.OptionsFor(cloud: null);
        await StoreAsync(options.Storage.Sqlite, PolicyTexts.Revision("old"));
        options.Policy.Path = await PolicyTexts.FileAsync(PolicyTexts.Broken);

        await using var service = await ServiceUnderTest.StartAsync(options);

        Assert.Equal("old", await service.PolicyRevisionAsync());
        await service.UntilAsync(async () => (await service.GetAsync("v1/policy"))["refused"] is not null, "told");
    }

    /// <summary>It would bring its own files into force, over the heads of the others.</summary>
    [Fact]
    public async Task While_another_replica_lives_a_program_that_cannot_read_what_is_in_force_does_not_start()
    {
        var options = ServiceUnderTest.OptionsFor(cloud: null);
        await StoreAsync(options.Storage.Sqlite, PolicyTexts.Revision("old"), PolicyCompiler.NewestLanguage + 1);
        await using var store = await SqliteStore.OpenAsync(new SqliteOptions { Path = options.Storage.Sqlite }, TimeProvider.System);
        var (source, now) = (new PolicySource(options.Policy), DateTimeOffset.UtcNow);
        await store.Leases.AcquireAsync([], "newer", PolicyCompiler.NewestLanguage + 1, now, TimeSpan.FromMinutes(1), CancellationToken.None);

        var refused = await Assert.ThrowsAsync<NoPolicyException>(
            () => FirstPolicy.ReadAsync(store, source, source.Load(), new CallableServices([]), now, CancellationToken.None));

        Assert.Contains("start the newer program", refused.Message, StringComparison.Ordinal);
        Assert.NotNull(await FirstPolicy.ReadAsync(
            store, source, source.Load(), new CallableServices([]), now.AddMinutes(2), CancellationToken.None));
    }

    [Fact]
    public async Task Before_the_fleet_is_known_another_policy_needs_acceptance()
    {
        await using var service = await ServiceUnderTest.StartAsync(ServiceUnderTest.OptionsFor(cloud: null));

        var (status, put) = await service.PutPolicyAsync(PolicyTexts.Revision("2"));
        var (accepted, _) = await service.PutPolicyAsync(PolicyTexts.Revision("2"), "?accept-new-actions=true");

        Assert.Equal((409, "new-actions", 200), (status, (string?)put["refused"], accepted));
        Assert.Contains("has not been read from the cloud", (string?)put["hint"], StringComparison.Ordinal);
    }

    static async Task StoreAsync(string path, string text, int language = 1)
    {
        await using var store = await SqliteStore.OpenAsync(new SqliteOptions { Path = path }, TimeProvider.System);
        var given = new Dictionary<string, string> { ["settle"] = "100ms", ["observers"] = "1" };
        var version = new PolicyVersion("compute-ha", "old", new string('a', 64));
        await store.PolicyVersions.ActivateAsync(
            new StoredPolicy(version, "root", PolicyOrigin.Api, DateTimeOffset.UnixEpoch, [new PolicyText("old.yaml", text)], given) { Language = language },
            20, new HistoryEntry(DateTimeOffset.UnixEpoch, HistoryKind.Control, "policy in force"), CancellationToken.None);
    }
}
