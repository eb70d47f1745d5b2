using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;

namespace PolicyHa.Engine.Running;

/// <summary>After each reading of the fleet: lets Nova's opinion of the compute services count as an observer's, where that is wanted.</summary>
public sealed class ServiceWatch
{
    /// <summary>A word is good for so many readings: one or two may fail.</summary>
    const int ReadingsMissed = 3;

    /// <summary>At least so long: a reading that takes as long as one may must not make words lapse. 90 s.</summary>
    static readonly TimeSpan TtlMin = SignalBoard.AgeMax + SignalBoard.SkewMax;

    readonly ClusterState state;
    readonly Intake intake;
    readonly DriverOptions options;
    NovaMemory memory = NovaMemory.Empty;

    public ServiceWatch(ClusterState state, Intake intake, DriverOptions options)
    {
        (this.state, this.intake, this.options) = (state, intake, options);
        intake.IsNovaAnObserver = options.NovaObserves;
    }

    /// <summary>Returns when what is new is on disk. Not at the same time twice.</summary>
    public async Task ObserveAsync(CancellationToken ct)
    {
        if (!options.NovaObserves)
            return;
        var ttl = options.RefreshEvery * ReadingsMissed;
        (var reports, memory) = NovaObserver.Look(state.Fleet, memory, h => state.DeadAsOf(h) is not null, ttl > TtlMin ? ttl : TtlMin);
        await intake.ObserveAsync(reports, ct);
    }
}
