namespace PolicyHa.Adapters.Fencing.Agents;

/// <summary>Where fence agents lie: in one directory and nowhere else.</summary>
static class AgentPath
{
    /// <summary>All agents are called so.</summary>
    public const string Prefix = "fence_";

    public static string Of(FencingOptions options, string agent) => Path.Combine(options.AgentsDirectory, agent);

    /// <summary>It can only be a file of that directory.</summary>
    public static bool IsName(string agent) =>
        agent.StartsWith(Prefix, StringComparison.Ordinal) && agent.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
}
