using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace PolicyHa.Adapters.Kafka;

/// <summary>
/// Lets the Kafka client find the distribution's librdkafka. By the load context's event: an assembly's own resolver
/// can be set only once in a process, and may be somebody else's.
/// </summary>
internal static class NativeClient
{
    static readonly Lazy<bool> Hooked = new(() =>
    {
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) => name switch
        {
            "librdkafka" => Load("librdkafka.so.1"),
            "libdl" => Load("libdl.so.2"),   // Debian has no libdl.so without the development packages
            _ => IntPtr.Zero,
        };
        return true;
    });

    public static void MakeFindable() => _ = Hooked.Value;

    static IntPtr Load(string name) =>
        NativeLibrary.TryLoad(name, out var handle)
            ? handle
            : throw new DllNotFoundException($"{name} is not installed. On Debian: apt-get install librdkafka1");
}
