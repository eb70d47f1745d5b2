namespace PolicyHa.Engine.Decisions.Proofs;

/// <summary>What a proof that would take too long leaves out, the least telling first. Each is said in the report.</summary>
enum ProofThinning
{
    None,

    /// <summary>Only one of power and cluster is known at a time.</summary>
    OneHintAtATime,

    /// <summary>Besides, faults inside instances come with at most one signal that is not up.</summary>
    LoneFaults,
}
