using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PolicyHa.Engine.Topology;

/// <summary>Collects what a digest is made over, without making strings of it.</summary>
sealed class DigestText : IDisposable
{
    readonly List<string> keys = [];
    byte[] bytes = ArrayPool<byte>.Shared.Rent(16 * 1024);
    int length;

    /// <summary>A text ends with a byte that no text contains, so that no two lists of texts look alike.</summary>
    public void Add(string? text)
    {
        var room = Room(Encoding.UTF8.GetMaxByteCount(text?.Length ?? 0) + 1);
        var written = Encoding.UTF8.GetBytes(text, room);
        room[written] = 0xFF;
        length += written + 1;
    }

    /// <summary>In the order of the keys, whatever order they were read in.</summary>
    public void Add(IReadOnlyDictionary<string, string> entries)
    {
        Add(entries.Count);
        if (entries.Count == 0)
            return;
        keys.Clear();
        foreach (var (key, _) in entries)
            keys.Add(key);
        keys.Sort(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            Add(key);
            Add(entries[key]);
        }
    }

    public void Add(bool value) => Add(value ? 1 : 0L);

    public void Add(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(Room(sizeof(long)), value);
        length += sizeof(long);
    }

    /// <summary>Lower-case hex.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(0, length)));

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = [];
    }

    Span<byte> Room(int most)
    {
        if (bytes.Length - length < most)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(bytes.Length * 2, length + most));
            bytes.AsSpan(0, length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(bytes);
            bytes = larger;
        }

        return bytes.AsSpan(length);
    }
}
