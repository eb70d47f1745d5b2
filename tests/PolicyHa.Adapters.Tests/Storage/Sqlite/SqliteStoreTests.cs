using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using PolicyHa.Adapters.Storage;
using PolicyHa.Adapters.Tests.Storage.Contracts;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;

namespace PolicyHa.Adapters.Tests.Storage.Sqlite;

/// <summary>What is particular to the embedded store: files, locks, schema, crashes.</summary>
public sealed class SqliteStoreTests : IAsyncDisposable
{
    static readonly CancellationToken None = CancellationToken.None;

    readonly SqliteHome home = new();

    public ValueTask DisposeAsync() => home.DisposeAsync();

    [Fact]
    public async Task A_second_process_is_refused_with_the_lock_file_and_the_pid_that_holds_it()
    {
        await using var first = await home.OpenAsync();

        var refused = await Assert.ThrowsAsync<StoreOpenException>(() => home.OpenAsync());

        Assert.Contains($"{home.Path}.lock", refused.Message, StringComparison.Ordinal);
        Assert.Contains(
            $"process {Environment.ProcessId.ToString(CultureInfo.InvariantCulture)},", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_lock_is_free_again_after_closing_and_after_a_failed_opening()
    {
        await using (await home.OpenAsync())
        {
        }

        SqliteShell.Execute(home.Path, "UPDATE migration SET number = 999 WHERE number = 6");
        await Assert.ThrowsAsync<StoreOpenException>(() => home.OpenAsync());
        SqliteShell.Execute(home.Path, "UPDATE migration SET number = 6 WHERE number = 999");
        await using var again = await home.OpenAsync();
    }

    [Fact]
    public async Task A_store_of_the_first_schema_is_read_with_what_it_did_not_know_left_empty()
    {
        await using (await home.OpenAsync())
        {
        }

        SqliteShell.Execute(home.Path, """
            DELETE FROM migration WHERE number > 1;
            DROP TABLE policy_version;
            DROP TABLE policy_waiting;
            DROP TABLE replica;
            DROP INDEX one_open_incident;
            ALTER TABLE incident DROP COLUMN scope;
            CREATE UNIQUE INDEX one_open_incident ON incident (host, coalesce(instance, '')) WHERE state <> 'closed';
            ALTER TABLE outbox DROP COLUMN scope;
            ALTER TABLE fence_mark DROP COLUMN boots_by_itself;
            ALTER TABLE fence_mark DROP COLUMN contradicted_at;
            DROP TABLE life_sign;
            DROP TABLE watchdog;
            DROP TABLE shutdown_notice;
            ALTER TABLE step DROP COLUMN former;
            ALTER TABLE step DROP COLUMN back_off_ms;
            ALTER TABLE incident DROP COLUMN age_told_at;
            DROP TRIGGER history_is_never_changed;
            DROP TRIGGER history_of_what_is_open_stays;
            ALTER TABLE incident DROP COLUMN version;
            ALTER TABLE incident DROP COLUMN instances_json;
            ALTER TABLE fence_mark DROP COLUMN settled_at;
            ALTER TABLE fence_mark DROP COLUMN evacuated_json;
            ALTER TABLE fence_mark DROP COLUMN left_json;
            ALTER TABLE fence_mark DROP COLUMN switched_on_at;
            DROP TABLE reservation;
            DROP TABLE room_shortage;
            DROP TABLE operator_version;
            DROP TABLE word_number;
            DROP INDEX observation_number;
            ALTER TABLE observation DROP COLUMN number;
            ALTER TABLE fleet_host DROP COLUMN reserved;
            ALTER TABLE fleet_host DROP COLUMN has_reported;
            ALTER TABLE fleet_instance DROP COLUMN server_group_json;
            ALTER TABLE fleet_instance DROP COLUMN locked_reason;
            ALTER TABLE incident DROP COLUMN superseded_by;
            DROP TABLE re_admission;
            DROP TABLE answer;
            DROP TABLE state_reset;
            DROP TABLE operator_switch;
            CREATE TABLE disarm (
                id INTEGER PRIMARY KEY CHECK (id = 1), disarmed_by TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL) STRICT;
            CREATE TABLE maintenance (
                position INTEGER PRIMARY KEY, host TEXT NOT NULL, set_by TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL,
                until TEXT) STRICT;
            INSERT INTO disarm VALUES (1, 'ann', 'audit', '2026-11-21T03:00:00.0000000Z');
            INSERT INTO maintenance VALUES (0, 'h1', 'bo', 'disks', '2026-11-21T03:00:00.0000000Z', NULL);
            ALTER TABLE incident DROP COLUMN remind_at;
            DROP TABLE fence_memory;
            DROP TABLE storm;
            ALTER TABLE fleet DROP COLUMN schedulers_up;
            ALTER TABLE fleet DROP COLUMN conductors_up;
            ALTER TABLE fleet_host DROP COLUMN memberships_json;
            ALTER TABLE fleet_host DROP COLUMN carries_control_plane;
            ALTER TABLE fleet_host DROP COLUMN aggregates_json;
            ALTER TABLE fleet_host DROP COLUMN aggregate_metadata_json;
            ALTER TABLE fleet_instance DROP COLUMN image;
            ALTER TABLE fleet_instance DROP COLUMN image_properties_json;
            ALTER TABLE fleet_instance DROP COLUMN flavor_specs_json;
            ALTER TABLE fleet_instance DROP COLUMN ha_by_aggregate;
            INSERT INTO fleet (id, read_at) VALUES (1, '2026-11-21T03:00:00.0000000Z');
            INSERT INTO fleet_segment VALUES ('s', 'auto', 0);
            INSERT INTO fleet_host VALUES ('h1', 's', 'z', 'uuid', 1, 0, 0, 1, NULL);
            INSERT INTO fleet_instance VALUES ('i1', 'n', 'h1', 'p', 'active', NULL, 'volume', 'f', 1, 1, 1, '{}', 0);
            """);

        await using var store = await home.OpenAsync();

        var fleet = await store.Inventory.LoadAsync(default);
        Assert.Empty(fleet.Hosts.Single().Aggregates);
        var operators = (await store.State.LoadOpenAsync(default)).Operators;
        Assert.Equal(("ann", WorkScope.Everything), (operators.Disarmed!.By, operators.Disarmed.Scope));
        Assert.Equal((WorkScope.Of(new HostName("h1")), "disks"), (operators.Maintenance.Single().Scope, operators.Maintenance.Single().Reason));
        Assert.True(fleet.Instances.Single() is { Image: null, HaByAggregate: false, FlavorSpecs.Count: 0 });
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_refused_and_left_as_it_is()
    {
        await using (await home.OpenAsync())
        {
        }

        SqliteShell.Execute(home.Path, "INSERT INTO migration VALUES (999, '0999_later', '')");

        var refused = await Assert.ThrowsAsync<StoreOpenException>(() => home.OpenAsync());

        Assert.Matches("has schema 999, this program knows schemas up to [0-9]+;", refused.Message);
    }

    [Fact]
    public async Task A_database_of_another_program_is_refused()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(home.Path)!);
        await File.WriteAllTextAsync(home.Path, new string('x', 5_000));
        var noDatabase = await Assert.ThrowsAsync<StoreOpenException>(() => home.OpenAsync());
        Assert.Contains("cannot be opened", noDatabase.Message, StringComparison.Ordinal);

        File.Delete(home.Path);
        SqliteShell.Execute(home.Path, "CREATE TABLE songs (title TEXT)");
        var foreign = await Assert.ThrowsAsync<StoreOpenException>(() => home.OpenAsync());
        Assert.Contains("another program", foreign.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named()
    {
        var file = Path.GetTempFileName();
        try
        {
            var refused = await Assert.ThrowsAsync<StoreOpenException>(
                () => SqliteStore.OpenAsync(home.Options with { Path = Path.Combine(file, "x.db") }, TimeProvider.System));
            Assert.Contains("cannot be made", refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task What_was_committed_is_there_after_a_crash_in_the_midst_of_writing()
    {
        await using var store = await home.OpenAsync();
        var lease = (await store.Leases.AcquireAsync([Sample.Segment], "a", 1, Sample.Now, TimeSpan.FromMinutes(1), None)).Granted[0];
        var changes = new StateChanges(lease.Segment, lease.Epoch);
        using var crash = new CancellationTokenSource();
        var committed = 0;
        var writing = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(WriteAsync)));
        while (Volatile.Read(ref committed) < 50)
            await Task.Yield();

        var known = Volatile.Read(ref committed);
        var copy = Path.Combine(Path.GetDirectoryName(home.Path)!, "copy.db");
        SqliteShell.CopyAsAfterPowerCut(home.Path, copy);
        await crash.CancelAsync();
        await writing;

        await using var afterwards = await SqliteStore.OpenAsync(home.Options with { Path = copy }, TimeProvider.System);
        var entries = await afterwards.Incidents.HistoryAsync(null, null, 0, int.MaxValue, None);
        var incidents = await afterwards.Incidents.ListAsync(null, null, null, int.MaxValue, None);
        Assert.InRange(entries.Count, known, Volatile.Read(ref committed));
        Assert.Equal(entries.Select(e => e.Entry.Text).Order(), incidents.Select(i => i.Id.Value).Order());
        Assert.Equal(["ok"], SqliteShell.Query(copy, "PRAGMA integrity_check"));

        async Task WriteAsync()
        {
            while (!crash.IsCancellationRequested)
            {
                var id = $"inc-{Guid.NewGuid():N}";
                await store.State.CommitAsync(
                    changes with { Incidents = [Sample.Incident(id, id)], History = [Sample.Line(id)] }, None);
                Interlocked.Increment(ref committed);
            }
        }
    }

    [Fact]
    public async Task Closing_finishes_the_writes_under_way()
    {
        Task[] writes;
        await using (var store = await home.OpenAsync())
        {
            writes = [.. Enumerable.Range(0, 100).Select(i => store.State.SaveOperatorsAsync(
                OperatorState.Initial with { Version = i }, Sample.Line($"{i}"), None))];
        }

        await Task.WhenAll(writes);
        Assert.Equal(["100"], SqliteShell.Query(home.Path, "SELECT count(*) FROM history"));
    }

    [Fact]
    public async Task A_closed_store_says_so()
    {
        var store = await home.OpenAsync();
        await store.DisposeAsync();
        await store.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.State.LoadOpenAsync(None));
        await Assert.ThrowsAsync<ObjectDisposedException>(
            () => store.State.SaveOperatorsAsync(OperatorState.Initial, Sample.Line("late"), None));
    }

    [Fact]
    public async Task Source_offsets_are_kept_with_the_batch_that_was_read_up_to_them()
    {
        await using var store = await home.OpenAsync();
        foreach (var next in new long[] { 5, 9 })
            await store.Journal.AppendAsync(new JournalBatch([], [], [], [new SourceOffset("ha.health.v1", 2, next)]), None);

        Assert.Equal(
            ["ha.health.v1 2 9"],
            SqliteShell.Query(home.Path, "SELECT topic || ' ' || partition || ' ' || next_offset FROM source_offset"));
    }

    [Fact]
    public async Task A_given_up_alert_is_recorded_with_its_reason()
    {
        await using var store = await home.OpenAsync();
        var lease = (await store.Leases.AcquireAsync([Sample.Segment], "a", 1, Sample.Now, TimeSpan.FromMinutes(1), None)).Granted[0];
        await store.State.CommitAsync(new StateChanges(lease.Segment, lease.Epoch) { Alerts = [Sample.Alert()] }, None);
        var due = await store.Outbox.DueAsync(Sample.Now, 1, None);
        await store.Outbox.FailedAsync(due[0], "410 gone", null, None);

        Assert.Equal(
            ["dead 1 410 gone"],
            SqliteShell.Query(home.Path, "SELECT state || ' ' || tries || ' ' || answer FROM outbox WHERE sink = 'nagios'"));
    }

    [Fact]
    public async Task Alerts_of_a_sink_that_is_not_configured_any_more_wait_until_it_is_back()
    {
        await using (var store = await home.OpenAsync())
        {
            var lease = (await store.Leases.AcquireAsync([Sample.Segment], "a", 1, Sample.Now, TimeSpan.FromMinutes(1), None)).Granted[0];
            await store.State.CommitAsync(new StateChanges(lease.Segment, lease.Epoch) { Alerts = [Sample.Alert()] }, None);
        }

        await using (var without = await SqliteStore.OpenAsync(home.Options with { Sinks = [] }, TimeProvider.System))
        {
            Assert.Empty(await without.Outbox.DueAsync(Sample.Now, 10, None));
            Assert.Null(await without.Outbox.NextDueAsync(None));
        }

        await using var again = await home.OpenAsync();
        Assert.Equal(2, (await again.Outbox.DueAsync(Sample.Now, 10, None)).Count);
    }

    [Fact]
    public async Task Text_that_is_no_word_of_ours_is_named_when_read()
    {
        await using var store = await home.OpenAsync();
        var flip = new Flip(
            new("h1"), Engine.Facts.Signal.Power, null, null, default, default, Sample.Now, Sample.Now, Sample.Cause);
        await store.Journal.AppendAsync(new JournalBatch([flip], [], [], []), None);
        SqliteShell.Execute(home.Path, "UPDATE flip SET to_status = 'gone fishing'");

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => store.Journal.LoadLatestFlipsAsync(None));

        Assert.Contains("'gone fishing' in the database is not a SignalStatus", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_port_is_registered_on_one_store()
    {
        await using var services = new ServiceCollection().AddSqliteStorage(home.Options).BuildServiceProvider();

        var store = services.GetRequiredService<IStorage>();

        Assert.Same(store.State, services.GetRequiredService<IStateStore>());
        Assert.Same(store.Incidents, services.GetRequiredService<IIncidentReader>());
        Assert.Same(store.Journal, services.GetRequiredService<IJournal>());
        Assert.Same(store.Inventory, services.GetRequiredService<IInventoryStore>());
        Assert.Same(store.Outbox, services.GetRequiredService<IAlertOutbox>());
        Assert.Same(store.Leases, services.GetRequiredService<ILeaseStore>());
        Assert.Same(store.Retention, services.GetRequiredService<IRetention>());
    }
}
