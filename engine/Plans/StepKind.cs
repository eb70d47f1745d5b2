namespace PolicyHa.Engine.Plans;

/// <summary>What one step does.</summary>
public enum StepKind
{
    /// <summary>Power the host off and prove it.</summary>
    Fence,

    /// <summary>Tell Nova that the host is dead: forced down and disabled in one call.</summary>
    ForceDown,

    /// <summary>Read afresh what Nova has on the host, and add or drop evacuations accordingly.</summary>
    Survey,
    Evacuate,
    LiveMigrate,
    RestartService,
    RestartInstance,

    /// <summary>Reboot an instance hard, where it is.</summary>
    Reboot,

    /// <summary>Tell the operators.</summary>
    Notify,

    /// <summary>Wait until a group of instances is ready, before what needs it is recovered.</summary>
    Wait,

    /// <summary>Read back that nothing protected is left on the dead host.</summary>
    Verify,

    /// <summary>A fenced host is back: see that nothing of it is still being evacuated, and that its nova-compute has removed its old copies.</summary>
    CheckReturn,

    /// <summary>Tell Nova that the host lives, and see its nova-compute up.</summary>
    ClearForcedDown,

    /// <summary>Let Nova place instances there again. Ends the return of the host.</summary>
    Enable,

    /// <summary>Keep Nova from placing instances there: somebody is going to work on it.</summary>
    Disable,

    /// <summary>Ask a person whether the steps after it may be done. A yes is a permission, not a proof.</summary>
    Ask,

    /// <summary>Take a reserved host for the instances of a dead one, and let Nova place them there.</summary>
    ReserveHost,

    /// <summary>Give a reserved host its role back: Nova places nothing there any more.</summary>
    ReleaseHost,

    /// <summary>Move an instance off a live host while it does not run, and confirm it.</summary>
    Migrate,

    /// <summary>Stop an instance where it is.</summary>
    Stop,

    /// <summary>Start an instance that the plan has stopped.</summary>
    Start,

    /// <summary>Hand the recovery over to another service, and wait for what comes of it.</summary>
    Call,

    /// <summary>Switch a fenced host on again. Ends its recovery: nothing is left on it that could run twice.</summary>
    SwitchOn,
}
