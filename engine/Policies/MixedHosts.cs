namespace PolicyHa.Engine.Policies;

/// <summary>
/// What happens on a host where one class wants the host off and another wants its instances left alive. Fencing acts on
/// the host, the table speaks of instances: this is the operator's answer to that conflict.
/// </summary>
public enum MixedHosts
{
    /// <summary>Live-migrate the others off first, where admin and storage still work; hold the fence when one cannot be moved.</summary>
    DrainThenFence,

    /// <summary>Never fence under an instance that the table wants alive; hold and tell.</summary>
    PetsWin,

    /// <summary>Fence, and evacuate the others too.</summary>
    CattleWin,
}
