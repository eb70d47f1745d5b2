using Microsoft.Extensions.Configuration;

namespace PolicyHa.Adapters.OpenStack.Workflows;

/// <summary>A workflow of Mistral that recoveries are handed over to.</summary>
public sealed class MistralOptions
{
    /// <summary>As rule files call it: <c>call NAME</c>. Letters, digits, <c>-</c> and <c>_</c>.</summary>
    [ConfigurationKeyName("name")]
    public string Name { get; set; } = "mistral";

    /// <summary>The workflow's name.</summary>
    [ConfigurationKeyName("workflow")]
    public string Workflow { get; set; } = "";

    /// <summary>
    /// What the workflow is given; <c>{host}</c>, <c>{instance}</c>, <c>{incident}</c> and <c>{key}</c> stand for what the call is about.
    /// </summary>
    /// <value>Default <c>host: "{host}"</c> and <c>instance: "{instance}"</c>, which is empty where the call is about a host.</value>
    [ConfigurationKeyName("input")]
    public Dictionary<string, string> Input { get; set; } = [];

    /// <summary>Where Mistral is, with its version, such as <c>https://workflow.example:8989/v2</c>; null: as in the catalogue.</summary>
    [ConfigurationKeyName("url")]
    public string? Url { get; set; }

    public IReadOnlyList<(string Path, string Message)> Validate()
    {
        var problems = new List<(string, string)>();
        if (Name.Length == 0 || !Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            problems.Add(("name", $"'{Name}' cannot stand in a rule file: letters, digits, - and _"));
        if (string.IsNullOrWhiteSpace(Workflow))
            problems.Add(("workflow", "is missing; give the name of a workflow"));
        if (Url is { Length: > 0 } url && (!Uri.TryCreate(url, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("http" or "https")))
            problems.Add(("url", "is no http:// or https:// address"));
        return problems;
    }
}
