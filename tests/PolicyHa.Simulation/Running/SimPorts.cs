using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Running;

/// <summary>
/// One process's way to the outside. When the process has died, code of it that would still run acts no more: it gets a
/// <see cref="SimCrashException"/> instead.
/// </summary>
public sealed class SimPorts(string owner, TimeProvider clock, SimWorld world, SimFencing fencing, SimCompute compute) : IFencing, IComputeControl, ITopologyReader, IServiceRestart,
    IExternalServices
{
    /// <summary>Set when the process dies.</summary>
    public bool IsDead { get; set; }

    public FenceTopology TopologyOf(HostName host) => fencing.TopologyOf(host);

    public IExternalRecovery? Find(string name) => new AliveService(this, world.Service(name));

    public bool CanRestart(HostName host) => compute.CanRestart(host);

    public Task<ActionAnswer> PowerOffAsync(HostName host, string device, ActionContext context, CancellationToken ct) =>
        Acted(Alive(fencing).PowerOffAsync(host, device, context, ct));

    public Task<ActionAnswer> PowerOnAsync(HostName host, string device, ActionContext context, CancellationToken ct) =>
        Acted(Alive(fencing).PowerOnAsync(host, device, context, ct));

    public Task<PowerReading> ReadPowerAsync(HostName host, string device, CancellationToken ct) =>
        Alive(fencing).ReadPowerAsync(host, device, ct);

    public Task<ActionAnswer> ForceDownAsync(HostName host, ProofOfDeath proof, ActionContext context, CancellationToken ct) =>
        Acted(Alive(compute).ForceDownAsync(host, proof, context, ct));

    public Task<bool> IsForcedDownAsync(HostName host, CancellationToken ct) => Alive(compute).IsForcedDownAsync(host, ct);

    public Task<ComputeStanding?> ReadHostAsync(HostName host, CancellationToken ct) => Alive(compute).ReadHostAsync(host, ct);

    public Task<ServicesStanding> ReadServicesAsync(CancellationToken ct) => Alive(compute).ReadServicesAsync(ct);

    public Task<EvacuationsLeft> ReadEvacuationsLeftAsync(HostName host, CancellationToken ct) =>
        Alive(compute).ReadEvacuationsLeftAsync(host, ct);

    public Task<ActionAnswer> ClearForcedDownAsync(HostName host, ActionContext context, CancellationToken ct) =>
        Acted(Alive(compute).ClearForcedDownAsync(host, context, ct));

    public Task<ActionAnswer> DisableAsync(HostName host, string reason, ActionContext context, CancellationToken ct) =>
        Acted(Alive(compute).DisableAsync(host, reason, context, ct));

    public Task<ActionAnswer> EnableAsync(HostName host, ActionContext context, CancellationToken ct) =>
        Acted(Alive(compute).EnableAsync(host, context, ct));

    public Task<IReadOnlyList<string>> ReadAggregatesOfAsync(HostName host, CancellationToken ct) =>
        Alive(compute).ReadAggregatesOfAsync(host, ct);

    public Task<ActionAnswer> JoinAggregateAsync(HostName host, string aggregate, ActionContext context, CancellationToken ct) =>
        Acted(Alive(compute).JoinAggregateAsync(host, aggregate, context, ct));

    public Task<ActionAnswer> LeaveAggregateAsync(HostName host, string aggregate, ActionContext context, CancellationToken ct) =>
        Acted(Alive(compute).LeaveAggregateAsync(host, aggregate, context, ct));

    public Task<IReadOnlyList<Instance>> InstancesOnAsync(HostName host, CancellationToken ct) =>
        Alive(compute).InstancesOnAsync(host, ct);

    public Task<ActionAnswer> EvacuateAsync(
        InstanceId instance, HostName? target, ProofOfDeath proof, ActionContext context, CancellationToken ct) =>
        Acted(Alive(compute).EvacuateAsync(instance, target, proof, context, ct));

    public Task<ActionAnswer> LiveMigrateAsync(InstanceId instance, HostName? target, ActionContext context, CancellationToken ct) =>
        Acted(Alive(compute).LiveMigrateAsync(instance, target, context, ct));

    public Task<ActionAnswer> MigrateAsync(InstanceId instance, HostName? target, ActionContext context, CancellationToken ct) =>
        Acted(Alive(compute).MigrateAsync(instance, target, context, ct));

    public Task<ActionAnswer> ConfirmMigrationAsync(InstanceId instance, ActionContext context, CancellationToken ct) =>
        Acted(Alive(compute).ConfirmMigrationAsync(instance, context, ct));

    public Task<MoveReport> ReadMoveAsync(
        InstanceId instance, HostName source, MoveKind kind, long afterMigration, CancellationToken ct) =>
        Alive(compute).ReadMoveAsync(instance, source, kind, afterMigration, ct);

    public Task<Instance?> ReadInstanceAsync(InstanceId instance, CancellationToken ct) =>
        Alive(compute).ReadInstanceAsync(instance, ct);

    public Task<ActionAnswer> StopAsync(InstanceId instance, ActionContext context, CancellationToken ct) =>
        Acted(Alive(compute).StopAsync(instance, context, ct));

    public Task<ActionAnswer> StartAsync(InstanceId instance, ActionContext context, CancellationToken ct) =>
        Acted(Alive(compute).StartAsync(instance, context, ct));

    public Task<ActionAnswer> RebootAsync(InstanceId instance, ActionContext context, CancellationToken ct) =>
        Acted(Alive(compute).RebootAsync(instance, context, ct));

    public Task<string?> ReadNewestRebootAsync(InstanceId instance, CancellationToken ct) =>
        Alive(compute).ReadNewestRebootAsync(instance, ct);

    public Task<IReadOnlyList<string>> ReadMovesUnderWayAsync(InstanceId instance, CancellationToken ct) =>
        Alive(compute).ReadMovesUnderWayAsync(instance, ct);

    public Task<ActionAnswer> AbortLiveMigrationAsync(InstanceId instance, long migration, ActionContext context, CancellationToken ct) =>
        Acted(Alive(compute).AbortLiveMigrationAsync(instance, migration, context, ct));

    public Task<ActionAnswer> ResetStateAsync(InstanceId instance, CancellationToken ct) => Acted(Alive(compute).ResetStateAsync(instance, ct));

    public Task<ActionAnswer> LockAsync(InstanceId instance, string reason, CancellationToken ct) =>
        Acted(Alive(compute).LockAsync(instance, reason, ct));

    public Task<ActionAnswer> UnlockAsync(InstanceId instance, CancellationToken ct) => Acted(Alive(compute).UnlockAsync(instance, ct));

    public Task<ActionAnswer> SetProtectionAsync(InstanceId instance, ProtectionTag tag, CancellationToken ct) =>
        Alive(compute).SetProtectionAsync(instance, tag, ct);

    public Task<ActionAnswer> ClearProtectionAsync(InstanceId instance, CancellationToken ct) => Alive(compute).ClearProtectionAsync(instance, ct);

    public Task<Fleet> ReadAsync(CancellationToken ct) => Alive(compute).ReadAsync(ct);

    public Task<ActionAnswer> RestartAsync(HostName host, string service, ActionContext context, CancellationToken ct) =>
        Acted(Alive(compute).RestartAsync(host, service, context, ct));

    /// <summary>The call has come about; the process may end before it learns of it.</summary>
    Task<ActionAnswer> Acted(Task<ActionAnswer> answer)
    {
        world.AfterAct?.Invoke();
        return answer;
    }

    T Alive<T>(T port)
    {
        if (IsDead)
            throw new SimCrashException();
        (world.Caller, world.CallerClock) = (owner, clock);
        return port;
    }

    /// <summary>The way of this process to another service.</summary>
    sealed class AliveService(SimPorts ports, SimExternal service) : IExternalRecovery
    {
        public string Name => service.Name;

        public Task<ActionAnswer> StartAsync(ExternalCall call, CancellationToken ct) => ports.Acted(ports.Alive(service).StartAsync(call, ct));

        public Task<ExternalReport> ReadAsync(string reference, CancellationToken ct) => ports.Alive(service).ReadAsync(reference, ct);
    }
}
