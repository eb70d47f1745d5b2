namespace PolicyHa.Engine.Policies;

/// <summary>What a cell of the decision table may ask for.</summary>
public enum RecoveryAction
{
    Notify,

    /// <summary>Ask a person first: what stands after it is done only after a yes.</summary>
    Ask,

    /// <summary>Restart nova-compute or libvirtd on the live host.</summary>
    RestartService,

    /// <summary>Stop and start the instance where it is.</summary>
    Restart,

    /// <summary>Switch the instance off and on where it is, without asking its guest: a hard reboot.</summary>
    Reboot,
    LiveMigrate,

    /// <summary>Move the instance to another host while it does not run (cold migration); both hosts must be alive.</summary>
    Migrate,

    /// <summary>Stop the instance where it is.</summary>
    Stop,

    /// <summary>Start what <see cref="Stop"/> before it has stopped.</summary>
    Start,

    /// <summary>Hand the recovery over to another service, by name: see <see cref="LadderRung.Calls"/>.</summary>
    Call,

    /// <summary>Power the host off and prove it.</summary>
    Fence,

    /// <summary>Rebuild elsewhere, once the host is proven dead.</summary>
    Evacuate,
}
