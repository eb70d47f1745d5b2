using PolicyHa.Engine.History;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.State;

namespace PolicyHa.Adapters.Tests.Storage.Contracts;

/// <summary>What every <see cref="Engine.Ports.IPolicyVersions"/> promises.</summary>
public abstract class PolicyVersionsContract(StorageHome home) : StorageContract(home)
{
    static readonly TimeSpan Alive = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task Every_field_comes_back_after_reopening()
    {
        var policy = Policy("1") with
        {
            Language = 7,
            Author = Sample.Awkward,
            Files = [new PolicyText(Sample.Awkward, Sample.Awkward), new PolicyText("b.yaml", "")],
            Params = new Dictionary<string, string> { ["settle"] = "100ms", [""] = Sample.Awkward },
        };
        await ActivateAsync(policy);

        await ReopenAsync();

        AssertSame<IReadOnlyList<StoredPolicy>>([policy], await Store.PolicyVersions.ListAsync(None));
    }

    [Fact]
    public async Task Before_the_first_one_there_is_none() => Assert.Empty(await Store.PolicyVersions.ListAsync(None));

    [Fact]
    public async Task The_newest_is_first_and_one_that_comes_back_is_there_twice()
    {
        foreach (var revision in (string[])["1", "2", "1"])
            await ActivateAsync(Policy(revision));

        Assert.Equal(["1", "2", "1"], await RevisionsAsync());
    }

    [Fact]
    public async Task Only_the_newest_are_kept_and_the_last_that_came_from_files()
    {
        await ActivateAsync(Policy("0", PolicyOrigin.Shipped), keep: 2);
        await ActivateAsync(Policy("1", PolicyOrigin.File), keep: 2);
        foreach (var revision in (string[])["2", "3", "4"])
            await ActivateAsync(Policy(revision), keep: 2);

        Assert.Equal(["4", "3", "1"], await RevisionsAsync());
    }

    [Fact]
    public async Task The_one_in_force_is_kept_when_only_one_is()
    {
        await ActivateAsync(Policy("1"), keep: 1);
        await ActivateAsync(Policy("2"), keep: 1);

        Assert.Equal(["2"], await RevisionsAsync());
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => ActivateAsync(Policy("3"), keep: 0));
    }

    [Fact]
    public async Task Activations_and_notes_are_lines_of_the_history()
    {
        await ActivateAsync(Policy("1"));
        await Store.PolicyVersions.NoteAsync(Sample.Line("refused"), None);

        Assert.Equal(["1 in force", "refused"], await HistoryTextsAsync());
    }

    [Fact]
    public async Task A_policy_that_somebody_who_lives_cannot_read_does_not_come_into_force()
    {
        await ActivateAsync(Policy("1"));
        await LiveAsync("old", 1);
        await LiveAsync("new", 2);

        var keptOutBy = await ActivateAsync(Policy("2") with { Language = 2 });

        Assert.Equal(["old"], keptOutBy.Select(r => r.Owner));
        Assert.Equal(["1"], await RevisionsAsync());
        Assert.Equal(["1 in force"], await HistoryTextsAsync());
        Assert.Empty(await ActivateAsync(Policy("2") with { Language = 2, ActivatedAt = Sample.Now + Alive }));
        Assert.Equal(["2", "1"], await RevisionsAsync());
    }

    [Fact]
    public async Task The_waiting_policy_is_kept_with_every_field_and_a_newer_one_replaces_it()
    {
        Assert.Null(await Store.PolicyVersions.WaitingAsync(None));
        var waiting = Policy("3") with { Language = 2, Author = Sample.Awkward, Params = new Dictionary<string, string> { ["settle"] = "100ms" } };
        await WaitAsync(Policy("2") with { Language = 2 });
        await WaitAsync(waiting);

        await ReopenAsync();

        AssertSame(waiting, await Store.PolicyVersions.WaitingAsync(None));
        Assert.Equal(["waits", "waits"], await HistoryTextsAsync());
        await WaitAsync(null);
        Assert.Null(await Store.PolicyVersions.WaitingAsync(None));
    }

    [Fact]
    public async Task The_waiting_policy_comes_into_force_once_when_everybody_reads_it()
    {
        var waiting = Policy("2") with { Language = 2 };
        await ActivateAsync(Policy("1"));
        await LiveAsync("old", 1);
        await WaitAsync(waiting);

        Assert.False(await ActivateWaitingAsync(waiting));
        await LiveAsync("old", 2);
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => ActivateWaitingAsync(waiting))));

        Assert.Single(answers, inForce => inForce);
        Assert.Equal(["2", "1"], await RevisionsAsync());
        Assert.Null(await Store.PolicyVersions.WaitingAsync(None));
        Assert.Equal(["1 in force", "waits", "2 in force"], await HistoryTextsAsync());
    }

    [Fact]
    public async Task Another_policy_than_the_waiting_one_is_not_taken_for_it()
    {
        await WaitAsync(Policy("3"));

        Assert.False(await ActivateWaitingAsync(Policy("2")));
        Assert.Empty(await RevisionsAsync());
        Assert.NotNull(await Store.PolicyVersions.WaitingAsync(None));
    }

    [Fact]
    public async Task A_policy_that_comes_into_force_ends_the_waiting_of_another()
    {
        await WaitAsync(Policy("2") with { Language = 2 });
        await ActivateAsync(Policy("1"));

        Assert.Null(await Store.PolicyVersions.WaitingAsync(None));
    }

    Task WaitAsync(StoredPolicy? policy) => Store.PolicyVersions.KeepWaitingAsync(policy, Sample.Line("waits"), None);

    Task<bool> ActivateWaitingAsync(StoredPolicy policy) =>
        Store.PolicyVersions.ActivateWaitingAsync(policy, 20, Sample.Line($"{policy.Version.Revision} in force"), None);

    Task<LeaseRenewal> LiveAsync(string owner, int language) => Store.Leases.AcquireAsync([], owner, language, Sample.Now, Alive, None);

    async Task<IEnumerable<string>> RevisionsAsync() =>
        (await Store.PolicyVersions.ListAsync(None)).Select(p => p.Version.Revision);

    Task<IReadOnlyList<Replica>> ActivateAsync(StoredPolicy policy, int keep = 20) => Store.PolicyVersions.ActivateAsync(
        policy, keep, new HistoryEntry(Sample.Now, HistoryKind.Control, $"{policy.Version.Revision} in force"), None);

    static StoredPolicy Policy(string revision, PolicyOrigin origin = PolicyOrigin.Api) => Sample.Policy(revision) with { Origin = origin };
}
