namespace PolicyHa.Api.Commands.Importing;

/// <summary>Writes files that only their owner may read, whole or not at all.</summary>
static class PrivateFile
{
    const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    const UnixFileMode OwnersDirectory = OwnersFile | UnixFileMode.UserExecute;

    /// <summary>Mode 0700 for one that is made; one that is there stays as it is.</summary>
    public static void MakeDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnersDirectory);
    }

    /// <summary>Mode 0600.</summary>
    /// <param name="replace">False: one that is there is left alone.</param>
    /// <exception cref="IOException">It cannot be written, or is there; nothing has changed.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be written; nothing has changed.</exception>
    public static void Write(string path, byte[] content, bool replace)
    {
        var target = Path.GetFullPath(path);
        var next = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Environment.ProcessId}");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnersFile;
        using (var file = new FileStream(next, options))
        {
            try
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
                File.Move(next, target, replace);
            }
            finally
            {
                File.Delete(next);
            }
        }
    }
}
