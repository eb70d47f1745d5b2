using System.Runtime.InteropServices;
using System.Text;

namespace PolicyHa.Samples.Cloud.Kafka;

/// <summary>librdkafka's mock cluster: a real TCP broker on loopback that speaks the Kafka protocol, in memory. It
/// keeps about 5 MB a partition and drops the oldest beyond.</summary>
internal sealed partial class MockBroker : IDisposable
{
    const string Library = "librdkafka.so.1";
    readonly IntPtr client;
    readonly IntPtr cluster;

    public MockBroker()
    {
        var error = new byte[512];
        var configuration = NewConfiguration();
        // Errors only: the client that carries the cluster has no brokers of its own, and would remark on it.
        _ = Configure(configuration, "log_level", "3", error, (nuint)error.Length);
        client = New(0, configuration, error, (nuint)error.Length);
        if (client == IntPtr.Zero)
        {
            throw new InvalidOperationException("Kafka: " + Encoding.UTF8.GetString(error).TrimEnd('\0'));
        }

        cluster = NewCluster(client, 1);
        Bootstrap = Marshal.PtrToStringUTF8(Bootstraps(cluster))!;
    }

    /// <summary>host:port of the broker; it picks its port itself.</summary>
    public string Bootstrap { get; }

    public void CreateTopic(string topic, int partitions)
    {
        if (CreateTopic(cluster, topic, partitions, 1) is not 0 and var code)
        {
            throw new InvalidOperationException($"Kafka: topic {topic} not made, error {code}.");
        }
    }

    public void TakeDown() => Check(SetDown(cluster, 1), "down");

    public void BringUp() => Check(SetUp(cluster, 1), "up");

    public void Dispose()
    {
        DestroyCluster(cluster);
        Destroy(client);
    }

    static void Check(int code, string what)
    {
        if (code != 0)
        {
            throw new InvalidOperationException($"Kafka: broker not set {what}, error {code}.");
        }
    }

    [LibraryImport(Library, EntryPoint = "rd_kafka_conf_new")]
    private static partial IntPtr NewConfiguration();

    [LibraryImport(Library, EntryPoint = "rd_kafka_conf_set", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Configure(IntPtr configuration, string name, string value, [Out] byte[] error,
        nuint size);

    [LibraryImport(Library, EntryPoint = "rd_kafka_new")]
    private static partial IntPtr New(int type, IntPtr configuration, [Out] byte[] error, nuint size);

    [LibraryImport(Library, EntryPoint = "rd_kafka_destroy")]
    private static partial void Destroy(IntPtr client);

    [LibraryImport(Library, EntryPoint = "rd_kafka_mock_cluster_new")]
    private static partial IntPtr NewCluster(IntPtr client, int brokers);

    [LibraryImport(Library, EntryPoint = "rd_kafka_mock_cluster_destroy")]
    private static partial void DestroyCluster(IntPtr cluster);

    [LibraryImport(Library, EntryPoint = "rd_kafka_mock_cluster_bootstraps")]
    private static partial IntPtr Bootstraps(IntPtr cluster);

    [LibraryImport(Library, EntryPoint = "rd_kafka_mock_topic_create", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CreateTopic(IntPtr cluster, string topic, int partitions, int replicas);

    [LibraryImport(Library, EntryPoint = "rd_kafka_mock_broker_set_down")]
    private static partial int SetDown(IntPtr cluster, int broker);

    [LibraryImport(Library, EntryPoint = "rd_kafka_mock_broker_set_up")]
    private static partial int SetUp(IntPtr cluster, int broker);
}
