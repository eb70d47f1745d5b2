using System.Runtime.InteropServices;
using System.Text;
using Confluent.Kafka;
using PolicyHa.Adapters.Kafka;

namespace PolicyHa.Adapters.Tests.Kafka;

/// <summary>
/// librdkafka's mock cluster: real TCP brokers on loopback that speak Kafka's protocol and can be taken down.
/// </summary>
internal sealed class MockCluster : IDisposable
{
    public const string Topic = "ha.health.v1";
    public const string Quarantine = "ha.health.quarantine.v1";
    const string Library = "librdkafka.so.1";
    const int Partitions = 4;

    readonly IntPtr client;
    readonly IntPtr cluster;
    readonly IProducer<string, byte[]> producer;

    public MockCluster()
    {
        var error = new byte[512];
        client = New(0, NewConfiguration(), error, (nuint)error.Length);
        Assert.True(client != IntPtr.Zero, Encoding.UTF8.GetString(error));
        cluster = NewCluster(client, 1);
        Options = new KafkaOptions { Brokers = [Marshal.PtrToStringUTF8(Bootstraps(cluster))!] };
        Assert.Equal(0, CreateTopic(cluster, Topic, Partitions, 1));
        Assert.Equal(0, CreateTopic(cluster, Quarantine, 1, 1));
        NativeClient.MakeFindable();
        producer = new ProducerBuilder<string, byte[]>(ClientSettings.Producer(Options)).SetLogHandler((_, _) => { })
            .Build();
    }

    public KafkaOptions Options { get; }

    public void Down() => Assert.Equal(0, SetDown(cluster, 1));

    public void Up() => Assert.Equal(0, SetUp(cluster, 1));

    /// <summary>Sends structured events <paramref name="from"/> to <paramref name="to"/> of a host, in order.</summary>
    public Task Send(string host, int from, int to) => Task.WhenAll(Enumerable.Range(from, to - from + 1).Select(i =>
        Send(host, EventText.Storage.With("id", $"{host}-{i}").With("subject", host).With("data.host", host).Bytes)));

    public Task Send(string key, byte[]? value, params (string Name, byte[] Value)[] headers)
    {
        var message = new Message<string, byte[]> { Key = key, Value = value!, Headers = [] };
        foreach (var (name, bytes) in headers)
            message.Headers.Add(name, bytes);
        return producer.ProduceAsync(Topic, message);
    }

    /// <summary>Reads a topic of one partition from its beginning.</summary>
    public List<Message<string, byte[]>> Read(string topic, int count)
    {
        using var consumer = new ConsumerBuilder<string, byte[]>(new ConsumerConfig(new Dictionary<string, string>
        {
            ["bootstrap.servers"] = Options.Brokers[0],
            ["group.id"] = "reader",
        })).Build();
        consumer.Assign(new TopicPartitionOffset(topic, 0, Offset.Beginning));
        List<Message<string, byte[]>> records = [];
        while (records.Count < count)
        {
            var record = consumer.Consume(TimeSpan.FromSeconds(20));
            Assert.NotNull(record);
            records.Add(record.Message);
        }

        return records;
    }

    public void Dispose()
    {
        producer.Dispose();
        DestroyCluster(cluster);
        Destroy(client);
    }

#pragma warning disable SYSLIB1054 // generated marshalling would need unsafe code in the whole test project
    [DllImport(Library, EntryPoint = "rd_kafka_conf_new")]
    static extern IntPtr NewConfiguration();

    [DllImport(Library, EntryPoint = "rd_kafka_new")]
    static extern IntPtr New(int type, IntPtr configuration, byte[] error, nuint size);

    [DllImport(Library, EntryPoint = "rd_kafka_destroy")]
    static extern void Destroy(IntPtr client);

    [DllImport(Library, EntryPoint = "rd_kafka_mock_cluster_new")]
    static extern IntPtr NewCluster(IntPtr client, int brokers);

    [DllImport(Library, EntryPoint = "rd_kafka_mock_cluster_destroy")]
    static extern void DestroyCluster(IntPtr cluster);

    [DllImport(Library, EntryPoint = "rd_kafka_mock_cluster_bootstraps")]
    static extern IntPtr Bootstraps(IntPtr cluster);

    [DllImport(Library, EntryPoint = "rd_kafka_mock_topic_create")]
    static extern int CreateTopic(
        IntPtr cluster, [MarshalAs(UnmanagedType.LPUTF8Str)] string topic, int partitions, int replicas);

    [DllImport(Library, EntryPoint = "rd_kafka_mock_broker_set_down")]
    static extern int SetDown(IntPtr cluster, int broker);

    [DllImport(Library, EntryPoint = "rd_kafka_mock_broker_set_up")]
    static extern int SetUp(IntPtr cluster, int broker);
#pragma warning restore SYSLIB1054
}
