using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Topology;

/// <summary>An instance that a failed recovery did not bring to an end, and what the cloud has said of it since.</summary>
/// <param name="Seen">As it was last read, wherever it is; null: the cloud has it no more.</param>
public sealed record UndoneInstance(InstanceId Id, string Name, Instance? Seen)
{
    /// <summary>It has left the host and is at rest elsewhere, or its owner has deleted it: nobody needs to see to it any more.</summary>
    public bool IsSettled(HostName host) => Seen is null or { State: VmState.Deleted }
        || (Seen.Host != host && Seen is { TaskState: null, State: not VmState.Error });

    /// <summary>Where it is, for people.</summary>
    public string Whereabouts => Seen is null or { State: VmState.Deleted } ? $"{Name} is deleted" : $"{Name} is on {Seen.Host}";
}
