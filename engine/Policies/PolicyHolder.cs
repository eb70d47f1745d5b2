namespace PolicyHa.Engine.Policies;

/// <summary>
/// The policy in force, and those that were: a plan finishes under the policy that made it. Swapped whole, between turns.
/// </summary>
public sealed class PolicyHolder
{
    /// <summary>Plans live for minutes; a policy that was replaced so many times ago has none left.</summary>
    public const int HeldMax = 20;

    readonly Lock gate = new();
    readonly LinkedList<RecoveryPolicy> held = [];
    volatile RecoveryPolicy current;
    volatile WaitingPolicy? waiting;

    public PolicyHolder(RecoveryPolicy initial) => Current = current = initial;

    public RecoveryPolicy Current
    {
        get => current;
        set
        {
            Remember(value);
            current = value;
        }
    }

    /// <summary>What comes into force once every live replica can read it; null: nothing waits.</summary>
    public WaitingPolicy? Waiting
    {
        get => waiting;
        set => waiting = value;
    }

    /// <summary>The policy that records name so (<see cref="PolicyVersion.ToString"/>); null when it was not held, or too long ago.</summary>
    public RecoveryPolicy? Find(string version)
    {
        lock (gate)
            return held.FirstOrDefault(p => p.Version.ToString() == version);
    }

    /// <summary>Holds a policy that is not in force (any more) for the plans that name it.</summary>
    public void Remember(RecoveryPolicy policy)
    {
        lock (gate)
        {
            if (held.FirstOrDefault(p => p.Version == policy.Version) is { } known)
                held.Remove(known);
            held.AddFirst(policy);
            if (held.Count > HeldMax)
                held.RemoveLast();
        }
    }
}
