using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>What hosts have left, in columns: all of them are looked through for every instance. Not thread-safe.</summary>
sealed class RoomTable
{
    readonly IReadOnlyList<HostRoom> hosts;
    readonly int[] vcpus;
    readonly int[] ram;
    readonly int[] disk;

    public RoomTable(IReadOnlyList<HostRoom> hosts)
    {
        this.hosts = hosts;
        vcpus = Column(r => r.Vcpus);
        ram = Column(r => r.RamMiB);
        disk = Column(r => r.DiskGiB ?? int.MaxValue);
    }

    /// <summary>
    /// The one with the most memory left of those that have room, by the order they were given in; then one whose room is not known.
    /// </summary>
    /// <param name="refusals">Why an instance may not be on a host; null: it may be on each.</param>
    /// <returns>Its number; null: there is none.</returns>
    public int? RoomiestFor(Footprint claim, Func<HostView, string?>? refusals)
    {
        var (best, most) = (-1, int.MinValue);
        var (minVcpus, minRam, minDisk) = (Least(claim.Vcpus), Least(claim.RamMiB), Least(claim.DiskGiB));
        for (var i = 0; i < ram.Length; i++)
        {
            if (ram[i] > most && ram[i] >= minRam && vcpus[i] >= minVcpus && disk[i] >= minDisk && hosts[i].Room is not null && MayTake(i, refusals))
                (best, most) = (i, ram[i]);
        }

        return best >= 0 ? best : FirstUnknown(refusals);
    }

    /// <summary>Whatever room it has, a host may be given the instance.</summary>
    public bool IsAllowedAnywhere(Func<HostView, string?>? refusals) => Enumerable.Range(0, hosts.Count).Any(i => MayTake(i, refusals));

    /// <summary>What is not known stays so.</summary>
    public void Take(int host, Footprint claim)
    {
        vcpus[host] -= claim.Vcpus;
        ram[host] -= claim.RamMiB;
        disk[host] -= claim.DiskGiB;
    }

    int? FirstUnknown(Func<HostView, string?>? refusals)
    {
        for (var i = 0; i < ram.Length; i++)
        {
            if (hosts[i].Room is null && MayTake(i, refusals))
                return i;
        }

        return null;
    }

    bool MayTake(int host, Func<HostView, string?>? refusals) => refusals?.Invoke(hosts[host].Host) is null;

    /// <summary>As <see cref="Room.Holds"/>: nothing is refused to who asks for nothing.</summary>
    static int Least(int claim) => claim == 0 ? int.MinValue : claim;

    int[] Column(Func<Room, int> of) => [.. hosts.Select(h => h.Room is { } room ? of(room) : 0)];
}
