using PolicyHa.Engine.Facts;
using PolicyHa.Engine.History;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Running;
using PolicyHa.Engine.State;

namespace PolicyHa.Api.Operating;

/// <summary>
/// What operators switch by hand: written to the store first, then in force, then everything is looked at afresh.
/// </summary>
sealed class OperatorDesk(ClusterState state, IStateStore store, EngineDriver driver, TimeProvider clock) : IDisposable
{
    /// <summary>No policy lets a word count for longer.</summary>
    static readonly TimeSpan WordsKept = TimeSpan.FromHours(1);

    readonly SemaphoreSlim oneChange = new(1, 1);

    public Task<OperatorState> DisarmAsync(string by, string reason, CancellationToken ct) => ChangeAsync(
        (now, at) => now with { Disarmed = new Disarmed(by, reason, at) },
        "disarmed",
        $"disarmed by {by}: {reason}",
        null,
        ct);

    public Task<OperatorState> ArmAsync(string by, CancellationToken ct) =>
        ChangeAsync((now, _) => now with { Disarmed = null }, "armed", $"armed by {by}", null, ct);

    /// <param name="until">Null: until ended by hand.</param>
    public Task<OperatorState> BeginMaintenanceAsync(
        HostName host, string by, string reason, DateTimeOffset? until, CancellationToken ct) => ChangeAsync(
        (now, at) => now with
        {
            Maintenance = [.. WithoutOf(host, now), new MaintenanceWindow(host, by, reason, at, until)],
        },
        "maintenance-on",
        $"{host} in maintenance by {by}: {reason}{(until is { } end ? $", until {end:yyyy-MM-ddTHH:mm:ssZ}" : "")}",
        host,
        ct);

    public Task<OperatorState> EndMaintenanceAsync(HostName host, string by, CancellationToken ct) => ChangeAsync(
        (now, _) => now with { Maintenance = [.. WithoutOf(host, now)] },
        "maintenance-off", $"{host} out of maintenance by {by}", host, ct);

    public Task<OperatorState> ConfirmDeadAsync(HostName host, string by, CancellationToken ct) => ChangeAsync(
        (now, at) => now with
        {
            ConfirmedDead =
            [
                .. now.ConfirmedDead.Where(c => c.Host != host || (c.By != by && at - c.At < WordsKept)),
                new DeathConfirmation(host, by, at),
            ],
        },
        "confirmed-dead", $"{by} confirms that {host} is off", host, ct);

    public void Dispose() => oneChange.Dispose();

    static IEnumerable<MaintenanceWindow> WithoutOf(HostName host, OperatorState now) =>
        now.Maintenance.Where(m => m.Host != host);

    async Task<OperatorState> ChangeAsync(
        Func<OperatorState, DateTimeOffset, OperatorState> change,
        string what,
        string text,
        HostName? host,
        CancellationToken ct)
    {
        await oneChange.WaitAsync(ct);
        try
        {
            var at = clock.GetUtcNow();
            var windows = state.Operators.Maintenance.Where(m => !(m.Until < at));
            var changed = change(state.Operators with { Maintenance = [.. windows] }, at);
            var line = new HistoryEntry(at, HistoryKind.Control, text) { Host = host, What = what };
            await store.SaveOperatorsAsync(changed, line, ct);
            state.Operators = changed;
            driver.WakeEverything();
            return changed;
        }
        finally
        {
            oneChange.Release();
        }
    }
}
