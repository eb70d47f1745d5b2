using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;
using PolicyHa.Simulation.Running;

namespace PolicyHa.Simulation.World;

/// <summary>The simulated Nova: says what real Nova says to the same asks.</summary>
public sealed partial class SimCompute(SimWorld world, SimClock clock) : IComputeControl, ITopologyReader, IServiceRestart
{
    public Task<Fleet> ReadAsync(CancellationToken ct)
    {
        RequireNova();
        world.HaveReadTheFleet.Add(world.Caller);
        return Task.FromResult(new Fleet(
            clock.GetUtcNow(),
            [.. world.Segments],
            [.. world.Hosts.Where(h => h.IsInNova).Select(AsCloudHasIt)],
            [.. world.Instances.Where(i => i.State != VmState.Deleted).Select(i => i.AsNovaHasIt())])
        {
            SchedulersUp = world.SchedulersUp,
            ConductorsUp = world.ConductorsUp,
        });
    }

    ComputeHost AsCloudHasIt(SimHost host)
    {
        var known = host.AsNovaHasIt(world.NovaHears(host));
        return world.PlacementUp && world.RoomLeft(host) is { } left ? known with { Room = left } : known;
    }

    public Task<ActionAnswer> ForceDownAsync(HostName host, ProofOfDeath proof, ActionContext context, CancellationToken ct)
    {
        if (Unanswered() is { } unanswered)
            return unanswered;
        var target = world.Host(host);
        if (!target.IsInNova)
            return NotInNova(host);
        if (target is { ForcedDown: false } or { Disabled: false })
            world.Record("force-down", host, null, context);
        (target.ForcedDown, target.Disabled, target.DisabledReason) = (true, true, $"{ComputeHost.OurReason}{context.Incident}");
        return Answer();
    }

    public Task<bool> IsForcedDownAsync(HostName host, CancellationToken ct)
    {
        RequireNova();
        return Task.FromResult(world.Host(host) is { IsInNova: true, ForcedDown: true, Disabled: true });
    }

    public Task<ComputeStanding?> ReadHostAsync(HostName host, CancellationToken ct)
    {
        RequireNova();
        var known = world.Host(host);
        return Task.FromResult(known.IsInNova
            ? new ComputeStanding(known is { PowerOn: true, ForcedDown: false }, known.ForcedDown, known.Disabled, known.DisabledReason)
            : null);
    }

    public Task<ServicesStanding> ReadServicesAsync(CancellationToken ct)
    {
        RequireNova();
        return Task.FromResult(new ServicesStanding(
            world.SchedulersUp, world.ConductorsUp,
            world.Hosts.Where(h => h.IsInNova).Select(h => h.AsNovaHasIt(world.NovaHears(h)))
                .ToDictionary(h => h.Name, h => new ComputeStanding(h.ServiceUp, h.ForcedDown, h.Disabled, h.DisabledReason))));
    }

    public Task<EvacuationsLeft> ReadEvacuationsLeftAsync(HostName host, CancellationToken ct)
    {
        RequireNova();
        var left = world.Migrations.Where(m => m.Source == host && m is { Kind: MoveKind.Evacuation, IsCleaned: false, IsHidden: false }).ToList();
        return Task.FromResult(new EvacuationsLeft(left.Count(m => m.State == MoveState.UnderWay), left.Count(m => m.State == MoveState.Done)));
    }

    public Task<ActionAnswer> ClearForcedDownAsync(HostName host, ActionContext context, CancellationToken ct)
    {
        if (Unanswered() is { } unanswered)
            return unanswered;
        if (!world.Host(host).IsInNova)
            return NotInNova(host);
        if (world.Migrations.Any(m => m.Source == host && m is { Kind: MoveKind.Evacuation, State: MoveState.Done, IsCleaned: false }))
            return Refused($"400: Unable to force up host:{host} as it still has evacuation migrations that need cleaned up", true);
        world.Record("clear-forced-down", host, null, context);
        world.Host(host).ForcedDown = false;
        return Answer();
    }

    public Task<ActionAnswer> DisableAsync(HostName host, string reason, ActionContext context, CancellationToken ct)
    {
        if (Unanswered() is { } unanswered)
            return unanswered;
        if (!world.Host(host).IsInNova)
            return NotInNova(host);
        world.Record("disable", host, null, context);
        (world.Host(host).Disabled, world.Host(host).DisabledReason) = (true, $"{ComputeHost.OurReason}{reason}");
        return Answer();
    }

    public Task<ActionAnswer> EnableAsync(HostName host, ActionContext context, CancellationToken ct)
    {
        if (Unanswered() is { } unanswered)
            return unanswered;
        if (!world.Host(host).IsInNova)
            return NotInNova(host);
        world.Record("enable", host, null, context);
        (world.Host(host).Disabled, world.Host(host).DisabledReason) = (false, null);
        return Answer();
    }

