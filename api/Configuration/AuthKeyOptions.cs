namespace PolicyHa.Api.Configuration;

/// <summary>One caller of the API.</summary>
public sealed class AuthKeyOptions
{
    /// <summary>A key shorter than this can be guessed.</summary>
    public const int LengthMin = 16;

    /// <summary>Who it is, for the history.</summary>
    public string Name { get; set; } = "";

    /// <summary>What the caller may do.</summary>
    public Role Role { get; set; } = Role.Reader;

    /// <summary>
    /// The key itself, at least <see cref="LengthMin"/> characters; better by file or from the environment.
    /// </summary>
    public string? Key { get; set; }

    /// <summary>A file that holds the key; white space around it is dropped.</summary>
    public string? KeyFile { get; set; }

    /// <summary>The key, wherever it is written; null when there is none.</summary>
    /// <exception cref="IOException">Its file cannot be read.</exception>
    public string? ReadKey() =>
        (string.IsNullOrEmpty(KeyFile) ? Key : File.ReadAllText(KeyFile).Trim()) is { Length: > 0 } key ? key : null;
}
