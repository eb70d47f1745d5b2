using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;

namespace PolicyHa.Engine.Topology;

/// <summary>An instance that a failed recovery did not bring to an end, and what the cloud has said of it since.</summary>
/// <param name="Seen">As it was last read, wherever it is; null: the cloud has it no more.</param>
public sealed record UndoneInstance(InstanceId Id, string Name, Instance? Seen)
{
    /// <summary>The failed one.</summary>
    public IncidentId Incident { get; init; }

    /// <summary>It has left the host, and was in error at its new place, or stopped though it ran.</summary>
    public bool CameUpWrong { get; init; }

    /// <summary>What it was before; null where that was not kept.</summary>
    public VmState? Former { get; init; }

    /// <summary>It has left the host and is at rest elsewhere, or its owner has deleted it: nobody needs to see to it any more.</summary>
    public bool IsSettled(HostName host) => Seen is null or { State: VmState.Deleted }
        || (Seen.Host != host && Seen is { TaskState: null, State: not VmState.Error } && !StandsStill);

    bool StandsStill => CameUpWrong && Former == VmState.Active && Seen!.State == VmState.Stopped;

    /// <summary>Where it is, for people.</summary>
    public string Whereabouts => Seen is null or { State: VmState.Deleted } ? $"{Name} is deleted" : $"{Name} is on {Seen.Host}";
}
