using System.Runtime.InteropServices;
using SQLitePCL;

namespace PolicyHa.Adapters.Storage.Sqlite;

/// <summary>
/// Points the managed driver at the distribution's SQLite library, which gets security updates with the machine.
/// </summary>
static class NativeSqlite
{
    static readonly Lazy<bool> Registered = new(() =>
    {
        NativeLibrary.SetDllImportResolver(
            typeof(SQLite3Provider_e_sqlite3).Assembly,
            (name, _, _) => name == "e_sqlite3" ? NativeLibrary.Load("libsqlite3.so.0") : IntPtr.Zero);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        return true;
    });

    /// <summary>To be called before the driver's first use; again is fine.</summary>
    public static void Register() => _ = Registered.Value;
}
