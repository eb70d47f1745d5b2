using PolicyHa.Engine.State;

namespace PolicyHa.Adapters.Tests.Storage.Contracts;

/// <summary>What every <see cref="Engine.Ports.ILeaseStore"/> promises.</summary>
public abstract class LeaseContract(StorageHome home) : StorageContract(home)
{
    static readonly TimeSpan Ttl = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task A_free_segment_is_granted_until_now_and_the_ttl()
    {
        var leases = await AcquireAsync("a", Sample.Now, "s1", "s2");

        Assert.Equal(["s1", "s2"], leases.Select(l => l.Segment.Value));
        Assert.All(leases, l => Assert.Equal(("a", Sample.Now + Ttl), (l.Owner, l.ExpiresAt)));
    }

    [Fact]
    public async Task Another_owner_gets_nothing_before_it_expires_and_a_higher_epoch_after()
    {
        var first = (await AcquireAsync("a", Sample.Now, "s1"))[0];

        Assert.Empty(await AcquireAsync("b", Sample.Now + Ttl - TimeSpan.FromTicks(1), "s1"));
        var taken = Assert.Single(await AcquireAsync("b", Sample.Now + Ttl, "s1"));

        Assert.True(taken.Epoch > first.Epoch);
        Assert.Empty(await AcquireAsync("a", Sample.Now + Ttl, "s1"));
    }

    [Fact]
    public async Task Renewing_keeps_the_epoch_even_after_it_expired()
    {
        var first = (await AcquireAsync("a", Sample.Now, "s1"))[0];
        var renewed = (await AcquireAsync("a", Sample.Now.AddMinutes(1), "s1"))[0];

        Assert.Equal(first with { ExpiresAt = Sample.Now.AddMinutes(1) + Ttl }, renewed);
    }

    [Fact]
    public async Task Only_what_is_granted_is_answered()
    {
        await AcquireAsync("a", Sample.Now, "s1");

        Assert.Equal(["s2"], (await AcquireAsync("b", Sample.Now, "s1", "s2", "s2")).Select(l => l.Segment.Value));
        Assert.Empty(await AcquireAsync("b", Sample.Now));
    }

    [Fact]
    public async Task A_restarted_owner_has_another_name_and_gets_a_higher_epoch()
    {
        var first = (await AcquireAsync("a/1", Sample.Now, "s1"))[0];
        await ReopenAsync();

        Assert.Empty(await AcquireAsync("a/2", Sample.Now, "s1"));
        Assert.True((await AcquireAsync("a/2", Sample.Now + Ttl, "s1"))[0].Epoch > first.Epoch);
    }

    [Fact]
    public async Task Of_many_who_ask_at_once_one_gets_it()
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => Task.Run(() => AcquireAsync($"owner {i}", Sample.Now, "s1"))));

        Assert.Single(answers.SelectMany(a => a));
    }

    protected Task<IReadOnlyList<SegmentLease>> AcquireAsync(string owner, DateTimeOffset now, params string[] segments) =>
        Store.Leases.AcquireAsync(Segments(segments), owner, now, Ttl, None);
}
