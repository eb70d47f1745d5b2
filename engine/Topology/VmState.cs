namespace PolicyHa.Engine.Topology;

/// <summary>Nova's <c>vm_state</c>, reduced to what recovery has to tell apart.</summary>
public enum VmState
{
    /// <summary>Any state not named here (building, shelved, resized, ...): recovery leaves it alone and says so.</summary>
    Other,
    Active,
    Stopped,
    Paused,
    Error,
    Deleted,
}
