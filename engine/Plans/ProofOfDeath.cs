using System.Text.Json.Serialization;
using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Plans;

/// <summary>
/// Why a host counts as dead in one incident. There is no constructor for "it timed out" or "it did not answer", and nothing
/// is forced down or evacuated without a value of this type.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(PowerReadOffTwice), "power-read-off-twice")]
[JsonDerivedType(typeof(LevelReadOffTwice), "level-read-off-twice")]
[JsonDerivedType(typeof(KdumpReceived), "kdump-received")]
[JsonDerivedType(typeof(PersonConfirmed), "person-confirmed")]
[JsonDerivedType(typeof(TwoPersonsConfirmed), "two-persons-confirmed")]
public abstract record ProofOfDeath(HostName Host, DateTimeOffset ProvenAt)
{
    /// <summary>One sentence for people.</summary>
    [JsonIgnore]
    public abstract string Text { get; }

    /// <summary>A fencing device said "off" in two reads, apart in time, after we asked for it (or before: already off).</summary>
    /// <param name="Device">Which device was read.</param>
    /// <param name="AlreadyOff">It was off before we asked, so no power-off was sent.</param>
    public sealed record PowerReadOffTwice(
        HostName Host, string Device, DateTimeOffset FirstReadAt, DateTimeOffset ProvenAt, bool AlreadyOff)
        : ProofOfDeath(Host, ProvenAt)
    {
        [JsonIgnore]
        public override string Text =>
            $"{Device} read off twice, at {FirstReadAt:HH:mm:ss.fff} and {ProvenAt:HH:mm:ss.fff}"
            + (AlreadyOff ? " (was off already)" : "");
    }

    /// <summary>All devices of one level of the host's fence topology said "off" in two reads, apart in time.</summary>
    /// <param name="Level">1 to 9; the levels below it had failed, and none of their devices said on.</param>
    /// <param name="Devices">All that were read.</param>
    /// <param name="Skipped">Named by the level, and not to be found.</param>
    /// <param name="AlreadyOff">They were off before we asked, so no power-off was sent.</param>
    public sealed record LevelReadOffTwice(
        HostName Host, int Level, IReadOnlyList<string> Devices, IReadOnlyList<string> Skipped, DateTimeOffset FirstReadAt,
        DateTimeOffset ProvenAt, bool AlreadyOff)
        : ProofOfDeath(Host, ProvenAt)
    {
        [JsonIgnore]
        public override string Text =>
            $"level {Level}: {string.Join(" and ", Devices)} read off twice, at {FirstReadAt:HH:mm:ss.fff} and {ProvenAt:HH:mm:ss.fff}"
            + (AlreadyOff ? " (was off already)" : "")
            + (Skipped.Count > 0 ? $"; skipped, for there is none: {string.Join(", ", Skipped)}" : "");

        // Lists compare by reference, and a proof that was stored and read back is the same proof.
        public bool Equals(LevelReadOffTwice? other) =>
            other is not null && (Host, Level, FirstReadAt, ProvenAt, AlreadyOff) == (other.Host, other.Level, other.FirstReadAt, other.ProvenAt, other.AlreadyOff)
            && Devices.SequenceEqual(other.Devices) && Skipped.SequenceEqual(other.Skipped);

        public override int GetHashCode() => HashCode.Combine(Host, Level, FirstReadAt, ProvenAt);
    }

    /// <summary>The host itself tells that it dumps its memory: its kernel has crashed and runs no guest any more.</summary>
    /// <param name="From">The address that the messages came from.</param>
    /// <param name="ProvenAt">When the last one came.</param>
    public sealed record KdumpReceived(HostName Host, string From, DateTimeOffset FirstAt, DateTimeOffset ProvenAt)
        : ProofOfDeath(Host, ProvenAt)
    {
        [JsonIgnore]
        public override string Text => $"it has been dumping its memory since {FirstAt:HH:mm:ss} (kdump from {From}, last at {ProvenAt:HH:mm:ss})";
    }

    /// <summary>A person vouches that the host is off.</summary>
    public sealed record PersonConfirmed(HostName Host, string By, DateTimeOffset ProvenAt)
        : ProofOfDeath(Host, ProvenAt)
    {
        [JsonIgnore]
        public override string Text => $"{By} confirmed at {ProvenAt:HH:mm:ss} that it is off";
    }

    /// <summary>Two persons vouch that the host is off, each in their own name.</summary>
    /// <param name="ProvenAt">When the second did.</param>
    public sealed record TwoPersonsConfirmed(HostName Host, string FirstBy, DateTimeOffset FirstAt, string SecondBy, DateTimeOffset ProvenAt)
        : ProofOfDeath(Host, ProvenAt)
    {
        [JsonIgnore]
        public override string Text => $"{FirstBy} confirmed at {FirstAt:HH:mm:ss} that it is off, and {SecondBy} at {ProvenAt:HH:mm:ss}";
    }
}
