namespace PolicyHa.Adapters.Fencing;

/// <summary>A secret that systemd hands to the service (<c>LoadCredential=</c>, systemd.exec(5)): a file that this service alone can read, gone when it ends.</summary>
static class SystemdCredential
{
    /// <summary>Set by systemd for a unit that has credentials.</summary>
    const string Directory = "CREDENTIALS_DIRECTORY";

    /// <summary>White space around it is dropped.</summary>
    /// <exception cref="IOException">It is not there, or systemd gave none.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static string Read(string name) => Environment.GetEnvironmentVariable(Directory) is { Length: > 0 } directory
        ? File.ReadAllText(Path.Combine(directory, name)).Trim()
        : throw new IOException(NoDirectory(name));

    /// <summary>Why there can be none of this name; null: there may be one.</summary>
    public static string? Problem(string name)
    {
        if (name == "." || name.Contains('/') || name.Contains("..", StringComparison.Ordinal) || name.Any(char.IsControl))
            return $"'{name}' is no name of a credential: write the name alone, as in LoadCredential=NAME:FILE, without / and ..";
        return Environment.GetEnvironmentVariable(Directory) is { Length: > 0 } ? null : NoDirectory(name);
    }

    static string NoDirectory(string name) =>
        $"credential {name} is not there, for {Directory} is not set: put LoadCredential={name}:FILE into the service's unit, or use password_file";
}
