using PolicyHa.Adapters.Tests.Storage.Contracts;
using PolicyHa.Engine.State;

namespace PolicyHa.Adapters.Tests.Storage.Sqlite;

/// <summary>What is written down stays as it is for as long as somebody may need it, and not for ever.</summary>
public sealed class SqliteLedgerTests : IAsyncDisposable
{
    static readonly CancellationToken None = CancellationToken.None;

    static readonly string Storage = StorageFolder();

    readonly SqliteHome home = new();

    public ValueTask DisposeAsync() => home.DisposeAsync();

    [Fact]
    public async Task Every_table_has_a_bound_and_what_is_purged_is_purged()
    {
        await using (await home.OpenAsync())
        {
        }

        var tables = SqliteShell.Query(home.Path, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name");
        var rows = (await File.ReadAllLinesAsync(Path.Combine(Storage, "README.md")))
            .Where(l => l.StartsWith("| `", StringComparison.Ordinal)).Select(l => l.Split('|')).Select(c => (Tables: c[1].Split('`').Where((_, i) => i % 2 == 1), Bound: c[2]));
        var bounds = rows.SelectMany(r => r.Tables.Select(t => (Table: t, r.Bound))).OrderBy(b => b.Table, StringComparer.Ordinal).ToList();

        Assert.Empty(tables.Except(bounds.Select(b => b.Table)));
        var purges = string.Concat(Directory.EnumerateFiles(Path.Combine(Storage, "Tables")).Select(File.ReadAllText));
        string[] ofIncidents = ["plan", "step"];                // gone with their incident
        foreach (var (table, bound) in bounds.Where(b => b.Bound.Contains("history:", StringComparison.Ordinal) || b.Bound.Contains("journal", StringComparison.Ordinal)))
            Assert.True(ofIncidents.Contains(table) || purges.Contains($"DELETE FROM {table} WHERE", StringComparison.Ordinal), $"nothing purges {table}: {bound}");
    }

    [Fact]
    public async Task Nobody_can_change_the_history_nor_delete_what_belongs_to_an_open_incident()
    {
        await using (var store = await home.OpenAsync())
        {
            var lease = (await store.Leases.AcquireAsync([Sample.Segment], "a", 1, Sample.Now, TimeSpan.FromMinutes(1), None)).Granted[0];
            await store.State.CommitAsync(
                new StateChanges(lease.Segment, lease.Epoch)
                {
                    Incidents = [Sample.Incident()],
                    History = [Sample.Line("of the incident", "inc-1"), Sample.Line("of nothing")],
                },
                None);
        }

        var changed = Assert.ThrowsAny<Exception>(() => SqliteShell.Execute(home.Path, "UPDATE history SET text = 'nothing happened'"));
        var deleted = Assert.ThrowsAny<Exception>(() => SqliteShell.Execute(home.Path, "DELETE FROM history"));

        Assert.Contains("never changed", changed.Message, StringComparison.Ordinal);
        Assert.Contains("never deleted", deleted.Message, StringComparison.Ordinal);
        Assert.Equal(["of the incident", "of nothing"], SqliteShell.Query(home.Path, "SELECT text FROM history ORDER BY sequence"));
    }

    static string StorageFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PolicyHa.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("PolicyHa.sln is in no folder above the tests");
        return Path.Combine(folder.FullName, "adapters", "PolicyHa.Adapters.Storage");
    }
}
