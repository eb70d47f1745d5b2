namespace PolicyHa.Engine.Decisions;

/// <summary>Why nothing (more) is done now. The kebab-case names are permanent: scenarios, metrics and people use them.</summary>
public enum HoldReason
{
    /// <summary>An operator has switched acting off.</summary>
    Disarmed,

    /// <summary>A maintenance window covers the host.</summary>
    HostInMaintenance,

    /// <summary>
    /// The service has not yet seen a first full picture since it started; or not yet what other segments tell under this policy.
    /// </summary>
    StartEmbargo,

    /// <summary>Every host of the segment looks down at once: the observer is the more likely patient.</summary>
    ObserverDoubt,

    /// <summary>More hosts are down than the policy's share of the segment.</summary>
    Storm,

    /// <summary>As many fences as allowed are under way; this one waits its turn.</summary>
    FencingLimit,

    /// <summary>No fencing device is configured for the host.</summary>
    Unfenceable,

    /// <summary>No healthy host is left that could take the instances.</summary>
    NoTargetHost,

    /// <summary>One class wants the host off, another wants its instances alive.</summary>
    MixedHost,

    /// <summary>A signal is unknown, and unknown is not down.</summary>
    SignalUnknown,

    /// <summary>Nothing on the host is protected.</summary>
    NothingProtected,

    /// <summary>The fence could not be proven; nothing is evacuated before it is.</summary>
    AwaitingProof,

    /// <summary>The table asks for telling a person, and that has been done.</summary>
    OperatorNotified,

    /// <summary>All that the table asks for has been done; the host itself needs repair.</summary>
    AwaitingRepair,

    /// <summary>A step of the recovery failed for good; a person must look.</summary>
    RecoveryFailed,

    /// <summary>Rules could not be evaluated.</summary>
    RuleError,

    /// <summary>Rules of equal priority ask for different things.</summary>
    RuleConflict,

    /// <summary>A rule of the policy vetoes what would be done.</summary>
    Vetoed,

    /// <summary>Something larger than a host has failed; it is told as one.</summary>
    WideOutage,

    /// <summary>Nothing of what the table asks for can be done to the instances as they are now. Asked again with every change.</summary>
    NothingPossible,

    /// <summary>A planned fence waits, and nothing asks for it any more.</summary>
    NoLongerAsked,

    /// <summary>Observers that used to repeat themselves have all fallen silent: the way to them is the more likely patient.</summary>
    SourceSilent,

    /// <summary>As many hosts as allowed have been fenced within a time; this one waits for the next round.</summary>
    FencingRate,

    /// <summary>A rack, an aggregate or another failure domain has lost more hosts than its budget.</summary>
    DomainBudget,

    /// <summary>A storm has just ended; it may not be over.</summary>
    CoolDown,

    /// <summary>Most of the hosts that were seen well vanished at once: rather the way to them has failed.</summary>
    Cliff,

    /// <summary>The cloud could not be read again and again: its picture is old, and nothing could be evacuated.</summary>
    CloudUnreachable,

    /// <summary>Nova says of most hosts that they are down which everybody else sees well.</summary>
    DataSourceBroken,

    /// <summary>No scheduler of the cloud is up, so nothing could be evacuated.</summary>
    NoScheduler,

    /// <summary>Another host that carries the control plane is being fenced, or is not back yet.</summary>
    ControlPlane,

    /// <summary>A fenced host is back and well; a person must say that it may be given instances again.</summary>
    AwaitingReAdmission,

    /// <summary>Operators have reasons to begin nothing new here.</summary>
    Paused,

    /// <summary>A host was to be kept free or emptied for planned work, and Nova would not, or something could not be moved off.</summary>
    NotDrained,

    /// <summary>A person was asked, and said no, or nobody answered in time.</summary>
    Declined,

    /// <summary>What is left on a dead host may be on none of the hosts that could be given it. It is recovered as soon as there is a place.</summary>
    AwaitingPlace,

    /// <summary>The host said that it reboots or goes off; it is on its way.</summary>
    ShuttingDown,

    /// <summary>The host has joined the fleet, and nobody has ever seen it up.</summary>
    Registering,

    /// <summary>The service would switch off the machine it runs on.</summary>
    OwnHost,

    /// <summary>The host has only just come back from a fence.</summary>
    QuietTime,

    /// <summary>No conductor of the cloud is up, so nothing could be evacuated.</summary>
    NoConductor,
}
