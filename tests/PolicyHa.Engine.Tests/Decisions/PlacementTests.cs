using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.Topology;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Decisions;

/// <summary>Where an instance of h3 may go: h1, h2 and h4 are well.</summary>
public class PlacementTests
{
    static readonly ServerGroup Web = new("g1", "web", ServerGroupPolicy.AntiAffinity);

    readonly Dictionary<string, List<Instance>> fleet = new() { ["h1"] = [], ["h2"] = [], ["h3"] = [], ["h4"] = [] };
    readonly HashSet<string> disabled = [];
    readonly HashSet<string> sick = [];
    readonly Dictionary<string, Room> rooms = [];
    readonly Dictionary<string, string> aggregates = [];
    readonly HashSet<HostName> tried = [];
    readonly Dictionary<InstanceId, HostName> heading = [];

    [Fact]
    public void What_Nova_knows_all_about_is_left_to_its_scheduler() => Assert.Equal(PlaceChoice.Scheduler, Choose(On("h3", "c1")));

    [Fact]
    public void While_Nova_would_place_on_a_host_that_is_not_fit_the_target_is_named()
    {
        On("h1", "c2");
        sick.Add("h4");
        Assert.Equal(
            new PlaceChoice(new HostName("h2"), "Nova's scheduler might choose h4, which is not to be given instances now", null), Choose(On("h3", "c1")));
        disabled.Add("h4");
        Assert.Equal(PlaceChoice.Scheduler, Choose(On("h3", "c3")));
    }

    [Fact]
    public void Of_those_that_are_fit_one_with_room_comes_first_then_one_of_its_aggregates()
    {
        sick.Add("h4");
        (aggregates["h1"], aggregates["h3"]) = ("ssd", "ssd");
        (rooms["h1"], rooms["h2"]) = (new Room(0, 0, 10, Now), new Room(8, 8192, 10, Now));
        Assert.Equal("h2", Choose(On("h3", "c1")).Target?.Value);
        rooms["h1"] = new Room(1, 1024, 10, Now);
        Assert.Equal("h1", Choose(On("h3", "c2")).Target?.Value);
    }

    [Fact]
    public void After_two_hosts_that_were_named_in_its_stead_the_scheduler_has_the_last_word()
    {
        sick.Add("h4");
        var instance = On("h3", "c1");
        tried.Add(new("h1"));
        Assert.Equal("h2", Choose(instance).Target?.Value);
        tried.Add(new("h4"));
        Assert.Equal(PlaceChoice.Scheduler, Choose(instance));
    }

    [Fact]
    public void Where_no_host_is_fit_the_scheduler_is_asked_all_the_same()
    {
        sick.UnionWith(["h1", "h2", "h4"]);
        Assert.Equal(PlaceChoice.Scheduler, Choose(On("h3", "c1")));
    }

    [Fact]
    public void Reserved_hosts_are_filled_by_the_room_they_have_left_by_what_is_on_its_way_there_too()
    {
        (rooms["h1"], rooms["h2"]) = (new Room(2, 2048, 10, Now), new Room(8, 2500, 10, Now));
        var (first, second, third) = (On("h3", "c1"), On("h3", "c2"), On("h3", "c3"));
        heading[first.Id] = Among(first).Target!.Value;
        heading[second.Id] = Among(second).Target!.Value;
        Assert.Equal(("h2", "h1", "h2"), (heading[first.Id].Value, heading[second.Id].Value, Among(third).Target?.Value));
        tried.Add(new("h2"));
        Assert.Equal("h1", Among(third).Target?.Value);
    }

    [Fact]
    public void Who_may_be_on_none_of_the_reserved_hosts_waits()
    {
        var choice = Among(On("h3", "c1", (HaPlace.OnlyOnKey, "h4")));
        Assert.Equal("c1 must not be on h1: may run only on h4 (HA_Only_On); c1 must not be on h2: may run only on h4 (HA_Only_On)", choice.WhyNowhere);
    }

    [Fact]
    public void An_instance_that_may_run_only_on_some_hosts_goes_to_the_least_loaded_of_them()
    {
        On("h2", "c2");
        Assert.Equal("h4", Choose(On("h3", "c1", (HaPlace.OnlyOnKey, "h2, h4"))).Target?.Value);
    }

    [Fact]
    public void It_goes_to_no_other_even_when_none_of_them_can_be_given_instances()
    {
        disabled.Add("h2");
        var choice = Choose(On("h3", "c1", (HaPlace.OnlyOnKey, "h2")));
        Assert.Null(choice.Target);
        Assert.Equal("c1 may run only on h2 (HA_Only_On), none of which can be given instances now", choice.WhyNowhere);
    }

    [Fact]
    public void A_preference_gives_way_where_it_cannot_be_had()
    {
        disabled.Add("h4");
        Assert.Equal("h2", Choose(On("h3", "c1", (HaPlace.PrefersKey, "h4, h2, h1"))).Target?.Value);
    }

