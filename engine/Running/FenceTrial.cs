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
    ClusterState state, IFencing fencing, IComputeControl compute, Leases leases, ExecutionOptions options, TimeProvider clock)
{
    /// <summary>A level that has not switched the host by then has failed. As long as a try of a fence.</summary>
    static readonly TimeSpan Patience = new DecisionOptions().FenceTimeout;

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
        var lease = leases.Of(state.Fleet.Host(host)!.Segment)!;
        var incident = IncidentId.From($"host/{host}/fence-test", new EventId("policyha/fence-test", host.Value), clock.GetUtcNow());
        var results = new List<FenceTrialResult>();
        foreach (var level in fencing.TopologyOf(host).Levels)
            results.Add(await TryAsync(host, level, incident, lease.Epoch, ct));
        return results;
    }

    async Task<FenceTrialResult> TryAsync(HostName host, FenceLevel level, IncidentId incident, long epoch, CancellationToken ct)
    {
        if (level.WhyUseless is { } useless)
            return new(level.Number, null, null, useless);
        var (off, offTrouble) = await SwitchAsync(host, level, PowerState.Off, new(incident, new StepId($"{incident}/{level.Number}/off"), epoch), ct);
        if (level.Devices.Any(d => d.OnlyOff))
            return new(level.Number, off, null, offTrouble ?? "it can only switch off: switch the host on by hand");
        // Also where it was not seen to go off: half of its devices may have done so.
        var (on, onTrouble) = await SwitchAsync(host, level, PowerState.On, new(incident, new StepId($"{incident}/{level.Number}/on"), epoch), ct);
        return new(level.Number, off, on, offTrouble ?? onTrouble);
    }

    /// <summary>Asks all devices at once, and reads until all say so twice, apart in time.</summary>
    async Task<(TimeSpan? Took, string? Trouble)> SwitchAsync(HostName host, FenceLevel level, PowerState wanted, ActionContext context, CancellationToken ct)
    {
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
                if (first is { } at && clock.GetElapsedTime(at) >= options.PowerReadGap)
                    return (took, null);
                first ??= clock.GetTimestamp();
            }
            else
                first = null;
            if (took > Patience)
                return (null, $"not {Word(wanted)} within {Policies.Durations.Text(Patience)}: {string.Join(", ", readings.Select(r => $"{r.Device} says {Word(r.State)}: {r.Detail}"))}");
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
