using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Execution;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.State;

namespace PolicyHa.Engine.Running;

/// <summary>
/// Switches a host off and on again by its fencing devices, because a person wants to see that they do: level by level, each proven as in
/// a fence. Only on a host in maintenance that carries nothing.
/// </summary>
public sealed class FenceTrial(
    ClusterState state, IFencing fencing, IComputeControl compute, Leases leases, DecisionOptions decisions, ExecutionOptions options, TimeProvider clock)
{
    /// <summary>Why the host must not be switched off now, and what to do; null: it may.</summary>
    public async Task<string?> WhyNotAsync(HostName host, CancellationToken ct)
    {
        if (state.Fleet.Host(host) is not { } known)
            return $"there is no host {host}";
        if (state.Operators.WindowOf(host, known.Segment, clock.GetUtcNow()) is null)
            return $"{host} is not in maintenance: policyha maintenance on {host}";
        var page = state.Book.PageOf(host);
        if (page.Incidents.FirstOrDefault(i => i.IsOfHost && !MaintenanceDecider.IsForWork(i)) is { } incident)
            return $"{host} has an open incident, {incident.Id}";
        if (page.Plans.FirstOrDefault(p => !p.IsOver) is { } plan)
            return $"a plan is under way on {host}, {plan.Id}";
        if (state.Book.Mark(host) is not null)
            return $"{host} is fenced";
        if (state.OwnHost?.IsAlso(host.Value) is true)
            return $"this service runs on {host}";
        if (!fencing.TopologyOf(host).HasDevices)
            return $"no fencing device is configured for {host}";
        if (leases.Of(known.Segment) is null)
            return $"another process acts for segment {known.Segment}; ask that one";
        if (await compute.ReadHostAsync(host, ct) is not { Disabled: true })
            return $"Nova may still place instances on {host}: its maintenance has only just begun, or somebody has enabled it";
        var there = await compute.InstancesOnAsync(host, ct);
        return there.Count > 0 ? $"{(there.Count == 1 ? "an instance is" : $"{there.Count} instances are")} on {host}: policyha maintenance on {host} --drain" : null;
    }

    /// <summary>Leaves the host on where its devices can switch it on.</summary>
    /// <returns>Of each level, in words.</returns>
    public async Task<IReadOnlyList<FenceTrialResult>> RunAsync(HostName host, CancellationToken ct)
    {
        var incident = IncidentId.From($"host/{host}/fence-test", new EventId("policyha/fence-test", host.Value), clock.GetUtcNow());
        var results = new List<FenceTrialResult>();
        foreach (var level in fencing.TopologyOf(host).Levels)
            results.Add(await TryAsync(host, level, incident, ct));
        return results;
    }

    async Task<FenceTrialResult> TryAsync(HostName host, FenceLevel level, IncidentId incident, CancellationToken ct)
    {
        if (level.WhyUseless is { } useless)
            return new(level.Number, null, null, useless);
        // The level before may have taken minutes: somebody may have ended the maintenance meanwhile.
        if (await WhyNotAsync(host, ct) is { } objection)
            return new(level.Number, null, null, objection);
        var (off, offTrouble) = await SwitchAsync(host, level, PowerState.Off, incident, ct);
        if (level.Devices.Any(d => d.OnlyOff))
            return new(level.Number, off, null, offTrouble ?? "it can only switch off: switch the host on by hand");
        // Also where it was not seen to go off: half of its devices may have done so.
        var (on, onTrouble) = await SwitchAsync(host, level, PowerState.On, incident, ct);
        return new(level.Number, off, on, offTrouble ?? onTrouble);
    }

    /// <summary>Asks all devices at once, and reads until all say so twice, apart in time.</summary>
    async Task<(TimeSpan? Took, string? Trouble)> SwitchAsync(HostName host, FenceLevel level, PowerState wanted, IncidentId incident, CancellationToken ct)
    {
        if (state.Fleet.Host(host) is not { } known || leases.Of(known.Segment) is not { } lease)
            return (null, $"not switched {Word(wanted)}: by now another process acts for its segment; do it by hand");
        var context = new ActionContext(incident, new StepId($"{incident}/{level.Number}/{Word(wanted)}"), lease.Epoch);
        // In a fence it would have no longer either, but for its last level.
        var patience = level.Time - level.Delay ?? decisions.FenceTimeout;
        var began = clock.GetTimestamp();
        var answers = await Task.WhenAll(level.Devices.Select(d => wanted == PowerState.Off
            ? fencing.PowerOffAsync(host, d.Name, context, ct) : fencing.PowerOnAsync(host, d.Name, context, ct)));
        if (answers.OfType<ActionAnswer.Refused>().FirstOrDefault() is { } refused)
            return (null, refused.Reason);
        long? first = null;
        while (true)
        {
            var readings = await Task.WhenAll(level.Devices.Select(d => fencing.ReadPowerAsync(host, d.Name, ct)));
            var took = clock.GetElapsedTime(began);
            if (readings.All(r => r.State == wanted))
            {
                if (first is { } at && clock.GetElapsedTime(at) >= level.ReadGap(options.PowerReadGap))
                    return (took, null);
                first ??= clock.GetTimestamp();
            }
            else
                first = null;
            if (first is null && took > patience)
                return (null, $"not {Word(wanted)} within {Policies.Durations.Text(patience)}: {string.Join(", ", readings.Select(r => $"{r.Device} says {Word(r.State)}: {r.Detail}"))}");
            await Task.Delay(options.PowerPoll, clock, ct);
        }
    }

    static string Word(PowerState state) => state.ToString().ToLowerInvariant();
}

/// <summary>How one level did.</summary>
/// <param name="Off">From the command until it read off twice; null: it did not.</param>
/// <param name="On">From the command until it read on twice; null: it did not, or cannot.</param>
/// <param name="Trouble">Null: it did all it should.</param>
public sealed record FenceTrialResult(int Level, TimeSpan? Off, TimeSpan? On, string? Trouble);
