using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>
/// Who of those that leave their hosts finds room, by what Placement has told. A forecast: Nova's scheduler places. Like that one, as
/// installed, it gives each the host with the most memory left, one after the other, as the plan does: the dearest and biggest first.
/// Hosts whose room is not known are never full, and come last. Pure.
/// </summary>
public sealed class RoomPlan
{
    readonly List<(Instance Instance, HostName Host)> fitting = [];
    readonly List<RoomMisfit> misfits = [];

    RoomPlan()
    {
    }

    /// <summary>Where each of them would find room; no choice for anybody.</summary>
    public IReadOnlyList<(Instance Instance, HostName Host)> Fitting => fitting;

    public IReadOnlyList<RoomMisfit> Misfits => misfits;

    /// <summary>Hosts whose room is not known, by name.</summary>
    public IReadOnlyList<HostName> Unknown { get; private init; } = [];

    /// <summary>No host has room for any of them. (Else there is one with room for the dearest of those that fit at all: nothing was given away before.)</summary>
    public bool HasNoRoomAtAll => fitting.Count == 0 && misfits.Exists(m => m.LacksRoom);

    /// <param name="leaving">The dearest first.</param>
    /// <param name="targets">Hosts that could be given instances.</param>
    /// <param name="placement">Who may be where.</param>
    public static RoomPlan Of(IEnumerable<Instance> leaving, IReadOnlyList<HostRoom> targets, Placement placement)
    {
        ArgumentNullException.ThrowIfNull(leaving);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(placement);
        var plan = new RoomPlan { Unknown = [.. targets.Where(t => t.Room is null).Select(t => t.Host.Name).Order()] };
        var left = new RoomTable(targets);
        var heading = new Dictionary<InstanceId, HostName>();
        foreach (var instance in leaving)
        {
            var claim = Footprint.Of(instance);
            var refusals = placement.Refusals(new PlaceWish(instance, instance.Host) { Heading = heading });
            if (left.RoomiestFor(claim, refusals) is not { } at)
            {
                plan.misfits.Add(new RoomMisfit(instance, claim, left.IsAllowedAnywhere(refusals)));
                continue;
            }

            plan.fitting.Add((instance, targets[at].Host.Name));
            left.Take(at, claim);
            if (refusals is not null)
                heading[instance.Id] = targets[at].Host.Name;
        }

        return plan;
    }
}
