using PolicyHa.Api.Configuration;

namespace PolicyHa.Api.Security;

/// <summary>Who calls the API.</summary>
/// <param name="Name">Of the key; null where nobody is asked.</param>
sealed record Caller(string? Name, Role Role)
{
    /// <summary>Nobody is asked who he is: the configuration says <c>auth: none</c>.</summary>
    public static readonly Caller Anybody = new(null, Role.Admin);

    /// <summary>For the history: the key's name, with the person it acts for; null when neither is known.</summary>
    public string? ActingFor(string? person) => (Name, string.IsNullOrWhiteSpace(person) ? null : person.Trim()) switch
    {
        (null, var somebody) => somebody,
        (var key, null) => key,
        (var key, var somebody) when key == somebody => key,
        var (key, somebody) => $"{somebody} (key {key})",
    };
}
