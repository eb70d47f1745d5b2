using PolicyHa.Adapters.Tests.Storage.Contracts;
using PolicyHa.Engine.State;

namespace PolicyHa.Adapters.Tests.Storage.Sqlite;

public sealed class SqliteLeaseTests : LeaseContract
{
    readonly SqliteHome home;

    public SqliteLeaseTests()
        : this(new SqliteHome())
    {
    }

    SqliteLeaseTests(SqliteHome home)
        : base(home) => this.home = home;

    [Fact]
    public async Task Opening_after_a_dead_process_frees_its_leases_at_once_and_its_epochs_stay_refused()
    {
        var old = await LeasedAsync("replica-1");
        await ReopenAsync(takeOverAtOnce: true);

        await Assert.ThrowsAsync<StaleStateException>(
            () => Store.State.CommitAsync(old with { History = [Sample.Line("late")] }, None));
        var taken = await LeasedAsync("replica-2");

        Assert.True(taken.Epoch > old.Epoch);
        await Assert.ThrowsAsync<StaleStateException>(
            () => Store.State.CommitAsync(old with { History = [Sample.Line("late")] }, None));
    }

    [Fact]
    public async Task Epochs_grow_though_an_operator_deletes_the_row()
    {
        var first = (await AcquireAsync("a", Sample.Now, "s1"))[0];
        SqliteShell.Execute(home.Path, "DELETE FROM lease");

        var next = Assert.Single(await AcquireAsync("a", Sample.Now, "s1"));

        Assert.True(next.Epoch > first.Epoch);
    }

    [Fact]
    public async Task Opening_after_a_dead_process_nobody_waits_for_it()
    {
        await RenewAsync("replica-1", 1, Sample.Now, "s1");
        await ReopenAsync(takeOverAtOnce: true);

        Assert.Empty(await Store.Leases.LiveAsync(Sample.Now, None));
    }

    [Fact]
    public async Task Who_holds_leases_and_never_said_what_it_reads_reads_the_first_language()
    {
        var lease = (await AcquireAsync("before", Sample.Now, "s1", "s2"))[0];
        SqliteShell.Execute(home.Path, "DELETE FROM replica");

        Assert.Equal([new Replica("before", 1, lease.ExpiresAt)], await Store.Leases.LiveAsync(Sample.Now, None));
    }

    [Fact]
    public async Task Whoever_is_gone_for_an_hour_is_forgotten()
    {
        await RenewAsync("old", 1, Sample.Now - Replica.RememberedFor - TimeSpan.FromMinutes(1));
        await RenewAsync("lately", 1, Sample.Now.AddMinutes(-10));
        await RenewAsync("now", 1, Sample.Now);

        Assert.Equal(["lately", "now"], SqliteShell.Query(home.Path, "SELECT owner FROM replica ORDER BY owner"));
    }
}
