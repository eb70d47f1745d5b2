namespace PolicyHa.Samples.Cloud.World;

/// <summary>What may be wrong with a BMC.</summary>
public enum BmcFault
{
    None,

    /// <summary>Says yes to every power command and does nothing.</summary>
    Lies,

    /// <summary>Takes the call and never answers.</summary>
    Hangs,

    /// <summary>Answers every call with an error status.</summary>
    Errors,

    /// <summary>Refuses ForceOff with 409 while the host is off, as some vendors do.</summary>
    RefusesWhenOff,

    /// <summary>Takes ForceOff, and answers 500 although the host does go off.</summary>
    WorksButAnswersError,

    /// <summary>Takes resets as tasks, does nothing, and the task ends with an error.</summary>
    TaskFails,
}
