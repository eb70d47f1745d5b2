namespace PolicyHa.Adapters.Alerts;

/// <summary>
/// A secret, or where it is kept: exactly one of the three. Read at each use, so that a changed file counts at once.
/// Never shown: its text is <c>(secret)</c>.
/// </summary>
public sealed record SecretSource
{
    /// <summary>The secret itself. A file is better.</summary>
    public string? Value { get; init; }

    /// <summary>A file whose content, without the line's end, is the secret.</summary>
    public string? File { get; init; }

    /// <summary>The name of an environment variable.</summary>
    public string? Environment { get; init; }

    /// <exception cref="SecretUnreadableException">
    /// It is not there. The message names the place, never the content.
    /// </exception>
    public string Read()
    {
        if (new[] { Value, File, Environment }.Count(s => s is not null) != 1)
            throw new SecretUnreadableException("expected exactly one of value, file and environment");
        var secret = Value
            ?? (File is not null ? ReadFile(File) : System.Environment.GetEnvironmentVariable(Environment!));
        return string.IsNullOrEmpty(secret)
            ? throw new SecretUnreadableException($"{Place} is empty or not set")
            : secret;
    }

    /// <summary>Why it cannot be read; null when it can.</summary>
    public string? Problem()
    {
        try
        {
            Read();
            return null;
        }
        catch (SecretUnreadableException error)
        {
            return error.Message;
        }
    }

    public override string ToString() => "(secret)";

    string Place =>
        File is not null ? $"file {File}" : Environment is not null ? $"environment variable {Environment}" : "value";

    static string ReadFile(string path)
    {
        try
        {
            return System.IO.File.ReadAllText(path).TrimEnd('\r', '\n');
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new SecretUnreadableException($"file {path} cannot be read: {error.Message}");
        }
    }
}
