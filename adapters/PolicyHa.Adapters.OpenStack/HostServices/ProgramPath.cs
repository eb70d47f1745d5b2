namespace PolicyHa.Adapters.OpenStack.HostServices;

/// <summary>Looks for programs as a shell does.</summary>
static class ProgramPath
{
    const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public static string? Find(string program) => Find(program, Environment.GetEnvironmentVariable("PATH"));

    /// <param name="path">Folders, divided by colons.</param>
    /// <returns>The first file of that name that may be run; null when there is none.</returns>
    public static string? Find(string program, string? path) => (path ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(MayRun);

    static bool MayRun(string file) => File.Exists(file)
        && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(file) & Execute) != 0);
}
