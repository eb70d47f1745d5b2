namespace PolicyHa.Api.Configuration;

/// <summary>The law to follow. <c>policy: /path</c> is short for its first key.</summary>
[ScalarKey("path")]
public sealed class PolicyOptions
{
    /// <summary>A rule file, or a directory whose <c>*.yaml</c> files make one policy together. Watched.</summary>
    /// <value>Default: the policy that comes with the program.</value>
    public string? Path { get; set; }

    /// <summary>Values instead of the params' defaults in the rule file, as an operator writes them there.</summary>
    public Dictionary<string, string> Params { get; set; } = [];
}
