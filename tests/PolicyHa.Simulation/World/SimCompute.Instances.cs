using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Simulation.World;

/// <summary>What is done to an instance where it is.</summary>
public sealed partial class SimCompute
{
    const string Reboot = "reboot";

    public Task<ActionAnswer> StopAsync(InstanceId instance, ActionContext context, CancellationToken ct) =>
        Switch(instance, "stop", "powering-off", VmState.Stopped, context);

    public Task<ActionAnswer> StartAsync(InstanceId instance, ActionContext context, CancellationToken ct) =>
        Switch(instance, "start", "powering-on", VmState.Active, context);

    public Task<ActionAnswer> RebootAsync(InstanceId instance, ActionContext context, CancellationToken ct) =>
        Switch(instance, Reboot, "rebooting_hard", VmState.Active, context);

    public Task<string?> ReadNewestRebootAsync(InstanceId instance, CancellationToken ct)
    {
        RequireNova();
        return Task.FromResult(world.Instance(instance) is { Reboots: > 0 and var number } ? $"reboot-{number}" : null);
    }

    public Task<IReadOnlyList<string>> ReadMovesUnderWayAsync(InstanceId instance, CancellationToken ct)
    {
        RequireNova();
        return Task.FromResult(world.MovesOnRecord(instance));
    }

    public Task<ActionAnswer> AbortLiveMigrationAsync(InstanceId instance, long migration, ActionContext context, CancellationToken ct)
    {
        if (Unanswered() is { } unanswered)
            return unanswered;
        if (world.Migrations.FirstOrDefault(m => m.Number == migration && m.Instance == instance) is not { Kind: MoveKind.LiveMigration, State: MoveState.UnderWay } known)
            return Refused($"404: In-progress live migration {migration} is not found for server {instance}.", true);
        world.Record("abort-live-migration", known.Source, world.Instance(instance)!.Name, context);
        world.Abort(known);
        return Answer();
    }

    public Task<ActionAnswer> ResetStateAsync(InstanceId instance, CancellationToken ct) => Change(instance, world.ResetState);

    public Task<ActionAnswer> LockAsync(InstanceId instance, string reason, CancellationToken ct) =>
        Change(instance, i => (i.Locked, i.LockedReason) = (true, $"{ComputeHost.OurReason}{reason}"));

    public Task<ActionAnswer> UnlockAsync(InstanceId instance, CancellationToken ct) =>
        Change(instance, i => (i.Locked, i.LockedReason) = (false, null));

    public Task<ActionAnswer> ClearProtectionAsync(InstanceId instance, CancellationToken ct) => Change(instance, i => i.Metadata.Remove(HaWish.Key));

    Task<ActionAnswer> Change(InstanceId instance, Action<SimInstance> change)
    {
        if (Unanswered() is { } unanswered)
            return unanswered;
        if (world.Instance(instance) is not { State: not VmState.Deleted } known)
            return Refused($"Instance {instance} could not be found.", false);
        change(known);
        return Answer();
    }

    Task<ActionAnswer> Switch(InstanceId instance, string kind, string task, VmState end, ActionContext context)
    {
        if (Unanswered() is { } unanswered)
            return unanswered;
        if (world.Instance(instance) is not { } known)
            return Refused($"Instance {instance} could not be found.", false);
        if (known.State == VmState.Deleted)
            return Refused($"Instance {instance} could not be found.", false);
        if (known.TaskState is { } busy && !(kind == Reboot && busy.StartsWith(Reboot, StringComparison.Ordinal)))
            return Refused($"Cannot '{kind}' instance {instance} while it is in task_state {busy}", true);
        world.Record(kind, known.Host, known.Name, context);
        if (kind == "stop" && known.StopsFail is null or > 0)
        {
            known.StopsFail -= 1;
            return Refused($"500: {known.Name} could not be stopped", true);
        }

        known.Reboots += kind == Reboot ? 1 : 0;
        known.TaskState = task;
        world.After(world.Times.Restart, () =>
        {
            known.TaskState = null;
            if (known.State == VmState.Deleted)
                return;
            known.State = end == VmState.Active && known.RestartFails ? VmState.Error : end;
            if (known.State == VmState.Active && world.Host(known.Host).Runs)
                known.Guests.Add(known.Host);
            else
                known.Guests.Remove(known.Host);
        });
        return Answer();
    }
}
