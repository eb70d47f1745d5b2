using Microsoft.Extensions.Logging.Abstractions;
using PolicyHa.Engine.History;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Running;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Tests.Decisions;
using PolicyHa.Simulation.Running;
using PolicyHa.Simulation.Store;

namespace PolicyHa.Engine.Tests.Running;

/// <summary>Two replicas over one store: one reads rule language 2, the other only 1.</summary>
public sealed class PolicyKeeperTests : IDisposable
{
    readonly SimClock clock = new();
    readonly MemoryStore store;
    readonly SimPolicies shelf = new();
    readonly TestReplica newer;
    readonly TestReplica older;

    public PolicyKeeperTests()
    {
        store = new MemoryStore(new SimTrace(clock));
        store.Begin(shelf.Keep(Policy(1), clock.GetUtcNow()));
        (newer, older) = (new TestReplica(this, "newer", 2), new TestReplica(this, "older", 1));
    }

    public void Dispose()
    {
        newer.Keeper.Dispose();
        older.Keeper.Dispose();
    }

    [Fact]
    public async Task What_one_replica_takes_the_others_follow_at_their_next_renewal()
    {
        await newer.RenewAsync();
        await older.RenewAsync();

        Assert.Null(await newer.OfferAsync(Policy(2)));
        Assert.Equal((2, 1), (newer.Revision, older.Revision));

        Assert.Equal("2", (await older.RenewAsync())?.Version.Revision);
        Assert.Equal((2, 2), (newer.Revision, older.Revision));
        Assert.Equal(["2"], older.Followed);
        Assert.Empty(newer.Followed);
        Assert.Null(await older.RenewAsync());
    }

    [Fact]
    public async Task What_somebody_cannot_read_waits_and_everybody_can_see_for_whom()
    {
        await newer.RenewAsync();
        await older.RenewAsync();

        var waiting = await newer.OfferAsync(Policy(2, language: 2));
        await older.RenewAsync();

        Assert.Equal("replica older reads language 1 only", waiting!.Because);
        Assert.Equal((Policy(2).Version, 2, clock.GetUtcNow()), (older.Holder.Waiting!.Version, older.Holder.Waiting.Language, older.Holder.Waiting.Since));
        Assert.Equal((1, 1), (newer.Revision, older.Revision));
        Assert.Equal(["policy-waiting"], History);
    }

    [Fact]
    public async Task It_is_told_once_however_often_it_is_offered_and_however_long_it_waits()
    {
        await older.RenewAsync();
        for (var i = 0; i < 3; i++)
        {
            await newer.OfferAsync(Policy(2, language: 2));
            Pass(TimeSpan.FromSeconds(5));
            await newer.RenewAsync();
            await older.RenewAsync();
        }

        Assert.Equal(["policy-waiting"], History);
        Assert.Equal(clock.GetUtcNow() - TimeSpan.FromSeconds(15), newer.Holder.Waiting!.Since);
    }

    [Fact]
    public async Task When_the_older_one_is_gone_for_as_long_as_a_lease_lasts_it_comes_into_force_once()
    {
        await older.RenewAsync();
        await newer.OfferAsync(Policy(2, language: 2));
        var upgraded = new TestReplica(this, "upgraded", 2);
        Pass(Leases.Takeover - TimeSpan.FromSeconds(1));
        Assert.Null(await newer.RenewAsync());
        Assert.Null(await upgraded.RenewAsync());

        Pass(TimeSpan.FromSeconds(1));
        await newer.RenewAsync();
        await upgraded.RenewAsync();

        Assert.Equal((2, 2), (newer.Revision, upgraded.Revision));
        Assert.Null(newer.Holder.Waiting);
        Assert.Null(upgraded.Holder.Waiting);
        Assert.Equal(["policy-waiting", "policy"], History);
        Assert.EndsWith("in force by scenario, every live replica reads it now, was test@1+111111111111", store.History[^1].Text, StringComparison.Ordinal);
        upgraded.Keeper.Dispose();
    }

