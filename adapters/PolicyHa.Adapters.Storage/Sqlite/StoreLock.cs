using System.Globalization;

namespace PolicyHa.Adapters.Storage.Sqlite;

/// <summary>
/// Keeps a second process from the database. The kernel lets go of the lock when its process ends, however it ends, so
/// whoever gets it knows that the one before is dead.
/// </summary>
sealed class StoreLock : IDisposable
{
    readonly FileStream file;
    readonly string pidPath;

    StoreLock(FileStream file, string pidPath)
    {
        this.file = file;
        this.pidPath = pidPath;
    }

    /// <param name="path">The database; the lock is a file beside it.</param>
    /// <exception cref="StoreOpenException">Another process has it, or the folder cannot be written.</exception>
    public static StoreLock Take(string path)
    {
        var lockPath = path + ".lock";
        var pidPath = path + ".pid";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var taken = new StoreLock(
                new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None), pidPath);
            taken.WritePid();
            return taken;
        }
        catch (IOException e) when (IsHeld(lockPath))
        {
            throw new StoreOpenException(
                $"the database {path} is in use by process {Holder(pidPath)}, which holds {lockPath}; "
                + "stop it, or configure another path",
                e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreOpenException($"the lock file {lockPath} cannot be made: {e.Message}", e);
        }
    }

    /// <summary>In a file of its own, because a locked one cannot be read.</summary>
    void WritePid()
    {
        try
        {
            File.WriteAllText(pidPath, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The lock file stays: removing it would race with the next process that locks it.</summary>
    public void Dispose()
    {
        File.Delete(pidPath);
        file.Dispose();
    }

    /// <summary>Somebody has the file open and locked, rather than the disk or the path being at fault.</summary>
    static bool IsHeld(string lockPath)
    {
        if (!File.Exists(lockPath))
            return false;
        try
        {
            using var probe = new FileStream(lockPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    static string Holder(string pidPath)
    {
        try
        {
            return File.ReadAllText(pidPath);
        }
        catch (IOException)
        {
            return "(unknown)";
        }
    }
}
