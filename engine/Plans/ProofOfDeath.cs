using System.Text.Json.Serialization;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Plans;

/// <summary>
/// Why a host counts as dead in one incident. There is no constructor for "it timed out" or "it did not answer", and nothing
/// is forced down or evacuated without a value of this type.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(PowerReadOffTwice), "power-read-off-twice")]
[JsonDerivedType(typeof(LevelReadOffTwice), "level-read-off-twice")]
[JsonDerivedType(typeof(KdumpReceived), "kdump-received")]
[JsonDerivedType(typeof(WatchdogElapsed), "watchdog-elapsed")]
[JsonDerivedType(typeof(PersonConfirmed), "person-confirmed")]
[JsonDerivedType(typeof(TwoPersonsConfirmed), "two-persons-confirmed")]
public abstract record ProofOfDeath(HostName Host, DateTimeOffset ProvenAt)
{
    /// <summary>One sentence for people.</summary>
    [JsonIgnore]
    public abstract string Text { get; }

    /// <summary>Life at this moment or later speaks against it.</summary>
    [JsonIgnore]
    public virtual DateTimeOffset OverturnedFrom => ProvenAt;

    /// <summary>Nothing switched the host off for good: it boots again by itself, and may be back at any time after the proof.</summary>
    [JsonIgnore]
    public virtual bool LeavesItBooting => false;

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
        public override bool LeavesItBooting => true;

        [JsonIgnore]
        public override string Text => $"it has been dumping its memory since {FirstAt:HH:mm:ss} (kdump from {From}, last at {ProvenAt:HH:mm:ss})";
    }

    /// <summary>
    /// The host's watchdog was armed when contact was lost, and nobody has heard of the host for so long that the watchdog must have
    /// reset it. No device of it said that it is on.
    /// </summary>
    /// <param name="Timeout">The watchdog's own time.</param>
    /// <param name="Bound">How long was waited; see <see cref="Ports.FenceWatchdog"/>.</param>
    /// <param name="ArmedAt">When its agent last told that it is armed.</param>
    /// <param name="LastHeardAt">When the last sign of life came.</param>
    public sealed record WatchdogElapsed(
        HostName Host, TimeSpan Timeout, TimeSpan Bound, DateTimeOffset ArmedAt, DateTimeOffset LastHeardAt, DateTimeOffset ProvenAt)
        : ProofOfDeath(Host, ProvenAt)
    {
        /// <summary>It rests on silence: whoever saw the host alive in that time speaks against it.</summary>
        [JsonIgnore]
        public override DateTimeOffset OverturnedFrom => LastHeardAt.AddTicks(1);

        [JsonIgnore]
        public override bool LeavesItBooting => true;

        [JsonIgnore]
        public override string Text =>
            $"timed: its watchdog of {Durations.Text(Timeout)} was armed (told at {ArmedAt:HH:mm:ss}), it was last heard of at {LastHeardAt:HH:mm:ss}, "
            + $"and the {Durations.Text(Bound)} have passed that a host without contact may last";
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
