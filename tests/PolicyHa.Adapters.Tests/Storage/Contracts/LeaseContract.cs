using PolicyHa.Engine.Policies;
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

    [Fact]
    public async Task Whoever_renews_is_alive_until_now_and_the_ttl_and_reads_what_it_says()
    {
        await RenewAsync("b", 1, Sample.Now);
        var seen = await RenewAsync("a", 2, Sample.Now.AddSeconds(1), "s1");

        Replica[] both = [new("a", 2, Sample.Now.AddSeconds(1) + Ttl), new("b", 1, Sample.Now + Ttl)];
        Assert.True(seen.IsAdmitted);
        Assert.Equal(both, seen.Live);
        Assert.Equal(both, await Store.Leases.LiveAsync(Sample.Now.AddSeconds(1), None));
        Assert.Equal([both[0]], await Store.Leases.LiveAsync(Sample.Now + Ttl, None));
        Assert.Empty(await Store.Leases.LiveAsync(Sample.Now.AddMinutes(1), None));
    }

    [Fact]
    public async Task A_replica_that_comes_back_with_another_program_reads_what_that_reads()
    {
        await RenewAsync("a", 1, Sample.Now);
        await RenewAsync("a", 2, Sample.Now);

        Assert.Equal(2, Assert.Single(await Store.Leases.LiveAsync(Sample.Now, None)).Language);
    }

    [Fact]
    public async Task Who_cannot_read_the_policy_in_force_gets_no_lease_and_does_not_count()
    {
        await RenewAsync("old", 1, Sample.Now, "s1");
        await Store.PolicyVersions.ActivateAsync(Sample.Policy("2", language: 2) with { ActivatedAt = Sample.Now + Ttl }, 20, Sample.Line("2"), None);

        var refused = await RenewAsync("old", 1, Sample.Now + Ttl, "s1", "s2");

        Assert.False(refused.IsAdmitted);
        Assert.Empty(refused.Granted);
        Assert.Empty(refused.Live);
        Assert.Equal(2, refused.InForce!.Language);
        var admitted = await RenewAsync("new", 2, Sample.Now + Ttl, "s1", "s2");
        Assert.Equal((true, 2), (admitted.IsAdmitted, admitted.Granted.Count));
    }

    [Fact]
    public async Task A_renewal_says_which_policy_is_in_force_and_which_waits()
    {
        var first = await RenewAsync("a", 1, Sample.Now);
        Assert.Equal((null, null), (first.InForce, first.Waiting));

        await Store.PolicyVersions.ActivateAsync(Sample.Policy("1"), 20, Sample.Line("1"), None);
        await Store.PolicyVersions.KeepWaitingAsync(Sample.Policy("2", language: 2), Sample.Line("2 waits"), None);

        var next = await RenewAsync("a", 1, Sample.Now);
        Assert.Equal(new PolicyMark(Sample.Policy("1").Version, 1), next.InForce);
        Assert.Equal(new PolicyMark(Sample.Policy("2").Version, 2), next.Waiting);
    }

    protected async Task<IReadOnlyList<SegmentLease>> AcquireAsync(string owner, DateTimeOffset now, params string[] segments) =>
        (await RenewAsync(owner, 1, now, segments)).Granted;

    protected Task<LeaseRenewal> RenewAsync(string owner, int language, DateTimeOffset now, params string[] segments) =>
        Store.Leases.AcquireAsync(Segments(segments), owner, language, now, Ttl, None);
}
