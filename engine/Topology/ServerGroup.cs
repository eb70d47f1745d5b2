namespace PolicyHa.Engine.Topology;

/// <summary>A server group, whose rule Nova's scheduler keeps whoever asks for a place. An instance is in one at most.</summary>
/// <param name="MaxPerHost">Of <see cref="ServerGroupPolicy.AntiAffinity"/>: so many members may be on one host. At least 1.</param>
public sealed record ServerGroup(string Id, string Name, ServerGroupPolicy Policy, int MaxPerHost = 1)
{
    /// <summary>Nova would rather place nothing than break it.</summary>
    public bool IsHard => Policy is ServerGroupPolicy.Affinity or ServerGroupPolicy.AntiAffinity;

    /// <summary>The word Nova has for the policy.</summary>
    public string PolicyWord => Policy switch
    {
        ServerGroupPolicy.Affinity => "affinity",
        ServerGroupPolicy.AntiAffinity => "anti-affinity",
        ServerGroupPolicy.SoftAffinity => "soft-affinity",
        _ => "soft-anti-affinity",
    };

    /// <summary>Reads Nova's word; null for one that this version does not know.</summary>
    public static ServerGroupPolicy? PolicyOf(string word) => word switch
    {
        "affinity" => ServerGroupPolicy.Affinity,
        "anti-affinity" => ServerGroupPolicy.AntiAffinity,
        "soft-affinity" => ServerGroupPolicy.SoftAffinity,
        "soft-anti-affinity" => ServerGroupPolicy.SoftAntiAffinity,
        _ => null,
    };
}
