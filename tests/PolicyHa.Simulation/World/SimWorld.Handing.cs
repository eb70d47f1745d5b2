using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Simulation.World;

/// <summary>Services that recoveries are handed over to, and how cold migrations end.</summary>
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

    /// <summary>Nova rolls back: it runs where it was, and where that host died meanwhile it is in error.</summary>
    void ComeBack(SimInstance instance)
    {
        if (hosts[instance.Host].Runs)
            instance.Guests.Add(instance.Host);
        else
            instance.State = VmState.Error;
    }
}
