using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Simulation.World;

/// <summary>Services that recoveries are handed over to, how cold migrations end and live ones are aborted, and what a person mends.</summary>
public sealed partial class SimWorld
{
    readonly SortedDictionary<string, SimExternal> services = new(StringComparer.Ordinal);

    /// <summary>A service that recoveries are handed over to; there is one of every name.</summary>
    public SimExternal Service(string name) => services.TryGetValue(name, out var known) ? known : services[name] = new SimExternal(name, this);

    /// <summary>Recoveries of this host, or of this instance, that other services are at work on.</summary>
    public IEnumerable<ExternalCall> HandedOver(HostName host, string? instance) => services.Values.SelectMany(s => s.AtWorkOn(host, instance));

    /// <summary>The old copy goes, a moment later.</summary>
    public void Confirm(SimInstance instance, SimMigration migration)
    {
        instance.TaskState = "resize_confirming";
        After(Times.Restart, () =>
        {
            instance.TaskState = null;
            if (instance.State == VmState.Deleted || instance.Resized is not { } former)
                return;
            (instance.State, instance.Resized) = (former, null);
            migration.State = MoveState.Done;
            trace.Add("world", instance.Host.Value, "confirmed", $"{instance.Name} is {former.ToString().ToLowerInvariant()} on {instance.Host}, its old copy is gone");
        });
    }

    /// <summary>The source's nova-compute hears of it a moment later: what has not come to its end by then stays where it is. One that is dead hears nothing.</summary>
    public void Abort(SimMigration migration) => After(Times.Restart, () =>
    {
        if (migration.State != MoveState.UnderWay || !hosts[migration.Source].Runs)
            return;
        var instance = instances[migration.Instance];
        instance.TaskState = null;
        (migration.State, migration.Detail) = (MoveState.Failed, "cancelled");
        trace.Add("world", migration.Source.Value, "move-aborted", $"{instance.Name} stays on {instance.Host}: its live migration is aborted");
    });

    /// <summary>nova-api marks the instance, and dies before it has told anybody.</summary>
    public void Stall(SimInstance instance)
    {
        instance.TaskState = "rebuilding";
        trace.Add("world", instance.Host.Value, "stalled", $"{instance.Name} is marked rebuilding, and nobody is at work on it");
    }

    /// <summary>Nova forgets what it was doing with it.</summary>
    public void ResetState(SimInstance instance) => (instance.TaskState, instance.State) = (null, VmState.Error);

    /// <summary>Moves of it that have not ended, as far as Nova shows them.</summary>
    public IReadOnlyList<string> MovesOnRecord(InstanceId instance) =>
        [.. migrations.Where(m => m.Instance == instance && !m.IsHidden && m.State is MoveState.UnderWay or MoveState.ToConfirm).Select(m => $"migration {m.Number}")];

    /// <summary>Nova rolls back: it runs where it was, and where that host died meanwhile it is in error.</summary>
    void ComeBack(SimInstance instance)
    {
        if (hosts[instance.Host].Runs)
            instance.Guests.Add(instance.Host);
        else
            instance.State = VmState.Error;
    }
}
