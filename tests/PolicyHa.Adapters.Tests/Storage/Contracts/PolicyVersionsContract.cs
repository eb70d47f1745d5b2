using PolicyHa.Engine.History;
using PolicyHa.Engine.Policies;

namespace PolicyHa.Adapters.Tests.Storage.Contracts;

/// <summary>What every <see cref="Engine.Ports.IPolicyVersions"/> promises.</summary>
public abstract class PolicyVersionsContract(StorageHome home) : StorageContract(home)
{
    [Fact]
    public async Task Every_field_comes_back_after_reopening()
    {
        var policy = Policy("1") with
        {
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

    async Task<IEnumerable<string>> RevisionsAsync() =>
        (await Store.PolicyVersions.ListAsync(None)).Select(p => p.Version.Revision);

    Task ActivateAsync(StoredPolicy policy, int keep = 20) => Store.PolicyVersions.ActivatedAsync(
        policy, keep, new HistoryEntry(Sample.Now, HistoryKind.Control, $"{policy.Version.Revision} in force"), None);

    static StoredPolicy Policy(string revision, PolicyOrigin origin = PolicyOrigin.Api) => new(
        new PolicyVersion("compute-ha", revision, $"9f2c41d07a3b{revision}"), "root", origin, Sample.Now,
        [new PolicyText("a.yaml", "policy: compute-ha\n")], new Dictionary<string, string>());
}
