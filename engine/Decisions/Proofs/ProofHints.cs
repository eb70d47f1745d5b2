namespace PolicyHa.Engine.Decisions.Proofs;

/// <summary>What the text of a policy speaks of, so that a proof makes up the instances and hosts that its conditions look for.</summary>
/// <param name="Keys">Of metadata, extra specs and image properties; beside <c>HA_Enabled</c> and <c>HA_Class</c>.</param>
/// <param name="Words">Values that conditions compare with: of such keys, or names of flavors, projects and images.</param>
/// <param name="Power">Some condition asks for the host's power.</param>
/// <param name="Cluster">Some condition asks what the cluster thinks of the host.</param>
public sealed record ProofHints(IReadOnlyList<string> Keys, IReadOnlyList<string> Words, bool Power, bool Cluster)
{
    /// <summary>Nothing is known of the text.</summary>
    public static readonly ProofHints None = new([], [], false, false);
}
