using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Decisions;

/// <summary>Times of plans that are physics or habit rather than an operator's law.</summary>
public sealed record DecisionOptions
{
    /// <summary>What the policy says about single actions; it comes before everything here.</summary>
    public StepPolicy Steps { get; private init; } = StepPolicy.Standard;

    /// <summary>These, as far as the policy says nothing else.</summary>
    public DecisionOptions Under(RecoveryPolicy policy) => ReferenceEquals(Steps, policy.Steps) ? this : this with { Steps = policy.Steps };

    /// <summary>How long one try of a fence may take before it has failed.</summary>
    /// <value>Default 60 s: Pacemaker's <c>pcmk_off_timeout</c>. A timeout is not proof.</value>
    public TimeSpan FenceTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <value>Default 3.</value>
    public int FenceTriesMax { get; init; } = 3;

    /// <summary>After all tries failed: when a fence is tried again.</summary>
    /// <value>Default 5 minutes.</value>
    public TimeSpan FenceRetryAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long an accepted evacuation may take before it counts as failed for its instance.</summary>
    /// <value>Default 10 minutes: Nova fetches images and plugs networks first.</value>
    public TimeSpan EvacuateTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long recovery waits for a group of instances to become ready before it goes on without it.</summary>
    /// <value>Default 10 minutes, as vSphere HA waits for a restart priority.</value>
    public TimeSpan GroupReadyTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <value>Default 5 tries of an evacuation that the cloud says has failed.</value>
    public int EvacuateTriesMax { get; init; } = 5;

    /// <value>Default 10 minutes.</value>
    public TimeSpan LiveMigrateTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a cold migration may take, from the ask until it is confirmed.</summary>
    /// <value>Default 30 minutes: a disk on the host itself is copied over the network, 100 GiB in 15 minutes at 1 Gbit/s.</value>
    public TimeSpan MigrateTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long another service may take to recover what was handed over to it; silence is no success.</summary>
    /// <value>Default 15 minutes: an evacuation of 10 minutes, and some time around it.</value>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a guest may take to shut down.</summary>
    /// <value>Default 2 minutes: Nova waits 60 s (<c>shutdown_timeout</c>) before it switches a guest off.</value>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a restarted service or instance may take until it is up again.</summary>
    /// <value>Default 60 s.</value>
    public TimeSpan RestartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <value>Default 2.</value>
    public int RestartTriesMax { get; init; } = 2;

    /// <summary>How long a person who is asked may think; after that it counts as a no.</summary>
    /// <value>Default 15 minutes: time to be paged, to wake up and to look.</value>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>So many deaths of hosts at once each segment is to have room for; where it has not, the operators are told.</summary>
    /// <value>Default 1; 0 to 2, 0: nobody is told.</value>
    public int FailuresToSurvive { get; init; } = 1;

    /// <summary>While something is held back by a limit or a guard, the segment is looked at this often.</summary>
    /// <value>Default 1 s.</value>
    public TimeSpan LookWhileHeld { get; init; } = TimeSpan.FromSeconds(1);
}
