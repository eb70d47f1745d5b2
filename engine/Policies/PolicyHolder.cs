namespace PolicyHa.Engine.Policies;

/// <summary>The policy in force. Swapped whole, between turns.</summary>
public sealed class PolicyHolder(RecoveryPolicy initial)
{
    volatile RecoveryPolicy current = initial;

    public RecoveryPolicy Current
    {
        get => current;
        set => current = value;
    }
}
