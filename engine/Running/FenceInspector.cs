using Microsoft.Extensions.Logging;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.State;

namespace PolicyHa.Engine.Running;

/// <summary>
/// Asks the fencing devices of every host for its power, one host after the other and never all at once, so that a broken device is news
/// today and not in the night it is needed. It only reads.
/// </summary>
public sealed partial class FenceInspector(
    ClusterState state, IFencing fencing, FenceCheckOptions options, TimeProvider clock, ILogger<FenceInspector> log)
{
    /// <summary>How often is looked who is due. 1 s.</summary>
    static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    /// <summary>How soon again where as many as may be are under way. 0.1 s.</summary>
    static readonly TimeSpan Slot = TimeSpan.FromSeconds(0.1);

    readonly Dictionary<HostName, DateTimeOffset> lastBegun = [];

    /// <summary>Looks after the devices until it is stopped.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var underWay = new List<Task>();
        while (options.Every > TimeSpan.Zero)
        {
            foreach (var host in DueNow())
            {
                while (IsFull())
                    await Task.Delay(Slot, clock, ct);
                lastBegun[host] = clock.GetUtcNow();
                underWay.Add(LookAfterAsync(host, ct));
            }

            await Task.Delay(Round, clock, ct);
        }

        bool IsFull()
        {
            underWay.RemoveAll(t => t.IsCompleted);
            return underWay.Count >= options.AtOnce;
        }
    }

    /// <summary>Asks all devices of the host now, and keeps what they say.</summary>
    public async Task<FenceCheck> InspectAsync(HostName host, CancellationToken ct)
    {
        var topology = fencing.TopologyOf(host);
        var devices = topology.Levels.SelectMany(l => l.Devices).DistinctBy(d => d.Name).ToList();
        var answers = (await Task.WhenAll(devices.Select(d => AskAsync(host, d, ct)))).ToDictionary(a => a.Name);
        var levels = topology.Levels.Select(l => CheckOf(l, answers)).ToList();
        var liar = IsAtWork(host) && devices.Exists(d => !d.IsSupply && answers[d.Name].IsOff);
        return state.FenceChecks.Add(new FenceCheck(host, clock.GetUtcNow(), StandingOf(topology, levels, liar), levels, 1) { SaysOffOfLiving = liar });
    }

    static FenceStanding StandingOf(FenceTopology topology, List<LevelCheck> levels, bool liar)
    {
        if (!topology.HasDevices)
        {
            return topology switch
            {
                { Watchdog: not null } => FenceStanding.ByWatchdogOnly,
                { ByPerson: true, Levels: [] } => FenceStanding.ByPersonOnly,
                _ => FenceStanding.NoDevice,
            };
        }

        if (liar || levels.TrueForAll(l => l.Trouble is not null))
            return FenceStanding.Broken;
        return levels.Exists(l => l.Trouble is not null) ? FenceStanding.Weak : FenceStanding.Good;
    }

    static LevelCheck CheckOf(FenceLevel level, Dictionary<string, DeviceAnswer> answers)
    {
        List<DeviceAnswer> own = [.. level.Devices.Select(d => answers[d.Name])];
        var silent = own.Where(a => !a.Answered).Select(a => $"{a.Says}: {a.Detail}").ToList();
        return new LevelCheck(level.Number, own, level.WhyUseless ?? (silent.Count > 0 ? string.Join(", ", silent) : null));
    }

    async Task<DeviceAnswer> AskAsync(HostName host, FenceDevice device, CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        var reading = await fencing.ReadPowerAsync(host, device.Name, ct);
        return new DeviceAnswer(device.Name, reading.Device, reading.State.ToString().ToLowerInvariant(), reading.Detail, clock.GetElapsedTime(began));
    }

    async Task LookAfterAsync(HostName host, CancellationToken ct)
    {
        try
        {
            var check = await InspectAsync(host, ct);
            if (check is { InARow: 1, Trouble: { } trouble })
                LogTrouble(log, host, check.Standing, trouble);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The service is stopping.
        }
        catch (Exception e)
        {
            LogFailed(log, e, host);                            // the others are looked after all the same
        }
    }

    /// <summary>Those that have waited longest, as many as may be begun with in a second.</summary>
    List<HostName> DueNow()
    {
        var (now, fleet) = (clock.GetUtcNow(), state.Fleet);
        foreach (var gone in lastBegun.Keys.Where(h => fleet.Host(h) is null).ToList())
            lastBegun.Remove(gone);
        var busy = state.Book.PlansUnderWay.Where(p => p.Steps.Any(s => s.Kind is StepKind.Fence or StepKind.SwitchOn)).Select(p => p.Host).ToHashSet();
        return
        [
            .. fleet.Hosts.Select(h => h.Name).Where(h => !busy.Contains(h))
                .Select(h => (Host: h, At: lastBegun.TryGetValue(h, out var at) ? at + WaitAfter(h) : DateTimeOffset.MinValue))
                .Where(h => h.At <= now).OrderBy(h => h.At).ThenBy(h => h.Host).Take(Math.Max(options.PerSecond, SoThatAllHaveTheirTurn(fleet.HostCount))).Select(h => h.Host),
        ];
    }

    /// <summary>Twice what it takes on average: rounds are late when devices are slow.</summary>
    int SoThatAllHaveTheirTurn(int hosts) => (int)Math.Ceiling(2 * hosts * (Round / options.Every));

    TimeSpan WaitAfter(HostName host) =>
        state.FenceChecks.Of(host) is { Trouble: not null, Standing: not FenceStanding.NoDevice } && options.AgainAfter < options.Every ? options.AgainAfter : options.Every;

    /// <summary>Nova and the observers see it up, we have not fenced it, and nobody works on it who may have switched it off.</summary>
    bool IsAtWork(HostName host) =>
        state.Fleet.Host(host) is { ServiceUp: true, ForcedDown: false } known && state.Operators.WindowOf(host, known.Segment, clock.GetUtcNow()) is null && state.Book.Mark(host) is null && !state.Board.SignalsOf(host).AnyTrouble;

    [LoggerMessage(441, LogLevel.Warning, "{Host}: fencing is {Standing}: {Trouble}")]
    static partial void LogTrouble(ILogger log, HostName host, FenceStanding standing, string trouble);

    [LoggerMessage(442, LogLevel.Error, "The fencing devices of {Host} could not be asked; it is tried again")]
    static partial void LogFailed(ILogger log, Exception e, HostName host);
}
