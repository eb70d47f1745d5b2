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
    LiveMigrate,

    /// <summary>Power the host off and prove it.</summary>
    Fence,

    /// <summary>Rebuild elsewhere, once the host is proven dead.</summary>
    Evacuate,
}
