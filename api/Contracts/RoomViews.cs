using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Api.Contracts;

/// <summary>What a host has left for instances, as Placement had it, with its allocation ratios counted in.</summary>
/// <param name="Ram">In MiB.</param>
/// <param name="Disk">In GiB; null: the host lists no disk of its own.</param>
public sealed record RoomView(int Vcpus, int Ram, int? Disk, DateTimeOffset ReadAt)
{
    public static RoomView? Of(Room? room) => room is null ? null : new RoomView(room.Vcpus, room.RamMiB, room.DiskGiB, room.ReadAt);
}

/// <summary>How a segment would stand if hosts of it died now.</summary>
/// <param name="At">Of the reading of the fleet that was looked at.</param>
/// <param name="Survives">How many hosts may die, whichever they are, with room for everybody: 0, 1 or 2; null: not known.</param>
/// <param name="Two">Null: not asked, since the segment does not stand one.</param>
/// <param name="Unknown">Hosts whose room is not known; they count as never full.</param>
public sealed record FailuresView(DateTimeOffset At, int? Survives, FailureCountView One, FailureCountView? Two, IReadOnlyList<string> Unknown)
{
    public static FailuresView? Of(FailureOutlook? outlook) => outlook is null ? null : new FailuresView(
        outlook.At, outlook.Survives, FailureCountView.Of(outlook.One), outlook.Two is { } two ? FailureCountView.Of(two) : null,
        [.. outlook.Unknown.Select(h => h.Value)]);
}

/// <summary>What the deaths of so many hosts at once would come to.</summary>
/// <param name="Asked">So many choices of hosts were looked at.</param>
/// <param name="OutOf">So many there are.</param>
/// <param name="Failing">After so many of them somebody would find no room.</param>
/// <param name="Worst">At most 20.</param>
public sealed record FailureCountView(int Asked, long OutOf, int Failing, IReadOnlyList<FailureView> Worst)
{
    public static FailureCountView Of(FailureCount count) => new(count.Asked, count.OutOf, count.Failing, [.. count.Worst.Select(FailureView.Of)]);
}

/// <summary>Who would find no room if these hosts died.</summary>
/// <param name="Left">How many.</param>
/// <param name="Instances">The dearest of them, at most 50.</param>
public sealed record FailureView(IReadOnlyList<string> Hosts, int Left, IReadOnlyList<HomelessView> Instances)
{
    const int ShownMax = 50;

    public static FailureView Of(FailureForecast forecast) => new(
        [.. forecast.Hosts.Select(h => h.Value)], forecast.Misfits.Count, [.. forecast.Misfits.Take(ShownMax).Select(HomelessView.Of)]);
}

/// <summary>An instance that would find no room, and what it needs.</summary>
/// <param name="Ram">In MiB.</param>
/// <param name="Disk">In GiB, on the host's own storage.</param>
public sealed record HomelessView(string Id, string Name, string Host, int Vcpus, int Ram, int Disk)
{
    public static HomelessView Of(RoomMisfit misfit) => new(
        misfit.Instance.Id.Value, misfit.Instance.Name, misfit.Instance.Host.Value, misfit.Claim.Vcpus, misfit.Claim.RamMiB, misfit.Claim.DiskGiB);
}

/// <summary>How many hosts of a segment may die, in short.</summary>
/// <param name="Survives">0, 1 or 2; null: not known.</param>
/// <param name="Worst">The worst that would come of one death, or of two, in a sentence; null: nothing bad.</param>
public sealed record SegmentRoomView(string Segment, int? Survives, string? Worst);
