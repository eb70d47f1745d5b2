namespace PolicyHa.Api.Configuration;

/// <summary>One thing wrong with the configuration.</summary>
/// <param name="Path">The key, such as <c>openstack.auth_url</c>; empty for the file as a whole.</param>
/// <param name="Message">What is wrong. Never holds a secret's value.</param>
/// <param name="Hint">What to write instead, when we can tell.</param>
/// <param name="Where">File and line, or the environment variable; null for a key that is not there.</param>
public sealed record ConfigurationMistake(string Path, string Message, string? Hint = null, string? Where = null)
{
    /// <summary>One line: place, key, what is wrong, and a hint.</summary>
    public override string ToString()
    {
        var place = Where is null ? "" : $"{Where}: ";
        var key = Path.Length == 0 ? "" : $"{Path}: ";
        return $"{place}{key}{Message}{(Hint is null ? "" : $" (hint: {Hint})")}";
    }
}
