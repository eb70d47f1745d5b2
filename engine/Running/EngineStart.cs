using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;

namespace PolicyHa.Engine.Running;

/// <summary>Puts everything back where it was when the service stopped, however it stopped.</summary>
public sealed class EngineStart(
    ClusterState state, IInventoryStore inventory, IStateStore store, IJournal journal, IFlipReader flips, PolicyHolder policies,
    IFencing fencing, TimeProvider clock)
{
    /// <summary>More flips than this are not read back: 1,000 hosts that each flip a hundred times in the window.</summary>
    const int FlipsMax = 100_000;

    /// <exception cref="InvariantBrokenException">A stored plan breaks a law: somebody changed the store by hand.</exception>
    public async Task RestoreAsync(CancellationToken ct)
    {
        var open = await store.LoadOpenAsync(ct);
        foreach (var plan in open.Plans)
            PlanLaws.Checked(plan);
        state.Book.Load(open);
        state.Operators = open.Operators;
        state.Fleet = await inventory.LoadAsync(ct);
        fencing.Know([.. state.Fleet.Hosts]);
        state.Board.Restore(
            await journal.LoadObservationsAsync(ct), await journal.LoadLatestFlipsAsync(ct),
            await flips.SinceAsync(clock.GetUtcNow() - HostSignals.FallsWindow, FlipsMax, ct), await journal.LoadLifeSignsAsync(ct),
            await journal.LoadShutdownsAsync(ct), clock.GetUtcNow());
        state.Watchdogs.Restore(await journal.LoadWatchdogsAsync(ct));
        state.Board.RequireObservers(policies.Current.Observers, clock.GetUtcNow());
    }
}