    [Fact]
    public async Task Who_cannot_read_what_is_in_force_owns_nothing_and_keeps_what_it_had()
    {
        await older.RenewAsync();
        await newer.RenewAsync();
        Pass(Leases.Takeover);
        await newer.OfferAsync(Policy(2, language: 2));

        Assert.Null(await older.RenewAsync());

        Assert.False(older.Leases.Last!.IsAdmitted);
        Assert.Null(older.Leases.Of(Some.S1));
        Assert.Equal((2, 1), (newer.Revision, older.Revision));
    }

    [Fact]
    public async Task A_policy_that_waits_is_withdrawn_by_whoever_wants_the_one_in_force()
    {
        await older.RenewAsync();
        await newer.OfferAsync(Policy(2, language: 2));

        await newer.Keeper.WithdrawAsync("ann", CancellationToken.None);

        Assert.Null(newer.Holder.Waiting);
        Assert.Null(await store.WaitingAsync(CancellationToken.None));
        await newer.Keeper.WithdrawAsync("ann", CancellationToken.None);
        Assert.Equal(["policy-waiting", "policy-withdrawn"], History);
    }

    [Fact]
    public async Task What_cannot_be_compiled_here_is_not_followed_and_not_brought_into_force()
    {
        await older.RenewAsync();
        await newer.OfferAsync(Policy(2, language: 2));
        newer.Compiler.IsBroken = true;
        Pass(Leases.Takeover);

        Assert.Null(await newer.RenewAsync());

        Assert.Equal(1, newer.Revision);
        Assert.NotNull(newer.Holder.Waiting);
        newer.Compiler.IsBroken = false;
        Assert.Equal("2", (await newer.RenewAsync())?.Version.Revision);
    }

    [Fact]
    public async Task A_replica_that_was_cut_off_is_told_by_the_store_and_not_by_an_old_answer()
    {
        await newer.RenewAsync();
        var old = newer.Leases.Last!;
        await newer.OfferAsync(Policy(2));

        Assert.Null(await newer.Keeper.FollowAsync(old, CancellationToken.None));
        Assert.Equal(2, newer.Revision);
    }

    IEnumerable<string?> History => store.History.Where(e => e.Kind == HistoryKind.Control).Select(e => e.What);

    void Pass(TimeSpan time) => clock.MoveTo(clock.GetUtcNow() + time);

    static RecoveryPolicy Policy(int revision, int language = 1) => Asked.Default with
    {
        Language = language,
        Version = new PolicyVersion("test", $"{revision}", new string((char)('0' + revision), 64)),
    };

    sealed class TestReplica
    {
        readonly PolicyKeeperTests tests;

        public TestReplica(PolicyKeeperTests tests, string name, int language)
        {
            this.tests = tests;
            Compiler = new TestCompiler(tests.shelf);
            Holder = new PolicyHolder(Policy(1));
            Leases = new Leases(tests.store, name, language, tests.clock);
            Keeper = new PolicyKeeper(tests.store, Compiler, Holder, 20, tests.clock, NullLogger<PolicyKeeper>.Instance);
            Keeper.Followed += p => Followed.Add(p.Version.Revision);
        }

        public TestCompiler Compiler { get; }

        public PolicyHolder Holder { get; }

        public Leases Leases { get; }

        public PolicyKeeper Keeper { get; }

        public List<string> Followed { get; } = [];

        public int Revision => int.Parse(Holder.Current.Version.Revision, System.Globalization.CultureInfo.InvariantCulture);

        public async Task<RecoveryPolicy?> RenewAsync()
        {
            await Leases.RenewAsync([Some.S1], CancellationToken.None);
            return await Keeper.FollowAsync(Leases.Last!, CancellationToken.None);
        }

        public Task<WaitingPolicy?> OfferAsync(RecoveryPolicy policy) =>
            Keeper.OfferAsync(tests.shelf.Keep(policy, tests.clock.GetUtcNow()), policy, CancellationToken.None);
    }

    sealed class TestCompiler(SimPolicies shelf) : IPolicyCompiler
    {
        public bool IsBroken { get; set; }

        public RecoveryPolicy? Compile(StoredPolicy policy, out string? problem)
        {
            problem = IsBroken ? "no service 'healer' is configured" : null;
            return IsBroken ? null : shelf[policy.Version];
        }
    }
}