    public Task<IReadOnlyList<string>> ReadAggregatesOfAsync(HostName host, CancellationToken ct)
    {
        RequireNova();
        return Task.FromResult<IReadOnlyList<string>>([.. world.Host(host).Aggregates.Select(a => a.Name)]);
    }

    public Task<ActionAnswer> JoinAggregateAsync(HostName host, string aggregate, ActionContext context, CancellationToken ct)
    {
        if (Unanswered() is { } unanswered)
            return unanswered;
        if (world.Hosts.SelectMany(h => h.Aggregates).FirstOrDefault(a => a.Name == aggregate) is not { } known)
            return Refused($"Nova has no aggregate {aggregate}", false);
        if (world.Host(host).Aggregates.Any(a => a.Name == aggregate))
            return Answer();
        world.Record("join-aggregate", host, null, context);
        world.Host(host).Join(known);
        return Answer();
    }

    public Task<ActionAnswer> LeaveAggregateAsync(HostName host, string aggregate, ActionContext context, CancellationToken ct)
    {
        if (Unanswered() is { } unanswered)
            return unanswered;
        if (world.Host(host).Aggregates.All(a => a.Name != aggregate))
            return Answer();
        world.Record("leave-aggregate", host, null, context);
        world.Host(host).Leave(aggregate);
        return Answer();
    }

    public Task<IReadOnlyList<Instance>> InstancesOnAsync(HostName host, CancellationToken ct)
    {
        RequireNova();
        return Task.FromResult<IReadOnlyList<Instance>>(
            [.. world.Instances.Where(i => i.Host == host && i.State != VmState.Deleted).Select(i => i.AsNovaHasIt())]);
    }

    public Task<ActionAnswer> EvacuateAsync(
        InstanceId instance, HostName? target, ProofOfDeath proof, ActionContext context, CancellationToken ct)
    {
        if (Unanswered() is { } unanswered)
            return unanswered;
        if (world.Instance(instance) is not { } known)
            return Refused($"Instance {instance} could not be found.", false);
        if (!world.Host(known.Host).IsInNova)
            return NotInNova(known.Host);
        if (known.Needs.Contains(HostNeed.Vtpm))
            return Refused($"400: Operation 'evacuate' not supported for vTPM-enabled instance ({instance}).", false);
        if (!world.Host(known.Host).ForcedDown)
            return Refused($"Compute service of {known.Host} is still in use.", true);
        if (known.State is not (VmState.Active or VmState.Stopped or VmState.Error))
            return Refused($"Cannot 'evacuate' instance {instance} while it is in vm_state {known.State}", false);
        world.Record("evacuate", known.Host, known.Name, context, target: target);
        return Begin(known, MoveKind.Evacuation, target);
    }

    public Task<ActionAnswer> LiveMigrateAsync(InstanceId instance, HostName? target, ActionContext context, CancellationToken ct)
    {
        if (Unanswered() is { } unanswered)
            return unanswered;
        if (world.Instance(instance) is not { State: VmState.Active or VmState.Paused, TaskState: null } known)
            return Refused($"Cannot 'os-migrateLive' instance {instance} in its state", false);
        if (!world.Host(known.Host).IsInNova)
            return NotInNova(known.Host);
        if (WhyNeverMovedAlive(known) is { } why)
            return Refused(why, false);
        world.Record("live-migrate", known.Host, known.Name, context, target: target);
        return Begin(known, MoveKind.LiveMigration, target);
    }

    public Task<ActionAnswer> MigrateAsync(InstanceId instance, HostName? target, ActionContext context, CancellationToken ct)
    {
        if (Unanswered() is { } unanswered)
            return unanswered;
        if (world.Instance(instance) is not { State: VmState.Active or VmState.Stopped, TaskState: null } known)
            return Refused($"Cannot 'migrate' instance {instance} in its state", false);
        if (!world.Host(known.Host).Runs || world.Host(known.Host).ForcedDown)
            return Refused("409: Service is unavailable at this time.", true);
        world.Record("migrate", known.Host, known.Name, context);
        return Begin(known, MoveKind.Migration, target);
    }

    public Task<ActionAnswer> ConfirmMigrationAsync(InstanceId instance, ActionContext context, CancellationToken ct)
    {
        if (Unanswered() is { } unanswered)
            return unanswered;
        if (world.Instance(instance) is not { Resized: not null, TaskState: null } known
            || world.Migrations.LastOrDefault(m => m.Instance == instance && m.State == MoveState.ToConfirm) is not { } migration)
            return Refused($"409: Cannot 'confirmResize' instance {instance} in its state", true);
        world.Confirm(known, migration);
        return Answer();
    }