    [Fact]
    public void Hosts_where_it_failed_come_last_and_when_all_were_tried_the_scheduler_may_know_one_more()
    {
        On("h4", "c2");
        tried.Add(new("h1"));
        var instance = On("h3", "c1");
        Assert.Equal("h2", Choose(instance).Target?.Value);
        tried.UnionWith([new("h2"), new("h4")]);
        Assert.Equal(PlaceChoice.Scheduler, Choose(instance));
    }

    [Fact]
    public void A_hard_server_group_that_has_every_host_is_not_asked_of_Nova()
    {
        foreach (var host in new[] { "h1", "h2", "h4" })
            On(host, $"web-{host}", Web);
        Assert.Contains("h1 has as many of server group web as it may (anti-affinity)", Choose(On("h3", "c1", Web)).WhyNowhere, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_of_a_server_group_that_leave_together_are_told_apart_by_us()
    {
        var (first, second) = (On("h3", "c1", Web), On("h3", "c2", Web));
        heading[first.Id] = Choose(first).Target!.Value;
        Assert.Equal(("h1", "h2"), (heading[first.Id].Value, Choose(second).Target?.Value));
    }

    [Fact]
    public void Nova_moves_a_hard_affinity_group_nowhere_when_all_of_it_is_on_the_dead_host()
    {
        var shop = new ServerGroup("g2", "shop", ServerGroupPolicy.Affinity);
        var instance = On("h3", "c1", shop);
        On("h3", "c2", shop);
        Assert.NotNull(Choose(instance).WhyNowhere);
        On("h2", "c3", shop);
        Assert.Equal(PlaceChoice.Scheduler, Choose(instance));
    }

    [Fact]
    public void Who_is_kept_together_follows_the_first_and_avoids_what_another_may_not_have()
    {
        var first = On("h3", "c1", (HaPlace.TogetherKey, "shop"));
        var second = On("h3", "c2", (HaPlace.TogetherKey, "shop"), (HaPlace.OnlyOnKey, "h4"));
        Assert.Equal("h4", Choose(first).Target?.Value);
        heading[first.Id] = new("h4");
        Assert.Equal("together with c1", Choose(second).Because.Split("; ")[1]);
    }

    [Fact]
    public void Groups_of_another_project_are_strangers()
    {
        fleet["h1"].Add(Instance("other", "cattle") with { Host = new("h1"), Project = "another", Metadata = new Dictionary<string, string> { [HaPlace.ApartKey] = "web" } });
        Assert.Equal("h1", Choose(On("h3", "c1", (HaPlace.ApartKey, "web"), (HaPlace.PrefersKey, "h1"))).Target?.Value);
    }

    [Theory]
    [InlineData(HaPlace.OnlyOnKey, " , ", "c1: HA_Only_On names no host; write hosts or aggregate:NAME, divided by commas")]
    [InlineData(HaPlace.TogetherKey, "a b", "c1: HA_Together 'a b' is not the name of a group (letters, digits, '.', '-', '_', at most 64)")]
    public void A_word_that_cannot_be_read_counts_as_not_written_and_is_told(string key, string word, string mistake)
    {
        var asked = HaPlace.Of(On("h3", "c1", (key, word)));
        Assert.Equal((false, mistake), (asked.Asks, asked.Mistakes.Single()));
    }

    Instance On(string host, string name, ServerGroup group) => On(host, name, [], group);

    Instance On(string host, string name, params (string Key, string Word)[] words) => On(host, name, words, null);

    Instance On(string host, string name, (string Key, string Word)[] words, ServerGroup? group)
    {
        var instance = Instance(name, "cattle") with
        {
            Host = new HostName(host),
            Metadata = words.ToDictionary(w => w.Key, w => w.Word),
            ServerGroup = group,
        };
        fleet[host].Add(instance);
        return instance;
    }

    PlaceChoice Choose(Instance instance) => Placement().For(Wish(instance));

    /// <summary>Of h1 and h2.</summary>
    PlaceChoice Among(Instance instance) => Placement().Among(Wish(instance), [new("h1"), new("h2")]);

    PlaceWish Wish(Instance instance) => new(instance, H3) { Tried = tried, Heading = heading };

    Placement Placement()
    {
        var hosts = fleet.Select(h => new HostView(ComputeOf(h.Key), SignalsOf(h.Key), false, null, h.Value, [], [], []));
        var policy = Policy();
        var snapshot = Snapshot(Now, [.. hosts]);
        return new Placement(snapshot, InferenceRun.Over(snapshot, policy), policy);
    }

    ComputeHost ComputeOf(string host) => Compute(host) with
    {
        Disabled = disabled.Contains(host),
        Room = rooms.GetValueOrDefault(host),
        Aggregates = aggregates.TryGetValue(host, out var name) ? [name] : [],
    };

    HostSignals SignalsOf(string host) => sick.Contains(host) ? SignalsWith(Signal.TenantNetwork) : SignalsWith();
}
