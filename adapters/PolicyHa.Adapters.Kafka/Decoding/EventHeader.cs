namespace PolicyHa.Adapters.Kafka.Decoding;

/// <summary>One header of a record: a name in lower case and bytes, which should be UTF-8.</summary>
public readonly record struct EventHeader(string Name, ReadOnlyMemory<byte> Value);
