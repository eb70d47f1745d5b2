using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.Topology;
using static PolicyHa.Engine.Facts.SignalStatus;

namespace PolicyHa.Benchmarks;

/// <summary>The host table and the classes of the shipped policy, written by hand: nothing that explains itself can be faster.</summary>
static class PlainTable
{
    static readonly RecoveryAction[] None = [];
    static readonly RecoveryAction[] Notify = [RecoveryAction.Notify];
    static readonly RecoveryAction[] Fence = [RecoveryAction.Fence, RecoveryAction.Evacuate];
    static readonly RecoveryAction[] Migrate = [RecoveryAction.LiveMigrate];
    static readonly RecoveryAction[] Restart = [RecoveryAction.RestartService, RecoveryAction.Notify];
    static readonly RecoveryAction[] RestartOrMove = [RecoveryAction.RestartService, RecoveryAction.LiveMigrate];

    /// <returns>How many acts it asks for.</returns>
    public static int Ask(ClusterSnapshot snapshot)
    {
        var acts = 0;
        foreach (var host in snapshot.Hosts)
            acts += Ask(host);
        return acts;
    }

    /// <returns>How many acts it asks for.</returns>
    public static int Ask(HostView host)
    {
        var (cattle, pet) = Row(host.Signals);
        if (cattle.Length + pet.Length == 0)
            return 0;
        var acts = 0;
        foreach (var instance in host.Instances)
            acts += ClassOf(instance) switch { InstanceClass.Cattle => cattle.Length, InstanceClass.Pet => pet.Length, _ => 0 };
        return acts;
    }

    static (RecoveryAction[] Cattle, RecoveryAction[] Pet) Row(HostSignals signals)
    {
        var (admin, tenant, storage) =
            (signals[Signal.AdminNetwork].Status, signals[Signal.TenantNetwork].Status, signals[Signal.StorageNetwork].Status);
        var compute = Worse(signals[Signal.NovaCompute].Status, signals[Signal.Libvirt].Status);
        return (admin, tenant, storage, compute) switch
        {
            (Up or Degraded, Up or Degraded, Up or Degraded, Up or Degraded) => (None, None),
            (Down, Up or Degraded, Up or Degraded, _) => (Fence, Notify),
            (Up or Degraded, Down, Up or Degraded, Up or Degraded) => (Fence, Migrate),
            (Up or Degraded, not Unknown, Down, not Unknown) => (Fence, Fence),
            (Up or Degraded, Up or Degraded, Up or Degraded, Down) => (Fence, Restart),
            (Up or Degraded, Down, Up or Degraded, Down) => (Fence, RestartOrMove),
            (Down, Down, Up or Degraded, _) => (Fence, Notify),
            (Down, Up or Degraded, Down, _) => (Fence, Fence),
            (Down, Down, Down, _) => (Fence, Fence),
            _ => (Notify, Notify),
        };
    }

    static SignalStatus Worse(SignalStatus a, SignalStatus b) =>
        a == Down || b == Down ? Down : a == Unknown || b == Unknown ? Unknown : a == Degraded ? a : b;

    static InstanceClass ClassOf(Instance instance)
    {
        if (!instance.HaEnabled)
            return InstanceClass.None;
        if (!instance.Metadata.ContainsKey("HA_Enabled")
            && (instance.Name.StartsWith("amphora-", StringComparison.Ordinal) || instance.Metadata.ContainsKey("metering.server_group")))
            return InstanceClass.None;
        if (instance.Metadata.TryGetValue("HA_Class", out var said) && said != "cattle")
            return InstanceClass.Pet;
        return instance.Boot == BootSource.LocalDisk ? InstanceClass.Pet : InstanceClass.Cattle;
    }
}
