namespace PolicyHa.Api.Commands;

/// <summary>Writes a file in one step: whoever reads it finds the old text or the new one, never half of either.</summary>
static class FileReplacement
{
    /// <summary>Keeps the file's permissions; behind a symbolic link the file it points at is replaced.</summary>
    /// <exception cref="IOException">It cannot be written; the old file is untouched.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public static void Write(string path, byte[] content)
    {
        var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
        // Hidden, so that a service watching the directory does not take it for a rule file.
        var next = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Environment.ProcessId}");
        try
        {
            using (var file = new FileStream(next, FileMode.Create, FileAccess.Write))
            {
                if (!OperatingSystem.IsWindows())
                    File.SetUnixFileMode(file.SafeFileHandle, File.GetUnixFileMode(target));
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(next, target, overwrite: true);
        }
        finally
        {
            File.Delete(next);
        }
    }
}
