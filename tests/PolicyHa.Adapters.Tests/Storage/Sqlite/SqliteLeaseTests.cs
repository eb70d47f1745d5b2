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
}
