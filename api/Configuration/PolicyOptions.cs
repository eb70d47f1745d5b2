using System.ComponentModel.DataAnnotations;

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

    /// <summary>How many activations of policies are remembered, with their texts, to go back to.</summary>
    /// <value>Default 20; 1 to 1000.</value>
    [Range(1, 1000, ErrorMessage = "must be from 1 to 1000")]
    public int Keep { get; set; } = 20;

    /// <summary>
    /// Changed files come into force although they would fence, evacuate, migrate or restart what the policy in force
    /// would not.
    /// </summary>
    /// <value>Default false: they wait until somebody has looked at the difference and accepted it.</value>
    public bool AcceptNewActions { get; set; }
}
