namespace PolicyHa.Adapters.Kafka;

/// <summary>A setting that may be kept elsewhere: <c>file:/path</c>, <c>env:NAME</c>, or the value itself.</summary>
internal static class SettingValue
{
    const string File = "file:";
    const string Environment = "env:";

    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidOperationException">The environment variable is not set.</exception>
    public static string Resolve(string value)
    {
        if (value.StartsWith(File, StringComparison.Ordinal))
            return System.IO.File.ReadAllText(value[File.Length..]).TrimEnd('\r', '\n');
        if (!value.StartsWith(Environment, StringComparison.Ordinal))
            return value;
        var name = value[Environment.Length..];
        return System.Environment.GetEnvironmentVariable(name)
            ?? throw new InvalidOperationException($"environment variable {name} is not set");
    }

    /// <summary>Why it cannot be resolved, never with the value; null when it can.</summary>
    public static string? Problem(string value)
    {
        try
        {
            return Resolve(value).Length == 0 ? "is empty" : null;
        }
        catch (Exception error)
            when (error is IOException or UnauthorizedAccessException or InvalidOperationException or ArgumentException)
        {
            return error.Message;
        }
    }
}
