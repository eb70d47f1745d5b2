using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace PolicyHa.Samples.Cloud.Kafka;

/// <summary>Lets the Kafka client find Debian's librdkafka. By the load context's event, and not by a resolver of the
/// client's assembly: there can be only one of those in a process, and it may be somebody else's.</summary>
internal static class NativeKafka
{
    static readonly Lazy<bool> Hooked = new(() =>
    {
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) => name switch
        {
            "librdkafka" => NativeLibrary.Load("librdkafka.so.1"),
            "libdl" => NativeLibrary.Load("libdl.so.2"),
            _ => IntPtr.Zero,
        };
        return true;
    });

    public static void MakeFindable() => _ = Hooked.Value;
}