    public Task<MoveReport> ReadMoveAsync(
        InstanceId instance, HostName source, MoveKind kind, long afterMigration, CancellationToken ct)
    {
        RequireNova();
        var newest = world.NewestMigration(instance, source, kind);
        var known = world.Instance(instance);
        var state = newest is null || newest.Number <= afterMigration ? MoveState.None : newest.State;
        return Task.FromResult(new MoveReport(
            state, newest?.Number ?? 0, known is { State: not VmState.Deleted } ? known.Host : null,
            known?.State ?? VmState.Deleted, known?.TaskState, newest?.Detail ?? "no migration")
        {
            Target = state == MoveState.None ? null : newest?.Target,
        });
    }

    public Task<Instance?> ReadInstanceAsync(InstanceId instance, CancellationToken ct)
    {
        RequireNova();
        return Task.FromResult(world.Instance(instance)?.AsNovaHasIt());
    }

    public Task<ActionAnswer> SetProtectionAsync(InstanceId instance, ProtectionTag tag, CancellationToken ct)
    {
        if (world.Instance(instance) is not { } known)
            return Refused($"Instance {instance} could not be found.", false);
        known.Metadata["HA_Enabled"] = tag.Enabled ? "True" : "False";
        if (tag.Class is { } value)
            known.Metadata["HA_Class"] = value;
        foreach (var (key, word) in tag.Order)
            known.Metadata[key] = word;
        return Accepted;
    }

    public bool CanRestart(HostName host) => true;

    public Task<ActionAnswer> RestartAsync(HostName host, string service, ActionContext context, CancellationToken ct)
    {
        var target = world.Host(host);
        if (!target.Runs)
            return Refused($"{host} cannot be reached", true);
        world.Record("restart-service", host, null, context);
        if (!target.RestartFails)
            world.After(world.Times.Restart, () => world.ServiceUp(host, service == "libvirtd" ? Signal.Libvirt : Signal.NovaCompute));
        return Accepted;
    }

    /// <summary>By what nova-api itself sees; what a device is fit for, the conductor finds out only later.</summary>
    static string? WhyNeverMovedAlive(SimInstance instance) => instance.Needs switch
    {
        var needs when needs.Contains(HostNeed.Accelerator) => "400: Feature not supported with instances that have accelerators.",
        var needs when needs.Contains(HostNeed.Vtpm) => $"400: Operation 'live-migration' not supported for vTPM-enabled instance ({instance.Id}).",
        var needs when needs.Contains(HostNeed.EncryptedMemory) => $"400: Operation 'live-migration' not supported for SEV-enabled instance ({instance.Id}).",
        _ => null,
    };

    static Task<ActionAnswer> NotInNova(HostName host) => Refused($"404: no compute service of {host}", false);

    static Task<ActionAnswer> Accepted => Task.FromResult<ActionAnswer>(new ActionAnswer.Accepted(null));

    /// <summary>Where a proxy gives up on the answer, Nova goes on all the same: at once, with its record still to come, or later.</summary>
    Task<ActionAnswer> Begin(SimInstance instance, MoveKind kind, HostName? target)
    {
        if (instance.MovesStall > 0)
        {
            instance.MovesStall--;
            world.Stall(instance);
            return Task.FromResult<ActionAnswer>(new ActionAnswer.Unclear("the connection was cut"));
        }

        if (instance.MovesUnclear == 0)
        {
            world.BeginMove(instance, kind, target);
            return Answer();
        }

        instance.MovesUnclear--;
        if (instance.HeardAfter > TimeSpan.Zero)
            world.After(instance.HeardAfter, () => Hear(instance, kind, target));
        else
            world.BeginMove(instance, kind, target, world.Times.Record);
        return Task.FromResult<ActionAnswer>(new ActionAnswer.Unclear("504: the gateway timed out"));
    }

    /// <summary>What was asked long ago is judged by what is so now: where the instance has gone, nobody evacuates from.</summary>
    void Hear(SimInstance instance, MoveKind kind, HostName? target)
    {
        if (kind != MoveKind.Evacuation || world.Host(instance.Host).ForcedDown)
            world.BeginMove(instance, kind, target);
    }

    /// <summary>It is done; the answer may be lost on its way.</summary>
    Task<ActionAnswer> Answer()
    {
        if (world.NovaUnclear == 0)
            return Accepted;
        world.NovaUnclear--;
        return Task.FromResult<ActionAnswer>(new ActionAnswer.Unclear("504: the gateway had no answer in time"));
    }

    Task<ActionAnswer>? Unanswered()
    {
        if (!world.NovaUp || world.IsCallerCutOff)
            return Refused("503: the API is down", true);
        if (world.NovaRefuses == 0)
            return null;
        world.NovaRefuses--;
        return Refused("409: try again", true);
    }

    void RequireNova()
    {
        if (!world.NovaUp || world.IsCallerCutOff)
            throw new OutsideUnavailableException("Nova does not answer: 503");
    }

    static Task<ActionAnswer> Refused(string reason, bool retryable) =>
        Task.FromResult<ActionAnswer>(new ActionAnswer.Refused(reason, retryable));
}
