using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Topology;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Decisions;

/// <summary>Who of h3 finds room on other hosts.</summary>
public class RoomPlanTests
{
    const string Names = "abcdefgh";

    [Fact]
    public void The_dearest_comes_first_though_more_would_fit_without_it()
    {
        var plan = Of([Sized("big", 4), Sized("small", 1), Sized("little", 1)], ("h1", Free(4)));
        Assert.Equal("big@h1", Text(plan));
        Assert.Equal("small (1 vcpu, 1024 MiB), little (1 vcpu, 1024 MiB)", RoomMisfit.Named(plan.Misfits));
        Assert.False(plan.HasNoRoomAtAll);
    }

    [Fact]
    public void A_host_whose_room_is_not_known_is_never_full_and_comes_last()
    {
        var plan = Of([Sized("c1", 2), Sized("c2", 2), Sized("c3", 200)], ("h1", null), ("h2", Free(2)));
        Assert.Equal("c1@h2 c2@h1 c3@h1", Text(plan));
        Assert.Equal([new HostName("h1")], plan.Unknown);
    }

    [Fact]
    public void Who_may_be_nowhere_does_not_lack_room()
    {
        var bound = Sized("c1", 1) with { Metadata = new Dictionary<string, string> { [HaPlace.OnlyOnKey] = "h9" } };
        var plan = Of([bound], ("h1", Free(0)));
        Assert.False(Assert.Single(plan.Misfits).LacksRoom);
        Assert.False(plan.HasNoRoomAtAll);
    }

    [Fact]
    public void Two_that_are_kept_apart_do_not_share_the_room_of_one_host()
    {
        var apart = new Dictionary<string, string> { [HaPlace.ApartKey] = "web" };
        var plan = Of([Sized("c1", 1) with { Metadata = apart }, Sized("c2", 1) with { Metadata = apart }], ("h1", Free(8)), ("h2", Free(0)));
        Assert.Equal("c1@h1", Text(plan));
        Assert.True(Assert.Single(plan.Misfits).LacksRoom);
    }

    [Fact]
    public void A_volume_takes_no_disk_of_the_host_but_swap_does_and_own_cpus_take_no_shared_ones()
    {
        var shared = Sized("c1", 2) with { Boot = BootSource.SharedDisk, Flavor = new Flavor("m", 2, 2048, 20) { ExtraDiskGiB = 3 } };
        Assert.Equal(new Footprint(2, 2048, 23), Footprint.Of(shared));
        Assert.Equal(new Footprint(2, 2048, 3), Footprint.Of(shared with { Boot = BootSource.Volume }));
        Assert.Equal(0, Footprint.Of(shared with { FlavorSpecs = new Dictionary<string, string> { ["hw:cpu_policy"] = "dedicated" } }).Vcpus);
    }

    [Fact]
    public void A_host_that_lists_no_disk_is_not_full_of_it_and_who_asks_for_nothing_fits_where_too_much_is_given_out()
    {
        Assert.True(new Room(1, 1024, null, Now).Holds(new Footprint(1, 1024, 500)));
        Assert.True(new Room(1, 1024, -5, Now).Holds(new Footprint(1, 1024, 0)));
        Assert.False(new Room(-1, 1024, null, Now).Holds(new Footprint(1, 1024, 0)));
    }

    /// <summary>A thousand segments with some hosts, some of them unknown, and some instances of all sizes, some of them kept apart.</summary>
    [Fact]
    public void The_laws_of_a_forecast_hold_for_any_fleet()
    {
        for (var seed = 0; seed < 1000; seed++)
        {
            var random = new Random(seed);
            var hosts = Enumerable.Range(4, random.Next(1, 6)).Select(n => ($"h{n}", random.Next(5) == 0 ? null : new Room(random.Next(9), 1024 * random.Next(9), random.Next(3) == 0 ? null : random.Next(60), Now))).ToArray();
            var leaving = Names.Take(random.Next(1, 9)).Select(n => Any(n.ToString(), random)).ToList();
            var plan = Of(leaving, hosts);
            var left = hosts.ToDictionary(h => new HostName(h.Item1), h => h.Item2);
            foreach (var (instance, host) in plan.Fitting)
                left[host] = left[host]?.Without(Footprint.Of(instance));

            Assert.Equal(leaving.Count, plan.Fitting.Count + plan.Misfits.Count);
            Assert.All(left.Values, r => Assert.True(r is null or { Vcpus: >= 0, RamMiB: >= 0, DiskGiB: null or >= 0 }, $"seed {seed}: more is given out than there is"));
            var free = leaving.Where(i => i.Metadata.Count == 0).Select(i => i.Id).ToHashSet();
            Assert.All(plan.Misfits.Where(m => free.Contains(m.Instance.Id)), m => Assert.All(left.Values, r => Assert.True(r?.Holds(m.Claim) is false, $"seed {seed}: there is room for {m}")));
            Assert.True(plan.Misfits.Count == 0 || plan.Unknown.Count == 0 || plan.Misfits.All(m => !free.Contains(m.Instance.Id)), $"seed {seed}: unknown is full");
            var fitsAlone = leaving.Exists(i => Of([i], hosts).Fitting.Count == 1);
            Assert.True(fitsAlone == plan.Fitting.Count > 0, $"seed {seed}: nothing fits, though something does by itself");
            Assert.Equal(Text(plan), Text(Of(leaving, hosts)));
        }
    }

    static Instance Any(string name, Random random)
    {
        var instance = Sized(name, random.Next(1, 5)) with { Boot = random.Next(2) == 0 ? BootSource.Volume : BootSource.SharedDisk };
        instance = instance with { Flavor = instance.Flavor with { DiskGiB = random.Next(30) } };
        return random.Next(3) > 0 ? instance : instance with { Metadata = new Dictionary<string, string> { [HaPlace.ApartKey] = "web" } };
    }

    /// <summary>So many vcpus, and as many GiB of memory.</summary>
    static Instance Sized(string name, int size) => Instance(name, "cattle") with { Flavor = new Flavor("m", size, 1024 * size, 0), Metadata = new Dictionary<string, string>() };

    static Room Free(int size) => new(size, 1024 * size, 100, Now);

    static string Text(RoomPlan plan) => string.Join(' ', plan.Fitting.Select(f => $"{f.Instance.Name}@{f.Host}"));

    static RoomPlan Of(IReadOnlyList<Instance> leaving, params (string Name, Room? Room)[] targets)
    {
        var views = targets.Select(t => new HostView(Compute(t.Name) with { Room = t.Room }, SignalsWith(), false, null, [], [], [], [])).ToList();
        var snapshot = Snapshot(Now, [Host(SignalsWith(), [.. leaving]), .. views]);
        var policy = Policy();
        return RoomPlan.Of(leaving, [.. views.Select(v => new HostRoom(v, v.Compute.Room))], new Placement(snapshot, InferenceRun.Over(snapshot, policy), policy));
    }
}
