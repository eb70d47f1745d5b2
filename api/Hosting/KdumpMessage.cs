using System.Buffers.Binary;

namespace PolicyHa.Api.Hosting;

/// <summary>
/// The message of <c>fence_kdump_send</c> (fence-agents, <c>agents/kdump/message.h</c>): a magic number and a version, 32 bits each, in
/// the byte order of the sender.
/// </summary>
static class KdumpMessage
{
    const uint Magic = 0x1B302A40;
    const uint Version = 1;
    const int Length = 8;

    /// <summary>It says that its sender dumps.</summary>
    public static bool IsOne(ReadOnlySpan<byte> packet) => packet.Length == Length
        && ((BinaryPrimitives.ReadUInt32LittleEndian(packet) == Magic && BinaryPrimitives.ReadUInt32LittleEndian(packet[4..]) == Version)
            || (BinaryPrimitives.ReadUInt32BigEndian(packet) == Magic && BinaryPrimitives.ReadUInt32BigEndian(packet[4..]) == Version));
}
