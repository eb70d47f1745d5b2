using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Decisions.Guards;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>
/// Looks at Nova right before a fence asks a device for anything. The guards have seen the last picture of the fleet, which may be half a minute old, and a single
/// read that failed holds nothing. A host that is switched off while Nova is away is only lost: nothing of it can come back. One look for all fences at a time.
/// </summary>
public sealed class CloudCheck(IComputeControl compute, ClusterState state, PolicyHolder policies, TimeProvider clock)
{
    /// <summary>What was said no longer ago still holds. 3 s: as long as a slow device takes to be read.</summary>
    static readonly TimeSpan Holds = TimeSpan.FromSeconds(3);

    /// <summary>No run of a step waits longer for Nova: its host may be off by itself meanwhile. 3 s.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    readonly Lock gate = new();
    NovaLook? newest;

    /// <summary>Asks Nova, unless it has just been asked. Who needs the answer comes for it later.</summary>
    public void Look() => Newest();

    /// <summary>What stands against switching the step's host off now; null: nothing does.</summary>
    public async Task<Objection?> ObjectionAsync(StepScene scene, CancellationToken ct)
    {
        var look = Newest();
        if (!look.Reading.IsCompleted && await Task.WhenAny(look.Reading, Task.Delay(Patience, clock, ct)) != look.Reading)
            return Unasked($"no answer for {clock.GetElapsedTime(look.BegunAt).TotalSeconds:0} s");
        var (seen, whyNot) = await look.Reading;
        return seen is null ? Unasked(whyNot!) : Objection(seen, scene);
    }

    static Objection Unasked(string why) => new(HoldReason.CloudUnreachable, $"Nova cannot be asked: {why}");

    Objection? Objection(ServicesStanding seen, StepScene scene)
    {
        var host = scene.Step.Host;
        if (!seen.Hosts.TryGetValue(host, out var standing))
            return new Objection(HoldReason.NoLongerAsked, $"Nova has no nova-compute on {host} any more");
        if (standing.Up && state.Fleet.Host(host) is { ServiceUp: false })
            return new Objection(HoldReason.NoLongerAsked, $"nova-compute on {host} reports to Nova again, which the last picture of the fleet does not show");
        return state.SnapshotOf(scene.Plan.Segment, clock.GetUtcNow()) is { } snapshot
            && AllGuards.ServiceObjection(By(seen, snapshot), policies.Current) is var (reason, because)
                ? new Objection(reason, because) : null;
    }

    /// <summary>The snapshot, with Nova's services as they have just been seen.</summary>
    static ClusterSnapshot By(ServicesStanding seen, ClusterSnapshot snapshot) => snapshot with
    {
        SchedulersUp = seen.SchedulersUp,
        ConductorsUp = seen.ConductorsUp,
        Hosts = [.. snapshot.Hosts.Select(h => seen.Hosts.TryGetValue(h.Name, out var s)
            ? h with { Compute = h.Compute with { ServiceUp = s.Up, ForcedDown = s.ForcedDown } } : h)],
    };

    NovaLook Newest()
    {
        lock (gate)
        {
            if (newest is null || (newest.AnsweredAt is { } answered && clock.GetElapsedTime(answered) > Holds))
                newest = Begin();
            return newest;
        }
    }

    NovaLook Begin()
    {
        var look = new NovaLook(clock.GetTimestamp());
        look.Reading = ReadAsync(look);
        return look;
    }

    /// <summary>Not cancelled by who asks first: others wait for it too.</summary>
    async Task<(ServicesStanding? Seen, string? WhyNot)> ReadAsync(NovaLook look)
    {
        try
        {
            return (await compute.ReadServicesAsync(CancellationToken.None), null);
        }
        catch (OutsideUnavailableException e)
        {
            return (null, e.Message);
        }
        finally
        {
            look.AnsweredAt = clock.GetTimestamp();
        }
    }

    sealed class NovaLook(long begunAt)
    {
        public long BegunAt { get; } = begunAt;

        public Task<(ServicesStanding? Seen, string? WhyNot)> Reading { get; set; } = null!;

        /// <summary>Null: not yet.</summary>
        public long? AnsweredAt { get; set; }
    }
}
